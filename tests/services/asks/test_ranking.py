"""Ranking through the database's own full text, on both kinds of database."""

from dataclasses import replace

from bot.domain.asks.ask import Ask, AskId, AskState, Helped
from bot.domain.asks.ranking import Query, reasons
from bot.domain.base.ids import UserId
from bot.domain.base.keywords import words_of
from bot.domain.base.skill import Skill
from bot.services.asks.ranking import rank_for
from tests.support.team import MONDAY, Team, skills_of


def helped_with(team: Team, mentor: UserId, question: str) -> None:
    """A past ask of somebody, answered."""
    with team.store.write() as tx:
        asker = UserId("UPAST")
        past = Ask(AskId(f"past {mentor} {question}"), asker, question, MONDAY)
        done = replace(past, state=AskState.CLOSED, mentor=mentor, accepted_at=MONDAY, closed_at=MONDAY)
        tx.asks.save(replace(done, helped=Helped.A_LOT))


def ranked(team: Team, question: str, *skills: Skill, widened: bool = False, leaving_out: str = "") -> list[str]:
    query = Query(words_of(question), MONDAY, skills, excluded=frozenset({UserId(leaving_out)}), widened=widened)
    with team.store.read() as tx:
        return [one.user_id for one in rank_for(tx, query).ranked]


def test_skills_profiles_and_past_answers_lead_to_people(team: Team) -> None:
    team.joins("past")
    ada, ben, cleo = team.joins("ada", "Negotiation"), team.joins("ben", "Baking"), team.joins("cleo")
    helped_with(team, ben, "How do I tell a supplier that we pay later?")
    helped_with(team, ben, "A supplier is late again")
    assert ranked(team, "My supplier is angry") == [ben]
    assert ranked(team, "My supplier is angry", *skills_of(("Negotiation",))) == [ada, ben]
    assert ranked(team, "How long does baking take?") == [ben]
    assert ranked(team, "What colour is the sky?") == []
    assert ranked(team, "My supplier is angry", leaving_out=ben) == []
    assert set(ranked(team, "What colour is the sky?", widened=True)) == {ada, ben, cleo, "UPAST"}


def test_the_reasons_are_what_was_found(team: Team) -> None:
    team.joins("past")
    ben = team.joins("ben", "Purchasing")
    helped_with(team, ben, "A supplier is late again")
    helped_with(team, ben, "The third page of the printer comes out late, and only on Thursdays after the lunch break")
    query = Query(words_of("My supplier is late"), MONDAY, skills_of(("Purchasing",)))
    with team.store.read() as tx:
        [one] = rank_for(tx, query).ranked
    assert [(reason.kind, *reason.detail) for reason in reasons(one)] == [
        ("skills", "Purchasing"),
        ("answered", "1"),
        ("capacity",),
    ]


def test_names_made_of_signs_find_their_own_people_alone(team: Team) -> None:
    plus, sharp, dot = team.joins("plus", "C++"), team.joins("sharp", "C#"), team.joins("dot", ".NET")
    assert ranked(team, "Who reviews C++ code?") == [plus]
    assert ranked(team, "Who reviews C# code?") == [sharp]
    assert ranked(team, "Who reviews .NET code?") == [dot]


def test_who_is_full_is_counted_and_not_ranked(team: Team) -> None:
    ada, ben = team.joins("ada", "Go", open_asks=1), team.joins("ben", "Go")
    asker = team.joins("eve")
    team.asks(asker, "Go", only=ada)
    with team.store.read() as tx:
        result = rank_for(tx, Query(("go",), MONDAY, skills_of(("Go",)), excluded=frozenset({asker})))
    assert [one.user_id for one in result.ranked] == [ben]
    assert [one.user_id for one in result.full] == [ada]


def test_a_widened_search_asks_first_whom_nothing_was_offered_for_longest(team: Team) -> None:
    ada, ben = team.joins("ada", "Go"), team.joins("ben")
    asker = team.joins("eve")
    team.asks(asker, "Go")
    with team.store.read() as tx:
        assert list(tx.search.longest_unasked(10)) == [ben, asker, ada]
        assert list(tx.search.longest_unasked(1)) == [ben]
