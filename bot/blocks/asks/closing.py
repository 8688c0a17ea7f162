"""Did it help, asked once and privately; and the line of thanks."""

from slack_sdk.models.blocks import (
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.blocks.asks.standing import standing
from bot.blocks.base import ids
from bot.blocks.base.cards import name
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, mrkdwn, plain, shortened
from bot.domain.asks.ask import Ask, AskId, Helped
from bot.domain.asks.fields import ThanksField
from bot.domain.asks.helping import THANKS_LIMIT
from bot.domain.asks.notes import AskStandingNote, DidItHelpNote, ThanksNote
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.asks.references import AskRef
from bot.domain.base.references import METADATA_LIMIT, encode

YES, NO = "yes", "no"


@renders(DidItHelpNote)
def did_it_help(note: DidItHelpNote) -> Rendered:
    """The question with its three answers. None is primary: the question must not lean."""
    first = mrkdwn("closing.first", name=name(note.mentor))
    return message(
        mrkdwn("closing.text", name=name(note.mentor), question=shortened(note.question, 150)),
        section(f"*{first}*"),
        quote(note.question),
        actions(
            [
                button(plain("closing.a_lot"), ids.HELPED_A_LOT, AskRef(note.ask_id)),
                button(plain("closing.some"), ids.HELPED_SOME, AskRef(note.ask_id)),
                button(plain("closing.not"), ids.HELPED_NOT, AskRef(note.ask_id)),
            ]
        ),
        small(mrkdwn("closing.next", name=name(note.mentor))),
    )


def said(outcome: AskOutcome) -> Rendered:
    """What the asker said, in the place of the buttons; thanks stay possible while none were written."""
    ask = outcome.ask
    helped = ask.helped
    if helped is None:
        return standing(outcome)
    first = mrkdwn(f"closing.said_{helped}", when=At(ask.touched_at or ask.created_at))
    thank = button(plain("closing.write_thanks"), ids.THANKS_OPEN, AskRef(ask.id))
    return message(
        first,
        section(f"*{first}*"),
        quote(ask.question),
        None if ask.thanks or helped is Helped.NOT else actions([thank]),
        small(mrkdwn(f"closing.{_next(ask, helped)}", name=outcome.mentor_name)),
    )


@renders(AskStandingNote)
def ask_standing(note: AskStandingNote) -> Rendered:
    """Where the ask stands now, in the place of buttons whose choice was made elsewhere."""
    return said(AskOutcome(note.ask, changed=False, mentor_name=note.mentor_name))


def _next(ask: Ask, helped: Helped) -> str:
    if ask.thanks:
        return _thanked(ask)
    return "said_next_not" if helped is Helped.NOT else "said_next"


def thanks_modal(ask_id: AskId, mentor_name: str) -> BlockDict:
    """One line of thanks, and whether it may be passed on."""
    view = View(
        type="modal",
        callback_id=ids.THANKS_VIEW,
        private_metadata=encode(AskRef(ask_id), METADATA_LIMIT),
        title=plain("closing.modal_title"),
        submit=plain("closing.modal_submit"),
        close=plain("closing.modal_close"),
        blocks=[section(mrkdwn("closing.modal_first", name=mentor_name)), _thanks_input(), _pass_on(mentor_name)],
    )
    return view.to_dict()


def thanked(outcome: AskOutcome) -> BlockDict:
    """What takes the modal's place."""
    view = View(
        type="modal",
        title=plain("closing.modal_title"),
        close=plain("closing.modal_done"),
        blocks=[
            section(mrkdwn("closing.modal_kept")),
            small(mrkdwn(f"closing.{_thanked(outcome.ask)}", name=outcome.mentor_name)),
        ],
    )
    return view.to_dict()


def _thanked(ask: Ask) -> str:
    return "said_next_thanked" if ask.thanks_passed_on else "said_next_kept"


def _thanks_input() -> InputBlock:
    return InputBlock(
        block_id=ThanksField.THANKS,
        label=plain("closing.modal_thanks"),
        hint=plain("closing.modal_thanks_hint", limit=THANKS_LIMIT),
        element=PlainTextInputElement(action_id=ThanksField.THANKS, multiline=True, max_length=THANKS_LIMIT),
    )


def _pass_on(mentor_name: str) -> InputBlock:
    yes = plain("closing.modal_yes", name=shortened(mentor_name, 40))
    options = [
        Option(value=YES, text=PlainTextObject(text=yes, emoji=False)),
        Option(value=NO, text=PlainTextObject(text=plain("closing.modal_no"), emoji=False)),
    ]
    return InputBlock(
        block_id=ThanksField.PASS_ON,
        label=plain("closing.modal_pass_on"),
        element=RadioButtonsElement(action_id=ThanksField.PASS_ON, options=options, initial_option=options[0]),
    )


@renders(ThanksNote)
def thanks(note: ThanksNote) -> Rendered:
    """The thanks, to the mentor."""
    return message(
        mrkdwn("closing.thanks_text", name=name(note.asker), thanks=shortened(note.thanks, 300)),
        section(mrkdwn("closing.thanks_first", name=name(note.asker))),
        quote(note.thanks),
        section(mrkdwn("closing.thanks_asked")),
        quote(note.question),
        small(mrkdwn("closing.thanks_next")),
    )
