"""How bad a run is: what a network, a large service, a database and a machine do to Mentor, each with its chance."""

from dataclasses import dataclass
from random import Random

ON_THE_WIRE = 10.0
"""Seconds a request takes at most: the client's timeout."""
LATE_BY = 15.0
"""Seconds after its start at which a request that timed out may still be carried out."""
HIDDEN_FOR = 25.0
"""Seconds until a message is seen in its channel's history. With the two above well under the grace."""
CLOCKS_DIFFER_BY = 5.0
"""Seconds that a replica's clock may be wrong, either way."""


@dataclass(frozen=True, slots=True)
class Weather:
    """Chances, 0–1, at each step or request."""

    crash: float = 0.0
    """A process dies, between any two effects."""
    freeze: float = 0.0
    """A process or its machine stands still, for seconds or for days."""
    store_down: float = 0.0
    """The database goes away, before or after it has taken a transaction."""
    call_lost: float = 0.0
    reply_lost: float = 0.0
    lands_late: float = 0.0
    """Carried out after the caller gave up."""
    limited: float = 0.0
    refused: float = 0.0
    may_not_look: float = 0.0
    pressed_twice: float = 0.0
    """Slack delivers a press a second time."""
    unwritable: float = 0.0
    """A fault of Mentor's own in one message, for some tries or for ever."""

    @classmethod
    def drawn(cls, chance: Random) -> "Weather":
        """Each kind of harm is absent in half of the runs, and has a strength of its own in the others."""
        return cls(**{name: chance.choice((0.0, 1.0)) * chance.random() * most for name, most in _WORST.items()})


CALM = Weather()
_WORST = {
    "crash": 0.08,
    "freeze": 0.06,
    "store_down": 0.04,
    "call_lost": 0.15,
    "reply_lost": 0.4,
    "lands_late": 0.3,
    "limited": 0.15,
    "refused": 0.1,
    "may_not_look": 0.3,
    "pressed_twice": 0.5,
    "unwritable": 0.1,
}
