"""Rules that many properties share."""

from collections.abc import Mapping

from bot.sandbox.rules import Obj, Rule, Str, Url

ID = Str(255, least=1)
LABEL = Str(20, least=1)
ADDRESS = Url()
USER = Str(pattern=r"[UW][A-Z0-9]+")
CHANNEL = Str(pattern=r"[CG][A-Z0-9]+")
DATE = Str(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = Str(pattern=r"([01]\d|2[0-3]):[0-5]\d")
NUMBER = Str(pattern=r"-?\d+(\.\d+)?")


IMAGE_PROPS: Mapping[str, Rule] = {
    "type": Str(),
    "alt_text": Str(2000, least=1),
    "image_url": ADDRESS,
    "slack_file": Obj("slack_file"),
}
"""Of images, as blocks and as elements."""
