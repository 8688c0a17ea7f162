"""A small team, quickly made."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.sandbox.clock import Clock, ShiftableClock
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.workspace import Workspace

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

PATIENCE_SECONDS = 20
"""How long this Slack waits for an acknowledgement: the machine of a test may be busy with others."""

ADA = "U0ADA000001"
BEN = "U0BEN000001"
CHIKA = "U0CHIKA0001"
GENERAL = "C0GENERAL01"

TEAM = (
    SeedUser(ADA, "ada", "Ada Lind", "Ada", "Engineer", "Europe/Berlin", is_admin=True),
    SeedUser(BEN, "ben", "Ben Okafor", "Ben", "Designer", "Europe/Lisbon"),
    SeedUser(CHIKA, "chika", "Chika Sato", "Chika", "Analyst", "America/New_York"),
)


def person(number: int, **facts: Any) -> SeedUser:
    """A further person: number 7 is U0PERSON007, called person7."""
    name = f"person{number}"
    return SeedUser(**{"id": f"U0PERSON{number:03d}", "name": name, "real_name": f"Person {number}"} | facts)


def small_workspace(*more: SeedUser, clock: Clock | None = None, **options: Any) -> Workspace:
    """Ada (admin), Ben, Chika and `more` in #general, on a Monday morning that stands still until advanced."""
    users = [*TEAM, *more]
    there = [user.id for user in users if not user.deleted and not user.is_stranger]
    channels = [SeedChannel(GENERAL, "general", "Company-wide", there)]
    manifest = options.pop("manifest", None) or Manifest.read(MANIFEST)
    given = {"ack_seconds": PATIENCE_SECONDS} | options
    return Workspace(users, channels, manifest, clock or ShiftableClock(MONDAY_MORNING), **given)
