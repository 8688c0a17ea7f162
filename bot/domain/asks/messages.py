"""The messages about asks and offers."""

from dataclasses import dataclass

from bot.domain.asks.ask import AskId, OfferId
from bot.domain.delivery.messages import ANSWER, CHANGE, About, Audience, Message, Policy, Priority


@dataclass(frozen=True, slots=True)
class AskAbout(About):
    """An ask."""

    ask_id: AskId


@dataclass(frozen=True, slots=True)
class OfferAbout(About):
    """An ask laid before one mentor."""

    offer_id: OfferId


@dataclass(frozen=True, slots=True)
class HelpAbout(About):
    """The help that came of an ask. `early`: somebody closes it before the day planned for the question."""

    ask_id: AskId
    early: bool = False

    @property
    def id(self) -> str:
        """That of the ask: both questions are found together."""
        return self.ask_id


class OfferMessage(Message[OfferAbout]):
    """The offer itself. Its clock starts when it is sent and stops outside the mentor's hours: it is never too late."""

    name = "offer"
    policy = Policy(Priority.SOON, waits_out_pause=False)


class OfferReminder(Message[OfferAbout]):
    """The one reminder; of no use once the offer lapses: its row says when that is."""

    name = "offer_reminder"
    policy = Policy(Priority.SOON, waits_out_pause=False)


class OfferOutcome(Message[OfferAbout]):
    """Edits the offer's message in place once it is decided."""

    name = "offer_outcome"
    policy = CHANGE


class Introduction(Message[AskAbout]):
    """The first message of the group conversation of asker and mentor."""

    name = "introduction"
    policy = ANSWER


class CalendarFile(Message[AskAbout]):
    """The calendar file of a picked time, beside the introduction."""

    name = "calendar"
    policy = ANSWER
    is_file = True


class NobodyYet(Message[AskAbout]):
    """After the last offer: what was tried, and the choices."""

    name = "nobody_yet"
    policy = Policy(Priority.SOON)


class HelpPost(Message[AskAbout]):
    """The ask in the help channel, without the asker's name."""

    name = "help_post"
    policy = ANSWER
    audience = Audience.CHANNEL


class HelpPostOutcome(Message[AskAbout]):
    """Edits the post once the ask is decided."""

    name = "help_post_outcome"
    policy = CHANGE
    audience = Audience.CHANNEL


class DidItHelp(Message[HelpAbout]):
    """Whether it helped: asked once, privately."""

    name = "did_it_help"
    policy = Policy(Priority.USUAL)


class Thanks(Message[AskAbout]):
    """A line of thanks passed on to the mentor."""

    name = "thanks"
    policy = Policy(Priority.LATER)


class AskEnded(Message[AskAbout]):
    """The ask ended without success: why, and what can be done."""

    name = "ask_ended"
    policy = Policy(Priority.LATER)


class PartnerLeft(Message[AskAbout]):
    """The other one of an accepted ask is no longer there."""

    name = "partner_left"
    policy = Policy(Priority.SOON)


class AskStanding(Message[AskAbout]):
    """Edits a message that offered a choice about an ask, once the choice is made: no dead buttons."""

    name = "ask_standing"
    policy = CHANGE
