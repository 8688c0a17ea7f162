"""The inputs of the forms about what holds for everybody."""

from bot.domain.base.fields import Field


class AdminField(Field):
    """Settings that admins change."""

    HELP_CHANNEL = "help_channel"
