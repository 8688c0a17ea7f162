"""An ask laid before a mentor, its reminder, and its outcome in the place of the buttons."""

from slack_sdk.models.blocks import ActionsBlock

from bot.blocks.asks.reasons import because
from bot.blocks.base import ids
from bot.blocks.base.cards import name, who
from bot.blocks.base.kit import Rendered, actions, button, confirm, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, Raw, listed, mrkdwn, plain, shortened
from bot.domain.asks.ask import OfferId, OfferState
from bot.domain.asks.notes import OfferNote, OfferOutcomeNote
from bot.domain.asks.references import OfferRef
from bot.domain.base.skill import Skill


@renders(OfferNote)
def offer(note: OfferNote) -> Rendered:
    """The offer: who asks, the question, why this person, the four answers, and when somebody else is asked."""
    first = _first_line(note)
    return message(
        mrkdwn("offer.notification", first=first, question=shortened(note.question, 150)),
        section(f"*{first}*"),
        quote(note.question),
        section(mrkdwn("offer.tried")) if note.tried else None,
        quote(note.tried) if note.tried else None,
        section(_about(note)) if note.skills or note.reasons else None,
        answers(note.offer_id),
        small(_next(note)),
    )


def _first_line(note: OfferNote) -> Raw:
    stage, minutes = "reminder" if note.is_reminder else "first", note.shape.minutes
    key = f"offer.{stage}_talk" if minutes else f"offer.{stage}_thread"
    return Raw(mrkdwn(key, who=who(note.asker), n=minutes))


def _about(note: OfferNote) -> str:
    lines = []
    if note.skills:
        lines.append(mrkdwn("offer.about", skills=labels(note.skills)))
    if note.reasons:
        lines.append(mrkdwn("reasons.you", reasons=because(note.reasons)))
    return "\n".join(lines)


def answers(offer_id: OfferId) -> ActionsBlock:
    """The four answers to an offer."""
    sure = confirm(
        plain("offer.pause_title"), mrkdwn("offer.pause_words"), plain("offer.pause_yes"), plain("offer.pause_no")
    )
    return actions(
        [
            button(plain("offer.accept"), ids.OFFER_ACCEPT, OfferRef(offer_id), style="primary"),
            button(plain("offer.not_now"), ids.OFFER_NOT_NOW, OfferRef(offer_id)),
            button(plain("offer.not_my_area"), ids.OFFER_NOT_MY_AREA, OfferRef(offer_id)),
            button(plain("offer.pause"), ids.OFFER_PAUSE, OfferRef(offer_id), confirm=sure),
        ]
    )


def _next(note: OfferNote) -> str:
    return mrkdwn("offer.next" if note.asker.known else "offer.next_hidden", when=At(note.next_at))


@renders(OfferOutcomeNote)
def outcome(note: OfferOutcomeNote) -> Rendered:
    """What became of the offer, with its time; no buttons are left."""
    first, last = _OUTCOMES[note.state]
    if note.state is OfferState.SUPERSEDED and not note.taken_by:
        first = "superseded_nobody"
    if not note.skills and last in {"not_my_area_next", "superseded_next"}:
        last += "_bare"
    happened = mrkdwn(f"offer.{first}", when=At(note.at), name=note.taken_by)
    asker = name(note.asker)
    return message(
        happened,
        section(f"*{happened}*"),
        quote(note.question),
        small(mrkdwn(f"offer.{last}", name=asker, skills=labels(note.skills))),
    )


def labels(skills: tuple[Skill, ...]) -> str:
    """Skills in a sentence."""
    return listed([skill.label for skill in skills])


_OUTCOMES = {
    OfferState.ACCEPTED: ("accepted", "accepted_next"),
    OfferState.NOT_NOW: ("not_now_done", "not_now_next"),
    OfferState.NOT_MY_AREA: ("not_my_area_done", "not_my_area_next"),
    OfferState.UNANSWERED: ("unanswered", "unanswered_next"),
    OfferState.SUPERSEDED: ("superseded", "superseded_next"),
    OfferState.CANCELLED: ("cancelled", "cancelled_next"),
    OfferState.UNREACHABLE: ("unreachable", "unreachable_next"),
    OfferState.OFFERED: ("live", "live_next"),
    OfferState.REMINDED: ("live", "live_next"),
}
