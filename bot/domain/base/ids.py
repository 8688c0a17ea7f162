"""Ids that more than one wing needs."""

from typing import NewType

UserId = NewType("UserId", str)


ProgramId = NewType("ProgramId", str)


MentorshipId = NewType("MentorshipId", str)
