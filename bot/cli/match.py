"""`mentor match`: a matching round worked out on the command line, with a bar."""

from datetime import UTC, datetime

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.domain.matching.rounds import match
from bot.domain.matching.values import MatchingStage, Plan, Round
from bot.domain.programs.program import Program
from bot.services.programs.rounds import keep_worked_out
from bot.services.programs.sides import sides_of
from bot.solver import solve
from store.base.engine import new_engine
from store.database import SqlStore

_LABELS = {
    MatchingStage.READING: "Reading profiles",
    MatchingStage.SCORING: "Scoring pairs",
    MatchingStage.SOLVING: "Finding the best plan",
    MatchingStage.TELLING: "Writing down why",
}


def run(url: str, name: str, *, dry_run: bool) -> bool:
    """Work out the next round of a program; whether there is such a program. Without `dry_run` it becomes a preview."""
    store = SqlStore(new_engine(url))
    try:
        found = _named(store, name)
        if len(found) != 1:
            typer.echo(f"{len(found)} programs are called {name}. These are there: {_names(store)}", err=True)
            return False
        now = datetime.now(UTC)
        plan = _plan(store, found[0], now)
        _tell(plan)
        if dry_run:
            typer.echo("Nothing was kept: this was a dry run.")
        else:
            typer.echo(_kept(store, found[0], plan, now))
        return True
    finally:
        store.close()


def _named(store: SqlStore, name: str) -> list[Program]:
    with store.read() as tx:
        return [one for one in tx.programs.all() if name.casefold() in (one.name.casefold(), one.id)]


def _names(store: SqlStore) -> str:
    with store.read() as tx:
        return ", ".join(sorted(one.name for one in tx.programs.all())) or "none"


def _plan(store: SqlStore, program: Program, now: datetime) -> Plan:
    with store.read() as tx:
        sides = sides_of(tx, program.id, now)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        tasks = {stage: bar.add_task(label, total=None, visible=False) for stage, label in _LABELS.items()}

        def tell(stage: MatchingStage, done: int, total: int) -> None:
            bar.update(tasks[stage], completed=done, total=total, visible=True)

        return match(Round(program, sides, now), solve, tell)


def _tell(plan: Plan) -> None:
    people = len({who for pair in plan.pairs for who in pair.ids}) + len(plan.unmatched)
    typer.echo(f"Pairs: {len(plan.pairs)}. Without a partner: {len(plan.unmatched)} of {people} people.")
    if plan.pairs:
        typer.echo(f"Mean score {plan.total / len(plan.pairs):.2f}, lowest {plan.worst:.2f}.")
    for helps in plan.helps[:5]:
        typer.echo(f"What would help: {helps.kind.value.replace('_', ' ')} {' '.join(helps.detail)} ({helps.count})")


def _kept(store: SqlStore, program: Program, plan: Plan, now: datetime) -> str:
    with store.write() as tx:
        kept = keep_worked_out(tx, program, plan, now)
    if kept is None:
        return "Nothing was kept: a round of this program is underway. An admin finds it in /mentor admin programs."
    return f"Kept as round {kept.number}. An admin finds it in /mentor admin programs."
