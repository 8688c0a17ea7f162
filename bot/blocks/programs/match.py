"""Looking for a mentor over months: who fits, who is asked, and the wait."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.cards import name, who
from bot.blocks.base.forms import field, modal, text_input
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, section, small
from bot.blocks.base.words import At, mrkdwn, plain, shortened
from bot.blocks.mentorships.reasons import told
from bot.blocks.programs.queue import lines
from bot.domain.base.ids import UserId
from bot.domain.base.references import MentorshipRef, PersonRef
from bot.domain.programs.fields import RequestField
from bot.domain.programs.references import ShownIn
from bot.domain.programs.self_match import Advised, MatchView, Requested

WORDS_LIMIT = 500


def match(view: MatchView) -> Rendered:
    """The requests that are out, the five best, and the wait list."""
    kind = "full" if view.is_full else "some" if view.advised else "nobody"
    text = mrkdwn("match.text" if kind == "some" else f"match.{kind}_text")
    return message(
        text,
        *_requests(view),
        *lines(view.places, ShownIn.MATCH),
        *(_advised(view) if kind == "some" else _none(kind)),
        section(mrkdwn("match.waits")) if view.waits and not view.requests else None,
        actions(buttons) if (buttons := _buttons(view)) else None,
        small(mrkdwn("match.next_full" if view.is_full else "match.next")),
    )


def _requests(view: MatchView) -> Iterator[Block]:
    if view.requests:
        yield section(mrkdwn("match.requests"))
    for line in view.requests:
        until = At(line.mentorship.answer_by) if line.mentorship.answer_by else ""
        back = button(plain("match.withdraw"), ids.MATCH_WITHDRAW, MentorshipRef(line.mentorship.id))
        yield section(mrkdwn("match.request_line", name=name(line.other), when=until), accessory=back)


def _advised(view: MatchView) -> Iterator[Block]:
    yield section(mrkdwn("match.first", n=len(view.advised)))
    for one in view.advised:
        yield section(_line(one), accessory=_ask(one) if view.may_request else None)


def _line(one: Advised) -> str:
    reasons = told(one.reasons)
    return mrkdwn("match.person" if reasons else "match.person_bare", who=who(one.card), reasons=reasons)


def _ask(one: Advised) -> ButtonElement:
    return button(plain("match.request"), ids.MATCH_OPEN, PersonRef(one.card.user_id))


def _none(kind: str) -> Iterator[Block]:
    yield section(mrkdwn(f"match.{kind}"))
    yield section(mrkdwn(f"match.{kind}_what"))


def _buttons(view: MatchView) -> list[ButtonElement]:
    if view.waits:
        return [button(plain("match.stop"), ids.MATCH_STOP)]
    return [] if view.is_full else [button(plain("match.wait"), ids.MATCH_WAIT)]


def request_modal(mentor: UserId, mentor_name: str) -> BlockDict:
    """The request, with what one hopes for."""
    label, hint = plain("match.modal_words"), plain("match.modal_hint", name=shortened(mentor_name, 60))
    words = text_input(RequestField.WORDS, "", label, WORDS_LIMIT, multiline=True)
    first = section(mrkdwn("match.modal_first", name=mentor_name))
    blocks: list[Block] = [first, field(RequestField.WORDS, label, words, hint, optional=True)]
    title, yes, no = (plain(f"match.modal_{part}") for part in ("title", "submit", "close"))
    return modal(ids.MATCH_VIEW, title, yes, no, blocks, PersonRef(mentor))


def requested(outcome: Requested) -> Rendered:
    """That it was asked, or why it could not be."""
    if outcome.mentorship is None:
        words = mrkdwn(f"match.problem_{outcome.problem}", name=outcome.name)
        return message(words, section(words))
    first = mrkdwn("match.sent", name=outcome.name)
    until = At(outcome.mentorship.answer_by) if outcome.mentorship.answer_by else ""
    return message(first, section(f"*{first}*"), small(mrkdwn("match.sent_next", name=outcome.name, when=until)))
