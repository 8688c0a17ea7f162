"""The hub, the same on the Home tab: what waits first, then what one can do."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject

from bot.blocks.base import ids
from bot.blocks.base.cards import who
from bot.blocks.base.errors import sentence, sign_up_button
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, confirm, divider, message, quote, section, small
from bot.blocks.base.words import At, listed, mrkdwn, paragraph, plain, shortened
from bot.blocks.mentorships.status import hub_line
from bot.blocks.people.block_list import block_list_button
from bot.blocks.programs.join import lines
from bot.domain.across.status import AskLine, Status
from bot.domain.asks.ask import Ask
from bot.domain.asks.notes import PendingOffer
from bot.domain.asks.references import AskRef
from bot.domain.base.errors import MayNotTakePart
from bot.domain.base.references import CommandLine
from bot.domain.base.skill import Skill
from bot.domain.mentorships.notes import ProposalStatus
from bot.domain.people.profile import Profile
from bot.domain.programs.views import MyProgram

SHOWN = 3
"""Items of one kind; the rest is in `/mentor status`."""


def hub_new() -> Rendered:
    """Somebody who has not signed up sees one thing to do."""
    first = mrkdwn("hub.new_first")
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn("hub.new_what")),
        actions([sign_up_button()]),
        small(mrkdwn("hub.new_next")),
    )


def hub_member(
    profile: Profile,
    status: Status,
    to_judge: Sequence[Ask],
    programs: Sequence[MyProgram] = (),
    *,
    paused_until: datetime | None,
    is_paused: bool,
    is_admin: bool,
) -> Rendered:
    """The hub of a member."""
    proposed = sum(line.standing is ProposalStatus.OPEN for line in status.pairs)
    waiting = len(status.waiting) + len(to_judge) + proposed
    first = mrkdwn("hub.paused" if is_paused else "hub.waiting" if waiting else "hub.nothing", n=waiting)
    return message(
        first,
        section(f"*{first}*"),
        *(_pause(paused_until) if is_paused else ()),
        *_waiting(status.waiting),
        *_judging(to_judge),
        *_asks(status.asks),
        *_helping(status),
        *lines(programs[:SHOWN]),
        *hub_line(status.pairs),
        divider(),
        _can_do(is_paused=is_paused, is_admin=is_admin, something_waits=bool(waiting)),
        *_about(profile),
        small(mrkdwn("hub.next")),
    )


def hub_stranger() -> Rendered:
    """A guest, or somebody of another company."""
    words = sentence(MayNotTakePart())
    return message(words, section(words))


def home(hub: Rendered) -> BlockDict:
    """The Home tab with the hub on it."""
    return {"type": "home", "blocks": list(hub.blocks)}


def _pause(until: datetime | None) -> Iterator[Block]:
    if until is not None:
        yield section(mrkdwn("hub.paused_until", until=At(until)))
    else:
        yield section(mrkdwn("hub.paused_openly"))
    yield actions([button(plain("hub.resume"), ids.RESUME, style="primary")])


def _waiting(offers: Sequence[PendingOffer]) -> Iterator[Block]:
    for pending in offers[:SHOWN]:
        yield section(mrkdwn("hub.offer", who=who(pending.asker), at=At(pending.offer.lapse_at)))
        yield quote(shortened(pending.question, 300))
    if offers:
        yield from _more(len(offers))
        yield actions([button(plain("hub.answer"), f"{ids.RUN}:answer", CommandLine("status"), style="primary")])


def _judging(asks: Sequence[Ask]) -> Iterator[Block]:
    for ask in asks[:SHOWN]:
        yield section(mrkdwn("hub.did_it_help"))
        yield quote(shortened(ask.question, 300))
        yield actions(
            [
                button(plain("closing.a_lot"), ids.HELPED_A_LOT, AskRef(ask.id)),
                button(plain("closing.some"), ids.HELPED_SOME, AskRef(ask.id)),
                button(plain("closing.not"), ids.HELPED_NOT, AskRef(ask.id)),
            ]
        )
    yield from _more(len(asks))


def _asks(lines: Sequence[AskLine]) -> Iterator[Block]:
    if not lines:
        return
    yield section(mrkdwn("hub.asks"))
    for line in lines[:SHOWN]:
        state = mrkdwn(f"hub.ask_{line.ask.state}", name=line.mentor_name)
        yield section(mrkdwn("hub.ask_line", question=shortened(" ".join(line.ask.question.split()), 150), state=state))
    yield from _more(len(lines))


def _helping(status: Status) -> Iterator[Block]:
    if status.helping:
        names = listed([line.asker_name for line in status.helping])
        yield section(mrkdwn("hub.helping", names=names))


def _more(count: int) -> Iterator[Block]:
    if count > SHOWN:
        yield small(mrkdwn("hub.more", n=count - SHOWN))


def _can_do(*, is_paused: bool, is_admin: bool, something_waits: bool) -> ActionsBlock:
    style = None if something_waits or is_paused else "primary"
    ask = button(plain("hub.ask"), f"{ids.RUN}:ask", CommandLine("ask"), style=style)
    buttons = [ask, *(_run(command) for command in ("find", "match", "status", "profile"))]
    if not is_paused:
        buttons.append(_run("pause"))
    if is_admin:
        buttons += [_run("report"), _run("admin")]
    return actions([*buttons, _run("help")])


def _run(command: str) -> ButtonElement:
    return button(plain(f"hub.{command}"), f"{ids.RUN}:{command}", CommandLine(command))


def _about(profile: Profile) -> Iterator[Block]:
    parts = [
        mrkdwn("hub.you_offer", skills=_labels(profile.offers)) if profile.offers else mrkdwn("hub.you_offer_nothing"),
        mrkdwn("hub.you_want", skills=_labels(profile.wants)) if profile.wants else "",
        mrkdwn("hub.your_limit", n=profile.limits.open_asks) if profile.takes_questions else mrkdwn("hub.no_questions"),
    ]
    leave = button(plain("hub.leave"), ids.LEAVE, confirm=_are_you_sure())
    yield section(paragraph(*parts), accessory=leave)
    yield actions([block_list_button()])


def _are_you_sure() -> ConfirmObject:
    return confirm(plain("hub.leave_title"), mrkdwn("hub.leave_what"), plain("hub.leave_yes"), plain("hub.leave_no"))


def _labels(skills: Sequence[Skill]) -> str:
    return listed([skill.label for skill in skills])
