"""Who somebody is, in the line that others may read."""

from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.ports import Transaction


def name_of(tx: Transaction, user_id: UserId | None) -> str:
    """The name people know somebody by; empty for nobody."""
    person = tx.people.get(user_id) if user_id else None
    return person.name if person else ""


def card(tx: Transaction, user_id: UserId) -> Card:
    """The card of somebody whose name may be shown."""
    member = tx.profiles.member(user_id)
    person = member.person if member else tx.people.get(user_id)
    if person is None:
        return Card(user_id, name="")
    return Card(
        user_id,
        name=person.name,
        title=person.title,
        office=person.workplace.office,
        department=person.workplace.department,
        zone=member.profile.hours.zone if member else person.zone,
        about=member.profile.about if member else "",
        skills=member.profile.offers if member else (),
    )


def department_of(tx: Transaction, user_id: UserId) -> str:
    """The department, or empty where the directory does not say."""
    person = tx.people.get(user_id)
    return person.workplace.department if person else ""
