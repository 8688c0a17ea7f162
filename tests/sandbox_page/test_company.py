"""The seeded company is a believable one."""

from zoneinfo import ZoneInfo

from bot.sandbox.company import Company, load_company

COMPANY: Company = load_company()
ACTIVE = {u.id: u for u in COMPANY.users if not (u.deleted or u.is_restricted)}


def test_size_and_special_people() -> None:
    assert len(ACTIVE) == 60
    assert sum(u.is_restricted for u in COMPANY.users) == 2
    assert sum(u.is_ultra_restricted for u in COMPANY.users) == 1
    assert sum(u.deleted for u in COMPANY.users) == 1
    assert sum(u.is_admin and not u.is_owner for u in COMPANY.users) == 1
    assert sum(u.is_owner for u in COMPANY.users) == 1


def test_offices_zones_and_departments() -> None:
    offices = {(u.fields["Office"], u.tz) for u in COMPANY.users}
    assert len(offices) == 3
    assert all(ZoneInfo(zone) for _, zone in offices)
    assert len({u.fields["Department"] for u in COMPANY.users if "Department" in u.fields}) == 5


def test_ids_are_unique_and_look_like_slacks() -> None:
    ids = [u.id for u in COMPANY.users] + [c.id for c in COMPANY.channels]
    assert len(set(ids)) == len(ids)
    assert all(len(one) >= 9 and one.isalnum() and one.isupper() for one in ids)


def test_everyone_reports_up_to_one_head() -> None:
    for user in ACTIVE.values():
        path = [user.id]
        while manager := ACTIVE[path[-1]].fields.get("Manager"):
            assert manager not in path
            path.append(manager)
        assert ACTIVE[path[-1]].title == "Chief Executive Officer"


def test_forty_signed_up_within_the_rules() -> None:
    assert len({s.user_id for s in COMPANY.signups}) == 40
    formats = {"flash", "one_to_one", "reverse", "peer", "circle"}
    for signup in COMPANY.signups:
        assert signup.user_id in ACTIVE
        assert signup.offers
        assert signup.wants
        assert set(signup.formats) <= formats
        assert signup.max_open_asks > 0


def test_the_newcomer_has_not_signed_up() -> None:
    assert COMPANY.newcomer in ACTIVE
    assert COMPANY.newcomer not in {s.user_id for s in COMPANY.signups}


def test_past_answers_lie_in_the_helpers_field() -> None:
    offers = {s.user_id: set(s.offers) for s in COMPANY.signups}
    assert len(COMPANY.answers) >= 40
    for answer in COMPANY.answers:
        assert set(answer.skills) <= offers[answer.helper]
        assert answer.asker in ACTIVE
        assert answer.asker != answer.helper
        assert answer.rating in ("a_lot", "some", "not")


def test_channels_hold_known_people_and_their_words() -> None:
    users = {u.id for u in COMPANY.users}
    members = {c.id: set(c.members) for c in COMPANY.channels}
    assert all(each and each <= users for each in members.values())
    assert all(message.author in members[message.channel] for message in COMPANY.messages)


def test_a_single_channel_guest_is_in_one_channel() -> None:
    guest = next(u.id for u in COMPANY.users if u.is_ultra_restricted)
    assert sum(guest in c.members for c in COMPANY.channels) == 1
