"""Who knows something: ranked people, each with the reason, five to a page."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.blocks.asks.reasons import told
from bot.blocks.base import ids
from bot.blocks.base.cards import who
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, section, small
from bot.blocks.base.words import Raw, listed, mrkdwn, plain, shortened
from bot.domain.asks.fields import FindField
from bot.domain.asks.outcomes import FindResult, Found
from bot.domain.asks.references import FoundPage, FoundPerson
from bot.domain.base.references import CommandLine, PersonRef

PAGE = 5
"""People on a page."""
WORDS_LIMIT = 300
"""Characters of what is looked for; it travels in the buttons."""


def found(result: FindResult) -> Rendered:
    """One page of people; *Ask* at each, and the way to the next page."""
    if not result.people:
        return _nobody(result.words)
    names = Raw(listed([mrkdwn("cards.bare", name=one.card.name) for one in result.people]))
    first = result.page * PAGE + 1
    last = first + len(result.people) - 1
    return message(
        mrkdwn("find.text_some", n=result.total, words=shortened(result.words, 150), names=names),
        section(mrkdwn("find.first", words=result.words)),
        *(block for one in result.people for block in _person(one, result.words)),
        _pages(result),
        small(mrkdwn("find.page" if result.total > PAGE else "find.one_page", first=first, last=last, n=result.total)),
    )


def _person(one: Found, words: str) -> Iterator[Block]:
    line = mrkdwn("find.person_why" if one.reasons else "find.person", who=who(one.card), reasons=told(one.reasons))
    if not one.takes_questions:
        yield section(f"{line}\n{mrkdwn('find.no_questions')}")
    elif not one.has_room:
        yield section(f"{line}\n{mrkdwn('find.no_room')}")
    else:
        ask = button(plain("find.ask"), ids.FIND_ASK, FoundPerson(one.card.user_id, words))
        yield section(line, accessory=ask)
    if one.mentors:
        yield actions([button(plain("find.request"), ids.MATCH_OPEN, PersonRef(one.card.user_id))])


def _pages(result: FindResult) -> ActionsBlock | None:
    buttons: list[ButtonElement] = []
    if result.page:
        buttons.append(_to_page(result, result.page - 1, "back", plain("find.back")))
    if result.more:
        rest = result.total - (result.page + 1) * PAGE
        buttons.append(_to_page(result, result.page + 1, "next", plain("find.next_page", n=min(rest, PAGE))))
    return actions(buttons) if buttons else None


def _to_page(result: FindResult, page: int, name: str, label: str) -> ButtonElement:
    return button(label, f"{ids.FIND_PAGE}:{name}", FoundPage(page, result.words))


def _nobody(words: str) -> Rendered:
    first = mrkdwn("find.nobody", words=shortened(words, WORDS_LIMIT))
    ask = button(plain("find.nobody_ask"), f"{ids.RUN}:ask", CommandLine(f"ask {words}"), style="primary")
    return message(first, section(first), actions([ask]), small(mrkdwn("find.nobody_next")))


def find_modal() -> BlockDict:
    """Asks what to look for, when the command came without words."""
    element = PlainTextInputElement(
        action_id=FindField.WORDS,
        max_length=WORDS_LIMIT,
        placeholder=plain("find.modal_placeholder"),
        focus_on_load=True,
    )
    view = View(
        type="modal",
        callback_id=ids.FIND_VIEW,
        title=plain("find.modal_title"),
        submit=plain("find.modal_submit"),
        close=plain("find.modal_close"),
        blocks=[
            InputBlock(
                block_id=FindField.WORDS,
                label=plain("find.modal_words"),
                hint=plain("find.modal_hint"),
                element=element,
            )
        ],
    )
    return view.to_dict()
