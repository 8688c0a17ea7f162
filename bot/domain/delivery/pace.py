"""So many a minute, evenly: what Slack allows, kept as one moment per thing that is limited.

The moment is when the next one would be due at an even pace (the generic cell rate algorithm, ITU-T I.371): it says
how much may go at once, how long to wait, and needs no list of what was sent. All replicas share it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_AHEAD = 2 * MINUTE
"""A wait asked for, or a pace, kept further ahead than this was written by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One in every so long; `burst` at once after a rest."""

    every: timedelta
    burst: int = 1

    def room(self, kept: datetime | None, now: datetime) -> int:
        """How many may go at `now`."""
        ahead = believed(kept, now, LONGEST_AHEAD) - now
        return max(0, self.burst - -(-ahead // self.every))

    def free_at(self, kept: datetime | None, now: datetime) -> datetime:
        """When the next one may go: `now` where there is room."""
        return max(now, believed(kept, now, LONGEST_AHEAD) - (self.burst - 1) * self.every)

    def after_one(self, kept: datetime | None, now: datetime) -> datetime:
        """What to keep when one has gone."""
        return believed(kept, now, LONGEST_AHEAD) + self.every


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be posted in the workspace: answers to a press may go where others already wait."""

    answers: Pace
    others: Pace


def budget(per_minute: int) -> Budget:
    """A budget of which no minute has more than `per_minute`: nine tenths evenly, a tenth kept for what comes at once.

    Of that tenth, a third is for others: enough for a sender that looks every second.
    """
    kept = max(2, per_minute // 10)
    every = max(MINUTE / (per_minute - kept), timedelta(microseconds=1))
    return Budget(answers=Pace(every, kept), others=Pace(every, max(1, kept // 3)))


CHANNEL = Pace(timedelta(seconds=1))
"""Slack takes about one message a second and channel (docs: rate limits)."""
EDITS = Pace(MINUTE / 45, 5)
"""chat.update: 50 a minute (docs: tier 3)."""


def believed(kept: datetime | None, now: datetime, longest: timedelta = LONGEST_WAIT) -> datetime:
    """The moment kept, unless it has passed or cannot be right: now, then."""
    return now if kept is None or kept > now + longest else max(kept, now)
