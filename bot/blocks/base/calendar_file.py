"""A calendar file of one event."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

FILE_NAME = "mentor.ics"


def calendar_of(
    uid: str, start: datetime, minutes: int, summary: str, description: str, location: str
) -> tuple[str, bytes]:
    """Name and bytes of an iCalendar file (RFC 5545) with one event, in UTC; no addresses in it.

    The same thing gives the same UID, so that a second import moves the event instead of doubling it.
    """
    start, uid = start.astimezone(UTC), f"{uid}@mentor"
    event = Event.new(
        uid=uid,
        # RFC 5545 wants a stamp. The start serves: the file of one note is then always the same bytes.
        stamp=start,
        start=start,
        end=start + timedelta(minutes=minutes),
        summary=summary,
        description=description,
        location=location or None,
    )
    file = Calendar.new(prodid="-//Mentor//EN", uid=uid, subcomponents=[event])
    return FILE_NAME, file.to_ical()
