"""What it comes to that one of a mentorship wants another partner."""

from enum import StrEnum


class Sought(StrEnum):
    """What it comes to that somebody wants another partner."""

    QUEUE = "queue"
    """They are in the queue of the pair's program."""
    WAIT_LIST = "wait_list"
    """They look for a mentor outside of programs."""
    FOUND = "found"
    """They came to give: whoever looks finds them."""
    OVER = "over"
    """The program takes up no new pairs, and outside of programs there are none of its format."""
