"""Matching rounds for admins: preview, change by hand, publish."""

from collections.abc import Sequence

from bot.blocks.base import ids
from bot.blocks.base.kit import BlockDict
from bot.blocks.programs import rounds as blocks
from bot.domain.base.errors import InvalidField
from bot.domain.base.references import ProgramRef
from bot.domain.programs.fields import GiveField, UploadField
from bot.domain.programs.references import GivePartner, PairEntry, PlannedPairMenu, PreviewPage, RoundRef
from bot.domain.programs.views import Adjusted
from bot.services.programs import previews, publishing, round_failing, rounds, swapping
from bot.services.programs.round_files import take_file
from handlers.base.listeners import OnForm, OnPress, OnTyping
from handlers.base.turn import Form, Press, Turn, Typing
from handlers.programs.programs import AGAIN


def begin(press: Press[ProgramRef]) -> None:
    """Ask for a round's preview; a message keeps up with it."""
    _show(press, PreviewPage(rounds.begin(press.ctx, press.user, press.about.program_id).id))


def opened(press: Press[PreviewPage]) -> None:
    """A page of the preview."""
    _show(press, press.about)


def adjust(press: Press[PlannedPairMenu]) -> None:
    """The menu of a pair: lock, take out, choose somebody else, or look how it is scored."""
    chosen, place = press.about, press.modal(PreviewPage)
    couple = (chosen.mentor, chosen.mentee)
    match chosen.entry:
        case PairEntry.GIVE | PairEntry.GIVE_PEER:
            mentee = previews.somebody(press.ctx, press.user, chosen.mentee)
            press.open(blocks.give_form(place.round_id, mentee, chosen.entry), AGAIN)
        case PairEntry.SCORE:
            _show_score(press, place)
        case PairEntry.TAKE_OUT:
            _show(press, place, previews.take_out(press.ctx, press.user, place.round_id, couple))
        case PairEntry.LOCK | PairEntry.UNLOCK:
            locked = chosen.entry is PairEntry.LOCK
            _show(press, place, previews.set_locked(press.ctx, press.user, place.round_id, couple, locked=locked))


def _show_score(press: Press[PlannedPairMenu], place: PreviewPage) -> None:
    seen = previews.scored(press.ctx, press.user, place.round_id, (press.about.mentor, press.about.mentee))
    if seen is None:
        _show(press, place, Adjusted.TOO_LATE)
    else:
        press.open(blocks.score_sheet(seen), AGAIN)


def suggest(typing: Typing[GivePartner]) -> Sequence[BlockDict]:
    """Who may be given to a mentee."""
    found = previews.mentors_for(typing.ctx, typing.user, typing.about.round_id, typing.typed)
    return [option.to_dict() for option in blocks.mentor_options(found)]


def give(form: Form[GivePartner]) -> None:
    """Give a mentee another mentor; the preview beneath shows it."""
    chosen = form.values.person(GiveField.MENTOR)
    news = swapping.give(form.ctx, form.user, form.about.round_id, form.about.mentee, chosen)
    if news is Adjusted.NOT_POSSIBLE:
        raise InvalidField(GiveField.MENTOR, "pair_not_possible")
    form.closes()
    form.shows_beneath(blocks.preview(previews.preview(form.ctx, form.user, form.about.round_id), news))


def again(press: Press[RoundRef]) -> None:
    """Work it out again."""
    _show(press, PreviewPage(rounds.rerun(press.ctx, press.user, press.about.round_id).id))


def publish(press: Press[RoundRef]) -> None:
    """Publish; a second press finds it published."""
    publishing.publish(press.ctx, press.user, press.about.round_id)
    _show(press, PreviewPage(press.about.round_id))


def discard(press: Press[RoundRef]) -> None:
    """Throw the preview away."""
    _news(press, previews.discard(press.ctx, press.user, press.about.round_id))


def send_file(press: Press[RoundRef]) -> None:
    """The preview as a CSV file, in the conversation with Mentor."""
    previews.put_file(press.ctx, press.user, press.about.round_id)
    seen = previews.preview(press.ctx, press.user, press.about.round_id)
    press.show(blocks.preview(seen, file_sent=True), AGAIN)


def upload(press: Press[RoundRef]) -> None:
    """The form that takes a CSV file."""
    previews.preview(press.ctx, press.user, press.about.round_id)
    press.open(blocks.upload_form(press.about.round_id), AGAIN)


def take(form: Form[RoundRef]) -> None:
    """Let a CSV file take the place of the preview; a message says how that goes, and names bad lines."""
    files = form.values.files(UploadField.FILE)
    if not files:
        raise InvalidField(UploadField.FILE, "required")
    news = take_file(form.ctx, form.user, form.about.round_id, files[0]["id"])
    form.closes()
    form.shows_beneath(blocks.preview(previews.preview(form.ctx, form.user, form.about.round_id), news))


def run_again(press: Press[RoundRef]) -> None:
    """Take up the work at which a round failed."""
    _news(press, round_failing.run_again(press.ctx, press.user, press.about.round_id))


def leave_file(press: Press[RoundRef]) -> None:
    """Go on without the file that could not be read."""
    _news(press, round_failing.leave_file(press.ctx, press.user, press.about.round_id))


def _news(press: Press[RoundRef], news: Adjusted) -> None:
    _show(press, PreviewPage(press.about.round_id), news)


def _show(turn: Turn, place: PreviewPage, news: Adjusted = Adjusted.DONE) -> None:
    seen = previews.preview(turn.ctx, turn.user, place.round_id, place.tab, place.page)
    turn.show(blocks.preview(seen, news), AGAIN)


LISTENERS = (
    OnPress(ids.ROUND_BEGIN, ProgramRef, begin),
    OnPress(ids.ROUND_OPEN, PreviewPage, opened),
    OnPress(ids.ROUND_PAIR, PlannedPairMenu, adjust),
    OnTyping(ids.ROUND_MENTORS, GivePartner, suggest),
    OnForm(ids.ROUND_GIVE_VIEW, GivePartner, give),
    OnPress(ids.ROUND_AGAIN, RoundRef, again),
    OnPress(ids.ROUND_PUBLISH, RoundRef, publish),
    OnPress(ids.ROUND_DISCARD, RoundRef, discard),
    OnPress(ids.ROUND_RUN_AGAIN, RoundRef, run_again),
    OnPress(ids.ROUND_LEAVE_FILE, RoundRef, leave_file),
    OnPress(ids.ROUND_FILE, RoundRef, send_file),
    OnPress(ids.ROUND_UPLOAD, RoundRef, upload),
    OnForm(ids.ROUND_UPLOAD_VIEW, RoundRef, take),
)
