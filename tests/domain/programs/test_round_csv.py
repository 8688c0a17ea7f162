from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.ids import UserId
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.formats import Role
from bot.domain.programs.round_csv import read, written
from bot.domain.programs.rounds import BAD_TOLD, BadLine, LineProblem, PlannedPair, UnmatchedPerson, shortened

IDS = [UserId(f"U{number}") for number in range(8)]
COUPLES = st.lists(st.permutations(IDS).map(lambda ids: (ids[0], ids[1])), unique_by=frozenset)
NAMES = st.dictionaries(st.sampled_from(IDS), st.text(max_size=20))


@given(COUPLES, st.lists(st.sampled_from(IDS), unique=True), NAMES)
def test_what_is_written_is_read_again(
    couples: list[tuple[UserId, UserId]], alone: list[UserId], names: dict[UserId, str]
) -> None:
    pairs = [PlannedPair(*couple, 0.5, (Reason("skills", ("a, b", 'c"d')),)) for couple in couples]
    unmatched = [UnmatchedPerson(who, Role.MENTEE, Reason("all_taken")) for who in alone]
    found = read(written(pairs, unmatched, names).encode("utf-8-sig"), IDS)
    assert found.bad == ()
    assert [couple for _, couple in found.couples] == couples


@given(st.binary(max_size=200))
def test_any_file_is_read_or_said_to_be_bad(content: bytes) -> None:
    found = read(content, IDS)
    assert not (found.bad and found.couples)


def test_a_name_is_never_a_formula() -> None:
    for name in ("=1+1", "+1", "-1", "@x", "\t=1"):
        text = written([PlannedPair(IDS[0], IDS[1])], [], {IDS[0]: name})
        assert f",'{name[:1]}" in text.replace('"', "")


def test_bad_lines_are_named() -> None:
    text = "Mentor_ID;Mentee_ID\nU0;U1\nU0;U9\nU2;U2\nU1;U0\n;U3\n"
    assert read(text.encode(), IDS).bad == (
        BadLine(3, LineProblem.NOBODY, "U9"),
        BadLine(4, LineProblem.SAME_PERSON, "U2"),
        BadLine(5, LineProblem.TWICE, "U1 U0"),
    )


def test_a_file_of_another_kind() -> None:
    assert read(b"\xff\xfe\x00", IDS).bad == (BadLine(1, LineProblem.NOT_TEXT),)
    assert read(b"name,other\nx,y\n", IDS).bad == (BadLine(1, LineProblem.NO_COLUMNS, "name, other"),)
    assert [bad.problem for bad in read(b'mentor_id,mentee_id\n"' + b"x" * 200_000, IDS).bad] == [LineProblem.NOT_TEXT]


def test_a_few_bad_lines_are_told_and_how_many_more() -> None:
    bad = [BadLine(number, LineProblem.RULE) for number in range(2, 2 + BAD_TOLD + 5)]
    assert shortened(bad) == (*bad[:BAD_TOLD], BadLine(5, LineProblem.MORE))
    assert shortened(bad[:BAD_TOLD]) == tuple(bad[:BAD_TOLD])
