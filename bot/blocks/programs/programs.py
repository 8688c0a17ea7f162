"""Programs, as admins see them: the list, and one with all that can be done about it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject

from bot.blocks.base import ids
from bot.blocks.base.forms import TITLE
from bot.blocks.base.kit import BlockDict, actions, button, confirm, divider, section, small
from bot.blocks.base.language import long_day
from bot.blocks.base.words import Raw, listed, mrkdwn, paragraph, plain, shortened
from bot.blocks.programs.phrases import facts, rules, who
from bot.domain.base.references import METADATA_LIMIT, NOTHING, ProgramRef, Reference, encode
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.programs.joining import OPEN, WRAP_UP_WEEKS, can_become
from bot.domain.programs.program import Program, ProgramState
from bot.domain.programs.references import MoveProgram, PreviewPage
from bot.domain.programs.views import ProgramSeen

SHOWN = 40
"""Programs in the list; a modal holds 100 blocks."""


def sheet(title: str, blocks: Sequence[Block | None], close: str, note: Reference = NOTHING) -> BlockDict:
    """A modal to look at and press in, without a submit button."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": shortened(title, TITLE)},
        "close": {"type": "plain_text", "text": close},
        "private_metadata": encode(note, METADATA_LIMIT),
        "blocks": [block.to_dict() for block in blocks if block is not None],
    }


def programs(seen: Sequence[ProgramSeen]) -> BlockDict:
    """The list of all programs."""
    blocks = [
        section(mrkdwn("programs.list_first" if seen else "programs.list_none")),
        *(_line(one) for one in seen[:SHOWN]),
        actions([button(plain("programs.new"), ids.PROGRAM_NEW, style=None if seen else "primary")]),
        small(mrkdwn("programs.list_next")),
    ]
    return sheet(plain("programs.title"), blocks, plain("programs.close"))


def _line(one: ProgramSeen) -> Block:
    words = mrkdwn(
        "programs.line",
        name=one.program.name,
        state=one.program.state,
        what=facts(one.program, "programs.what"),
        n=one.people,
    )
    return section(words, accessory=button(plain("programs.open"), ids.PROGRAM, ProgramRef(one.program.id)))


def program(seen: ProgramSeen, sent: int | None = None) -> BlockDict:
    """One program. `sent` is how many invitations have just been sent, where that was asked for."""
    its = seen.program
    blocks: list[Block | None] = [
        section(mrkdwn("programs.first", name=its.name, state=its.state)),
        _news(sent),
        section(facts(its, "programs.facts")),
        section("\n".join(_lines(seen))),
        *_doing(seen),
        divider(),
        _changing(seen),
        small(_next(its)),
    ]
    return sheet(plain("programs.title"), blocks, plain("programs.close"))


def _news(sent: int | None) -> Block | None:
    if sent is None:
        return None
    return section(mrkdwn("programs.sent" if sent else "programs.sent_none", n=sent))


def _lines(seen: ProgramSeen) -> Iterator[str]:
    yield mrkdwn("programs.invited", who=who(seen.program.invited), n=seen.invited)
    roles = [mrkdwn(f"programs.role_{role}", n=seen.joined[role]) for role in Role if role in seen.joined]
    yield mrkdwn("programs.joined" if roles else "programs.joined_nobody", counts=Raw(listed(roles)))
    pairs = [mrkdwn(f"programs.pair_{each}", n=seen.pairs[each]) for each in MentorshipState if each in seen.pairs]
    if pairs:
        yield mrkdwn("programs.pairs", counts=Raw(listed(pairs, most=6)))
    if seen.waiting and pairs:
        yield mrkdwn("programs.waiting", n=seen.waiting)
    yield rules(seen.program.rules)
    if seen.program.questions:
        yield mrkdwn("programs.questions", questions=" · ".join(seen.program.questions))


def _doing(seen: ProgramSeen) -> Iterator[ActionsBlock]:
    """What moves the program on: one primary button."""
    its, matching = seen.program, seen.matching
    buttons: list[ButtonElement] = []
    if its.state in OPEN:
        style = "primary" if not seen.invited else None
        buttons.append(button(plain("programs.invite"), ids.PROGRAM_INVITE, ProgramRef(its.id), style, _sure("invite")))
        style = "primary" if seen.invited and matching is None else None
        buttons.append(button(plain("programs.match"), ids.ROUND_BEGIN, ProgramRef(its.id), style))
    if matching is not None:
        label = plain("programs.to_round", n=matching.number)
        buttons.append(button(label, f"{ids.ROUND_OPEN}:program", PreviewPage(matching.id)))
    for step in (ProgramState.INVITING, ProgramState.RUNNING, ProgramState.WRAPPING_UP):
        if can_become(its, step) and (its.state, step) != (ProgramState.MATCHING, ProgramState.RUNNING):
            sure = _sure("wrap") if step is ProgramState.WRAPPING_UP else None
            buttons.append(_move(its, step, sure))
    if buttons:
        yield actions(buttons)


def _move(its: Program, to: ProgramState, sure: ConfirmObject | None) -> ButtonElement:
    return button(plain(f"programs.move_{to}"), f"{ids.PROGRAM_MOVE}:{to}", MoveProgram(its.id, to), confirm=sure)


def _sure(what: str) -> ConfirmObject:
    words = (plain(f"programs.{what}_title"), mrkdwn(f"programs.{what}_what"))
    return confirm(*words, plain(f"programs.{what}_yes"), plain(f"programs.{what}_no"))


def _sure_end(seen: ProgramSeen) -> ConfirmObject:
    """What is lost, by name."""
    running = seen.pairs.get(MentorshipState.ACTIVE, 0) + seen.pairs.get(MentorshipState.PAUSED, 0)
    lost = {"pairs": running, "proposed": seen.pairs.get(MentorshipState.PROPOSED, 0), "waiting": seen.waiting}
    told = [mrkdwn(f"programs.end_{what}", n=n) for what, n in lost.items() if n]
    words = paragraph(*told, mrkdwn("programs.end_what"))
    return confirm(plain("programs.end_title"), words, plain("programs.end_yes"), plain("programs.end_no"))


def _changing(seen: ProgramSeen) -> ActionsBlock:
    its = seen.program
    back = button(plain("programs.back"), ids.PROGRAMS)
    if its.state is ProgramState.ENDED:
        return actions([back])
    pages = (("edit", ids.PROGRAM_EDIT), ("who", ids.PROGRAM_WHO), ("set_rules", ids.PROGRAM_RULES))
    to_pages = (button(plain(f"programs.{name}"), action, ProgramRef(its.id)) for name, action in pages)
    return actions([*to_pages, _move(its, ProgramState.ENDED, _sure_end(seen)), back])


def _next(its: Program) -> str:
    end = its.ends_on
    wraps = end - timedelta(weeks=WRAP_UP_WEEKS)
    return mrkdwn(f"programs.next_{its.state}", wraps=long_day(wraps), ends=long_day(end))
