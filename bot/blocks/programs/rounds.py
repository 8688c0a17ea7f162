"""The preview of a matching round: pairs with score and reasons, who has no partner and why, and the load."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    ExternalDataSelectElement,
    Option,
    OverflowMenuElement,
    PlainTextObject,
)

from bot.blocks.base import ids
from bot.blocks.base.forms import field, modal, options
from bot.blocks.base.kit import BlockDict, actions, button, confirm, divider, section, small
from bot.blocks.base.language import percent
from bot.blocks.base.words import At, Raw, has, listed, mrkdwn, plain
from bot.blocks.mentorships.reasons import told
from bot.blocks.programs.programs import sheet
from bot.blocks.programs.round_note import at, bad_lines, bar
from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.base.references import OPTION_LIMIT, encode
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.people.person import Person
from bot.domain.programs.fields import GiveField, UploadField
from bot.domain.programs.references import GivePartner, PairEntry, PlannedPairMenu, PreviewPage, RoundRef
from bot.domain.programs.rounds import PlannedPair, RoundId, RoundState, UnmatchedPerson
from bot.domain.programs.views import PAGE, Adjusted, Preview, Scored, Tab


def preview(seen: Preview, news: Adjusted = Adjusted.DONE, *, file_sent: bool = False) -> BlockDict:
    """One page of the preview. `news` says why a change by hand was not made."""
    blocks: list[Block | None] = [
        section(mrkdwn("rounds.head", number=seen.matching.number, name=seen.program.name, state=_state(seen))),
        section(mrkdwn(f"rounds.{news}")) if news is not Adjusted.DONE else None,
        section(mrkdwn("rounds.file_sent")) if file_sent else None,
        section(mrkdwn("round_note.bad", lines=Raw(bad_lines(seen.matching.bad)))) if seen.matching.bad else None,
        *(_lists(seen) if seen.matching.has_preview else _doing(seen)),
        small(mrkdwn("rounds.next" if seen.matching.state is RoundState.READY else f"round_note.next_{_next(seen)}")),
    ]
    place = PreviewPage(seen.matching.id, seen.tab, seen.page)
    return sheet(plain("rounds.title"), blocks, plain("rounds.close"), note=place)


def _next(seen: Preview) -> str:
    asks = seen.matching.state is RoundState.PUBLISHED and seen.program.rules.both_accept
    return "published_asks" if asks else at(seen.matching)


def _state(seen: Preview) -> Raw:
    matching = seen.matching
    day = At(matching.published_at) if matching.published_at else ""
    return Raw(
        mrkdwn(f"rounds.state_{at(matching)}", percent=percent(matching.share_done), who=seen.published_by, when=day)
    )


def _lists(seen: Preview) -> Iterator[Block]:
    counts = {Tab.PAIRS: seen.pair_count, Tab.UNMATCHED: seen.unmatched_count, Tab.LOADS: 0}
    yield section(mrkdwn(f"rounds.list_{seen.tab}", n=counts[seen.tab]))
    entries = {Tab.PAIRS: _pairs, Tab.UNMATCHED: _unmatched, Tab.LOADS: _loads}[seen.tab](seen)
    yield from entries or [section(mrkdwn(f"rounds.none_{seen.tab}"))]
    yield from _pages(seen)
    yield actions([_tab(seen, tab, counts[tab]) for tab in _tabs(seen) if tab is not seen.tab])
    yield divider()
    yield from _doing(seen)


def _tabs(seen: Preview) -> Sequence[Tab]:
    """Peers carry no load: each of them is one of the two."""
    return [tab for tab in Tab if tab is not Tab.LOADS or seen.program.format is not MentorshipFormat.PEER]


def _tab(seen: Preview, tab: Tab, n: int) -> ButtonElement:
    label, place = plain(f"rounds.tab_{tab}", n=n), PreviewPage(seen.matching.id, tab)
    return button(label, f"{ids.ROUND_OPEN}:{tab}", place)


def _open(seen: Preview, name: str, label: str, page: int | None = None) -> ButtonElement:
    place = PreviewPage(seen.matching.id, seen.tab, seen.page if page is None else page)
    return button(plain(f"rounds.{label}"), f"{ids.ROUND_OPEN}:{name}", place)


def _pairs(seen: Preview) -> list[Block]:
    return [_pair(seen, pair) for pair in seen.pairs]


def _pair(seen: Preview, pair: PlannedPair) -> Block:
    words = mrkdwn(
        "rounds.pair_locked" if pair.locked else "rounds.pair",
        mentor=_name(seen, pair.mentor),
        mentee=_name(seen, pair.mentee),
        score=percent(pair.score),
        reasons=told(pair.reasons) if pair.reasons else Raw(mrkdwn("rounds.no_reasons")),
    )
    if seen.matching.state is not RoundState.READY:
        return section(words)
    # The menu's action id is the same for all: the option's value says which pair it is.
    return section(words, accessory=_menu(seen, pair), block_id=f"{pair.mentor} {pair.mentee}")


def _menu(seen: Preview, pair: PlannedPair) -> OverflowMenuElement:
    give = PairEntry.GIVE_PEER if seen.program.format is MentorshipFormat.PEER else PairEntry.GIVE
    entries = (PairEntry.UNLOCK if pair.locked else PairEntry.LOCK, PairEntry.TAKE_OUT, give, PairEntry.SCORE)
    menus = [PlannedPairMenu(entry, pair.mentor, pair.mentee) for entry in entries]
    values = [(encode(menu, OPTION_LIMIT), plain(f"rounds.{menu.entry}")) for menu in menus]
    return OverflowMenuElement(action_id=ids.ROUND_PAIR, options=options(values))


def score_sheet(seen: Scored) -> BlockDict:
    """How a pair's score comes about. In tenths: what is private cannot be worked out from the rest."""
    blocks: list[Block | None] = [
        section(mrkdwn("rounds.score_first", mentor=seen.mentor, mentee=seen.mentee, score=percent(seen.pair.score))),
        section("\n".join(_factor(*factor) for factor in seen.factors)),
        small(mrkdwn("rounds.score_next")),
    ]
    return sheet(plain("rounds.score"), blocks, plain("rounds.close"))


def _factor(kind: str, value: float, weight: float) -> str:
    name = Raw(mrkdwn(f"rounds.factor_{kind}"))
    return mrkdwn("rounds.factor", bar=bar(value), name=name, tenths=round(value * 10), weight=percent(weight))


def _unmatched(seen: Preview) -> list[Block]:
    return [section(_left(seen, one)) for one in seen.unmatched]


def _left(seen: Preview, one: UnmatchedPerson) -> str:
    return mrkdwn(
        "rounds.left_helped" if one.helps else "rounds.left",
        name=_name(seen, one.user_id),
        role=one.role,
        why=Raw(mrkdwn(f"rounds.why_{one.why.kind}")),
        helps=Raw(listed([_help(each) for each in one.helps])),
    )


def _help(each: Reason) -> str:
    count, *detail = each.detail
    key = f"rounds.help_{each.kind}"
    key = f"{key}_in" if detail and has(f"{key}_in") else key
    return mrkdwn(key, n=int(count), labels=listed(detail), place=detail[0] if detail else "")


def _loads(seen: Preview) -> list[Block]:
    here = seen.loads[seen.page * PAGE : (seen.page + 1) * PAGE]
    return [section(mrkdwn("rounds.load", name=_name(seen, who), n=pairs)) for who, pairs in here]


def _name(seen: Preview, user_id: UserId) -> str:
    return seen.names[user_id].name if user_id in seen.names else user_id


def _pages(seen: Preview) -> Iterator[Block]:
    if seen.total <= PAGE:
        return
    first, last = seen.page * PAGE + 1, min((seen.page + 1) * PAGE, seen.total)
    yield small(mrkdwn("rounds.page", first=first, last=last, n=seen.total))
    buttons = [_open(seen, "back", "back", seen.page - 1)] if seen.page else []
    if last < seen.total:
        buttons.append(_open(seen, "forward", "forward", seen.page + 1))
    if buttons:
        yield actions(buttons)


def _doing(seen: Preview) -> Iterator[Block]:
    its = seen.matching.id
    file = button(plain("rounds.file"), ids.ROUND_FILE, RoundRef(its))
    if seen.matching.state is RoundState.FAILED:
        yield actions(list(_after_failure(seen)))
        return
    if seen.matching.state is not RoundState.READY:
        refresh = _open(seen, "again", "refresh")
        yield actions([file, refresh] if seen.matching.has_preview else [refresh])
        return
    asks = seen.program.rules.both_accept
    what = mrkdwn("rounds.publish_what_asks" if asks else "rounds.publish_what", n=seen.pair_count)
    yield actions(
        [
            button(plain("rounds.publish"), ids.ROUND_PUBLISH, RoundRef(its), "primary", _sure("publish", what)),
            button(plain("rounds.again"), ids.ROUND_AGAIN, RoundRef(its)),
            file,
            button(plain("rounds.upload"), ids.ROUND_UPLOAD, RoundRef(its)),
            _discard(seen),
        ]
    )
    yield small(mrkdwn("rounds.again_hint"))


def _after_failure(seen: Preview) -> Iterator[ButtonElement]:
    its = seen.matching
    yield button(plain("round_note.run_again"), ids.ROUND_RUN_AGAIN, RoundRef(its.id), "primary")
    if its.failed_in is RoundState.READING:
        yield button(plain("rounds.leave_file"), ids.ROUND_LEAVE_FILE, RoundRef(its.id))
    if its.can_be_discarded:
        yield _discard(seen)


def _discard(seen: Preview) -> ButtonElement:
    sure = _sure("discard", mrkdwn("rounds.discard_what"))
    return button(plain("rounds.discard"), ids.ROUND_DISCARD, RoundRef(seen.matching.id), "danger", sure)


def _sure(name: str, what: str) -> ConfirmObject:
    return confirm(plain(f"rounds.{name}_title"), what, plain(f"rounds.{name}_yes"), plain(f"rounds.{name}_no"))


def give_form(round_id: RoundId, mentee: Person, entry: PairEntry) -> BlockDict:
    """Whom a mentee shall get; `entry` is the one of the pair's menu that was chosen."""
    label, hint = plain(f"rounds.{entry}_field"), plain(f"rounds.{entry}_hint")
    element = ExternalDataSelectElement(
        action_id=ids.ROUND_MENTORS, placeholder=PlainTextObject(text=label), min_query_length=1
    )
    blocks = [
        section(mrkdwn("rounds.give_first", name=mentee.name)),
        field(GiveField.MENTOR, label, element, hint),
    ]
    words = (plain(f"rounds.{entry}_title"), plain("rounds.give_submit"), plain("rounds.give_cancel"))
    return modal(ids.ROUND_GIVE_VIEW, *words, blocks, note=GivePartner(round_id, mentee.user_id))


def mentor_options(people: Sequence[Person]) -> list[Option]:
    """People to choose from."""
    return options((one.user_id, _titled(one)) for one in people)


def _titled(one: Person) -> str:
    return plain("rounds.person_titled", name=one.name, title=one.title) if one.title else one.name


def upload_form(round_id: RoundId) -> BlockDict:
    """Takes a CSV file."""
    words = (plain("rounds.upload_title"), plain("rounds.upload_submit"), plain("rounds.upload_cancel"))
    view = modal(ids.ROUND_UPLOAD_VIEW, *words, [section(mrkdwn("rounds.upload_first"))], note=RoundRef(round_id))
    # The SDK has no model of a file input (docs: file input element).
    element = {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1}
    label = {"type": "plain_text", "text": plain("rounds.upload_field")}
    view["blocks"].append({"type": "input", "block_id": UploadField.FILE, "label": label, "element": element})
    return view
