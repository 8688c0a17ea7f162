"""A pair that is proposed, more about the other, and what becomes of it."""

from slack_sdk.models.blocks import ActionsBlock

from bot.blocks.base import ids
from bot.blocks.base.cards import name, who
from bot.blocks.base.forms import field, modal, text_input
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, quote, section, small
from bot.blocks.base.language import lasting
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, Raw, day, listed, mrkdwn, paragraph, plain
from bot.blocks.mentorships.phrases import agreement, kind_of
from bot.blocks.mentorships.reasons import because
from bot.blocks.mentorships.seeking import standing
from bot.domain.base.cards import Card
from bot.domain.base.ids import MentorshipId
from bot.domain.base.references import CommandLine, MentorshipRef
from bot.domain.mentorships.fields import ObjectiveField
from bot.domain.mentorships.mentorship import DeclineReason
from bot.domain.mentorships.notes import (
    Frame,
    ProposalNote,
    ProposalOutcomeNote,
    ProposalStatus,
    RequestEndedNote,
    RequestMadeNote,
)
from bot.domain.mentorships.pairing import MEETING_MINUTES, REST_WEEKS
from bot.domain.mentorships.references import DeclinedFor, NoTimeFor

OBJECTIVE_LIMIT = 300


@renders(ProposalNote)
def proposal(note: ProposalNote) -> Rendered:
    """Who, why, what it takes, and the three answers."""
    kind = "request" if note.is_request else kind_of(note.frame, as_mentor=note.as_mentor)
    first = mrkdwn(f"proposal.{kind}_text", name=name(note.other), again=note.is_reminder)
    last = "proposal.request_next" if note.is_request else "proposal.proposal_next"
    return message(
        first,
        section(f"*{first}*"),
        section("\n".join(_about(note))),
        quote(note.words) if note.words else None,
        answers(note.mentorship_id),
        small(mrkdwn(last, when=At(note.until))),
    )


def _about(note: ProposalNote) -> list[str]:
    lines = [mrkdwn("proposal.who", who=who(note.other)), agreement(note.frame)]
    if note.reasons:
        lines.append(mrkdwn("pair_phrases.why_two", reasons=because(note.reasons)))
    if note.words:
        lines.append(mrkdwn("proposal.they_write" if note.is_request else "pair_phrases.objective"))
    return lines


def answers(mentorship_id: MentorshipId) -> ActionsBlock:
    """The three answers to a proposal."""
    return actions(
        [
            button(plain("proposal.yes"), ids.PROPOSAL_YES, MentorshipRef(mentorship_id), style="primary"),
            button(plain("proposal.no"), ids.PROPOSAL_NO, MentorshipRef(mentorship_id)),
            button(plain("proposal.more"), ids.PROPOSAL_MORE, MentorshipRef(mentorship_id)),
        ]
    )


def more(other: Card, frame: Frame) -> Rendered:
    """More about the other, and what a pair takes; the proposal stays as it is."""
    skills = Raw(listed([mrkdwn("cards.bare", name=skill.label) for skill in other.skills], 10))
    return message(
        mrkdwn("proposal.more_text", name=name(other)),
        section(mrkdwn("proposal.more_first", name=name(other))),
        section(mrkdwn("proposal.who", who=who(other))),
        quote(other.about) if other.about else None,
        section(mrkdwn("proposal.more_knows", skills=skills) if skills else mrkdwn("proposal.more_knows_nothing")),
        section(mrkdwn("proposal.more_what", minutes=lasting(MEETING_MINUTES, "minute"), rhythm=frame.rhythm)),
        small(mrkdwn("proposal.more_next")),
    )


@renders(ProposalOutcomeNote)
def proposal_outcome(note: ProposalOutcomeNote) -> Rendered:
    """Where the proposal stands, in the place of its buttons."""
    first = mrkdwn(f"proposal.{note.standing}_done", name=name(note.other), when=At(note.at))
    asks = note.rests_until is not None and not note.named
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn("proposal.until_ask")) if asks else None,
        _why(note.mentorship_id)
        if note.standing is ProposalStatus.NO
        else _until(note.mentorship_id)
        if asks
        else None,
        small(_outcome_next(note)),
    )


def _outcome_next(note: ProposalOutcomeNote) -> str:
    """What follows. To who said why: what their reason does, so that nobody wonders."""
    if note.rests_until is not None:
        key = "proposal.told_time_next" if note.named else "proposal.told_time_ask_next"
        return mrkdwn(key, day=day(note.rests_until))
    told = note.told or DeclineReason.RATHER_NOT_SAY
    key = f"proposal.told_{told}_next" if note.standing is ProposalStatus.NO_TOLD else f"proposal.{note.standing}_next"
    return mrkdwn(key, name=name(note.other))


def _why(mentorship_id: MentorshipId) -> ActionsBlock:
    return actions(
        [
            button(plain(f"proposal.why_{why}"), f"{ids.PROPOSAL_WHY}:{why}", DeclinedFor(mentorship_id, why))
            for why in DeclineReason
        ]
    )


def _until(mentorship_id: MentorshipId) -> ActionsBlock:
    return actions(
        [button(lasting(n, "week"), f"{ids.PROPOSAL_UNTIL}:{n}", NoTimeFor(mentorship_id, n)) for n in REST_WEEKS]
    )


@renders(RequestEndedNote)
def request_ended(note: RequestEndedNote) -> Rendered:
    """No pair came of it."""
    plainly = {ProposalStatus.LAPSED, ProposalStatus.PROGRAM_OVER}
    kind = note.standing if note.standing in plainly else "request" if note.is_request else "proposal"
    first = mrkdwn(f"proposal.ended_{kind}_text", name=note.name)
    others = button(plain("proposal.show_others"), f"{ids.RUN}:match", CommandLine("match"), style="primary")
    return message(
        first,
        section(f"*{first}*"),
        section(_still(note)),
        actions([others]),
        small(mrkdwn(f"proposal.ended_next_{'queue' if note.place else 'waits' if note.waits else 'alone'}")),
    )


def _still(note: RequestEndedNote) -> str:
    if note.place:
        return paragraph(mrkdwn("proposal.ended_no_matter"), standing(note.place))
    return mrkdwn("proposal.ended_waits" if note.waits else "proposal.ended_choose")


@renders(RequestMadeNote)
def request_made(note: RequestMadeNote) -> Rendered:
    """Somebody who waited is told whom Mentor has asked."""
    first = mrkdwn("proposal.made_text", name=name(note.mentor))
    lines = [mrkdwn("proposal.who", who=who(note.mentor))]
    if note.reasons:
        lines.append(mrkdwn("pair_phrases.why_two", reasons=because(note.reasons)))
    last = mrkdwn("proposal.made_next", name=name(note.mentor), when=At(note.until))
    return message(first, section(f"*{first}*"), section("\n".join(lines)), small(last))


def objective_modal(mentorship_id: MentorshipId, other_name: str, *, as_mentor: bool) -> BlockDict:
    """A reverse pair begins with what it is for."""
    key = "proposal.objective_first" if as_mentor else "proposal.objective_first_mentee"
    words = text_input(ObjectiveField.OBJECTIVE, "", plain("proposal.objective_hint"), OBJECTIVE_LIMIT, multiline=True)
    blocks = [
        section(mrkdwn(key, name=other_name)),
        field(ObjectiveField.OBJECTIVE, plain("proposal.objective_label"), words, plain("proposal.objective_hint")),
    ]
    title, yes, no = (plain(f"proposal.objective_{part}") for part in ("title", "submit", "close"))
    return modal(ids.OBJECTIVE_VIEW, title, yes, no, blocks, MentorshipRef(mentorship_id))
