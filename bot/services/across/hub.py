"""What `/mentor` and the Home tab show: what waits for somebody, and what they can do."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.across.status import Status
from bot.domain.asks.ask import Ask
from bot.domain.base.errors import MayNotTakePart
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import OutboxState
from bot.domain.people.profile import Profile
from bot.domain.programs.views import MyProgram
from bot.ports import Transaction
from bot.services.across.status import status
from bot.services.asks.outgoing import did_it_help_key
from bot.services.context import Context
from bot.services.people.access import is_admin
from bot.services.people.profiles import person_known
from bot.services.programs.views import my_programs


@dataclass(frozen=True, slots=True)
class Hub:
    """One person's view of Mentor at `now`. `to_judge` are asks that wait for their word on how it went."""

    now: datetime
    name: str
    profile: Profile | None = None
    is_admin: bool = False
    status: Status | None = None
    to_judge: tuple[Ask, ...] = ()
    programs: tuple[MyProgram, ...] = ()

    @property
    def is_paused(self) -> bool:
        return self.profile is not None and self.profile.is_paused(self.now)


def hub(ctx: Context, user_id: UserId) -> Hub:
    """What is there for a person. Raises `MayNotTakePart`."""
    person, now = person_known(ctx, user_id), ctx.clock.now()
    if not person.may_take_part:
        raise MayNotTakePart
    with ctx.store.read() as tx:
        profile = tx.profiles.get(user_id)
        admin = is_admin(ctx, tx, user_id)
        to_judge = _to_judge(tx, user_id) if profile else ()
        programs = my_programs(tx, user_id) if profile else ()
    open_now = status(ctx, user_id) if profile else None
    return Hub(now, person.name, profile, admin, open_now, to_judge, programs)


def _to_judge(tx: Transaction, user_id: UserId) -> tuple[Ask, ...]:
    asks = tx.asks.of_asker(user_id)
    return tuple(ask for ask in asks if ask.mentor is not None and ask.helped is None and _was_asked(tx, ask))


def _was_asked(tx: Transaction, ask: Ask) -> bool:
    questions = (tx.outbox.by_key(did_it_help_key(ask.id, early=early)) for early in (False, True))
    return any(question is not None and question.state is OutboxState.SENT for question in questions)
