"""The preview of a round as CSV: written for a spreadsheet, read back with each bad line named."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.base.ids import Couple, UserId
from bot.domain.programs.rounds import BadLine, LineProblem, PlannedPair, UnmatchedPerson

COLUMNS = ("mentor_id", "mentor", "mentee_id", "mentee", "score", "locked", "reasons")
NEEDED = ("mentor_id", "mentee_id")
_FORMULA = "=+-@\t\r"
"""What a spreadsheet would take for a formula when a cell begins with it."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """The pairs of a file, in its order; nothing of it holds while a line is bad."""

    couples: tuple[tuple[int, Couple], ...] = ()
    """The line of each, and the pair."""
    bad: tuple[BadLine, ...] = ()


def written(pairs: Sequence[PlannedPair], unmatched: Sequence[UnmatchedPerson], names: Mapping[UserId, str]) -> str:
    """The preview as CSV: a line for each pair, then one for each person without a partner, the other side empty."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for pair in pairs:
        both = (pair.mentor, _cell(names.get(pair.mentor, "")), pair.mentee, _cell(names.get(pair.mentee, "")))
        reasons = "; ".join(" ".join((reason.kind, *reason.detail)).strip() for reason in pair.reasons)
        table.writerow((*both, f"{pair.score:.4f}", "yes" if pair.locked else "", _cell(reasons)))
    for one in unmatched:
        alone = (one.user_id, _cell(names.get(one.user_id, "")))
        nobody = ("", "")
        table.writerow((*((*alone, *nobody) if one.role == "mentor" else (*nobody, *alone)), "", "", one.why.kind))
    return out.getvalue()


def _cell(typed: str) -> str:
    """What people wrote, kept from being taken for a formula."""
    return f"'{typed}" if typed.startswith(tuple(_FORMULA)) else typed


def read(content: bytes, known: Collection[UserId]) -> ReadPlan:
    """The pairs of a file. Lines with one side empty are people without a partner, and say nothing."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ReadPlan(bad=(BadLine(1, LineProblem.NOT_TEXT),))
    dialect = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect)
    head = [name.strip().lower() for name in table.fieldnames or ()]
    if not set(NEEDED) <= set(head):
        return ReadPlan(bad=(BadLine(1, LineProblem.NO_COLUMNS, ", ".join(head)[:100]),))
    table.fieldnames = head
    try:
        return _plan(((table.line_num, row) for row in table), frozenset(known))
    except csv.Error:
        # A quote that never closes: the rest of the file in one cell.
        return ReadPlan(bad=(BadLine(table.line_num, LineProblem.NOT_TEXT),))


def _plan(lines: Iterable[tuple[int, Mapping[str, str | None]]], known: frozenset[UserId]) -> ReadPlan:
    couples: dict[Couple, int] = {}
    bad: list[BadLine] = []
    for number, row in lines:
        mentor, mentee = (UserId((row.get(name) or "").strip()) for name in NEEDED)
        if not mentor or not mentee:
            continue
        problem = _problem((mentor, mentee), known, couples)
        if problem is None:
            couples[mentor, mentee] = number
        else:
            bad.append(BadLine(number, *problem))
    return ReadPlan(bad=tuple(bad)) if bad else ReadPlan(tuple((number, couple) for couple, number in couples.items()))


def _problem(couple: Couple, known: frozenset[UserId], before: Collection[Couple]) -> tuple[LineProblem, str] | None:
    unknown = next((one for one in couple if one not in known), None)
    if unknown is not None:
        return LineProblem.NOBODY, unknown[:50]
    if couple[0] == couple[1]:
        return LineProblem.SAME_PERSON, couple[0]
    twice = couple in before or couple[::-1] in before
    return (LineProblem.TWICE, " ".join(couple)) if twice else None
