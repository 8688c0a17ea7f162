"""Ids that more than one wing needs."""

from typing import NewType

UserId = NewType("UserId", str)


ProgramId = NewType("ProgramId", str)


MentorshipId = NewType("MentorshipId", str)


Couple = tuple[UserId, UserId]
"""Two people in an order: mentor and mentee, or who does something and to whom."""
