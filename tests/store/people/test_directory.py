from bot.domain.people.person import Workplace, WorkspaceMembership
from store.database import SqlStore
from tests.store.values import DAY, HOUR, NOW, person, profile, uid, with_members

BERLIN = Workplace("Berlin", "Sales", "L4", uid("UBOSS"))


def test_a_person_comes_back_as_kept(store: SqlStore) -> None:
    ada = person("UADA", title="Head of “Ops”", zone="Asia/Kolkata", is_admin=True, workplace=BERLIN)
    with store.write() as tx:
        tx.people.upsert([ada], NOW)
    with store.read() as tx:
        assert tx.people.get(uid("UADA")) == ada
        assert tx.people.get(uid("UNOBODY")) is None


def test_an_update_keeps_the_workplace_it_says_nothing_of(store: SqlStore) -> None:
    with store.write() as tx:
        tx.people.upsert([person("UADA", workplace=BERLIN)], NOW)
        tx.people.upsert([person("UADA", name="Ada L.")], NOW + HOUR)
        assert tx.people.get(uid("UADA")) == person("UADA", name="Ada L.", workplace=BERLIN)


def test_an_update_replaces_the_workplace_it_names(store: SqlStore) -> None:
    lisbon = Workplace(office="Lisbon")
    with store.write() as tx:
        tx.people.upsert([person("UADA", workplace=BERLIN)], NOW)
        tx.people.upsert([person("UADA", workplace=lisbon)], NOW)
        assert tx.people.get(uid("UADA")) == person("UADA", workplace=lisbon)


def test_the_last_of_doubles_on_a_page_counts(store: SqlStore) -> None:
    with store.write() as tx:
        tx.people.upsert([person("UADA", name="Old"), person("UBO"), person("UADA", name="New")], NOW)
        tx.people.upsert([], NOW)
        assert {who: one.name for who, one in tx.people.many(["UADA", "UBO"]).items()} == {  # type: ignore[list-item]
            "UADA": "New",
            "UBO": "Name of UBO",
        }


def test_a_workplace_is_set_by_itself(store: SqlStore) -> None:
    with store.write() as tx:
        tx.people.upsert([person("UADA")], NOW)
        tx.people.set_workplace(uid("UADA"), BERLIN)
        assert tx.people.get(uid("UADA")) == person("UADA", workplace=BERLIN)
        tx.people.set_workplace(uid("UADA"), Workplace())
        assert tx.people.get(uid("UADA")) == person("UADA")


def test_whom_a_full_sync_did_not_see_is_deactivated_once(store: SqlStore) -> None:
    with store.write() as tx:
        tx.people.upsert([person("UOLD"), person("UGONE", standing=WorkspaceMembership.DEACTIVATED)], NOW - DAY)
        tx.people.upsert([person("UNEW")], NOW)
        assert tx.people.deactivate_unseen(NOW) == 1
        assert tx.people.deactivate_unseen(NOW) == 0
        found = tx.people.many([uid("UOLD"), uid("UNEW")])
    assert found[uid("UOLD")].standing is WorkspaceMembership.DEACTIVATED
    assert found[uid("UNEW")].standing is WorkspaceMembership.MEMBER


def test_members_whom_a_full_sync_did_not_see(store: SqlStore) -> None:
    with_members(store, profile("UADA"), profile("UBO"), profile("UCY"), profile("UDI"))
    later = NOW + DAY
    with store.write() as tx:
        tx.people.upsert([person("UNOT")], NOW)
        tx.people.seen([uid("UADA")], later)
        tx.people.deactivate(uid("UBO"))
        assert tx.people.unseen_members(later) == ["UCY", "UDI"]
        tx.people.upsert([person("UCY")], later)
        assert tx.people.unseen_members(later) == ["UDI"]


def test_who_reports_to_somebody(store: SqlStore) -> None:
    with store.write() as tx:
        people = [person("UBOSS"), person("UADA", workplace=BERLIN), person("UBO", workplace=BERLIN)]
        tx.people.upsert(people, NOW)
        assert tx.people.reports_of(uid("UBOSS")) == {"UADA", "UBO"}
        assert tx.people.reports_of(uid("UADA")) == frozenset()


def test_any_number_of_people_is_looked_up_at_once(store: SqlStore) -> None:
    everybody = [person(f"U{number}") for number in range(2_000)]
    asked_for = [uid(f"U{number}") for number in range(70_000)]
    with store.write() as tx:
        tx.people.upsert(everybody, NOW)
        assert len(tx.people.many(asked_for)) == len(everybody)
        assert tx.people.many([]) == {}
