"""Block Kit and mrkdwn to HTML, as pure functions: what a Slack client draws, drawn here."""

from bot.sandbox.page.render.blocks import render_blocks
from bot.sandbox.page.render.mrkdwn import mrkdwn
from bot.sandbox.page.render.surface import Surface
from bot.sandbox.page.render.viewer import Viewer

__all__ = ["Surface", "Viewer", "mrkdwn", "render_blocks"]
