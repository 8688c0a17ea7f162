"""People who are to be kept apart: at every decision about them, from both sides, on both databases."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.asks.answering import NotForThem, OfferAnswer, TooLate
from bot.domain.asks.ask import Ask, AskState, OfferState
from bot.domain.base.errors import NotSignedUp
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from bot.domain.mentorships.mentorship import ProposalAnswer as Said
from bot.domain.mentorships.pairing import with_answer
from bot.domain.people.person import WorkspaceMembership
from bot.domain.programs.joining import Basics, Joining
from bot.domain.programs.program import Purpose
from bot.services.across import block_list
from bot.services.asks.asking import post_to_channel
from bot.services.asks.finding import find
from bot.services.asks.offers import take_from_channel
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.mentorships.proposals import propose, say_yes
from bot.services.people.profiles import leave
from bot.services.programs import programs, publishing, rounds
from bot.services.programs.round_work import tend_programs
from bot.solver import solve
from tests.support.members import mentorships_of, two
from tests.support.team import Team

SIDES = pytest.mark.parametrize("asker_says_it", [True, False], ids=["the asker's list", "the mentor's list"])


def puts(team: Team, owner: UserId, *others: UserId) -> None:
    block_list.keep_list(team.ctx, owner, (), others)


def says(team: Team, asker: UserId, mentor: UserId, asker_says_it: bool) -> None:
    """One of the two puts the other on their list."""
    puts(team, *((asker, mentor) if asker_says_it else (mentor, asker)))


def offered(team: Team, ask: Ask) -> dict[UserId, OfferState]:
    return {offer.mentor: offer.state for offer in team.offers(ask.id)}


@SIDES
def test_an_ask_is_never_offered_between_them(team: Team, asker_says_it: bool) -> None:
    ada, ben, chika = team.joins("ada"), team.joins("ben", "SQL"), team.joins("chika", "SQL")
    says(team, ada, ben, asker_says_it)
    ask = team.asks(ada, "SQL")
    assert offered(team, ask) == {chika: OfferState.OFFERED}
    team.presses(chika, ask.id, OfferAnswer.NOT_NOW)
    team.tick()
    assert team.ask(ask.id).state is AskState.EXHAUSTED
    assert ben not in offered(team, ask)


@SIDES
def test_not_even_where_one_names_the_other(team: Team, asker_says_it: bool) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    says(team, ada, ben, asker_says_it)
    ask = team.asks(ada, "SQL", only=ben)
    assert offered(team, ask) == {}
    assert team.ask(ask.id).state is AskState.EXHAUSTED


@SIDES
def test_what_was_offered_is_taken_back_and_goes_to_the_next(team: Team, asker_says_it: bool) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    ask = team.asks(ada, "SQL")
    team.tick()
    chika = team.joins("chika", "SQL")
    says(team, ada, ben, asker_says_it)
    assert offered(team, ask) == {ben: OfferState.CANCELLED}
    team.tick()
    assert offered(team, ask) == {ben: OfferState.CANCELLED, chika: OfferState.OFFERED}
    outcome = team.presses(ben, ask.id, OfferAnswer.I_CAN_HELP)
    assert isinstance(outcome.decision, TooLate)
    assert team.ask(ask.id).mentor is None


def test_a_hidden_asker_cannot_be_found_out_by_a_list(team: Team) -> None:
    """The offer stays as it was; only a yes to it comes too late."""
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    ask = team.asks(ada, "SQL", name_hidden=True)
    team.tick()
    puts(team, ben, ada)
    team.later(timedelta(minutes=10))
    assert offered(team, ask) == {ben: OfferState.OFFERED}
    team.later(timedelta(hours=5))
    assert offered(team, ask) == {ben: OfferState.REMINDED}
    assert len([posted for posted in team.messenger.messages if posted.to == ben]) == 1, "no reminder is sent"
    outcome = team.presses(ben, ask.id, OfferAnswer.I_CAN_HELP)
    assert isinstance(outcome.decision, TooLate)
    assert team.ask(ask.id).mentor is None


def test_a_hidden_asker_is_kept_apart_at_once_from_whom_they_name(team: Team) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    ask = team.asks(ada, "SQL", name_hidden=True)
    team.tick()
    puts(team, ada, ben)
    assert offered(team, ask) == {ben: OfferState.CANCELLED}


@SIDES
def test_a_message_that_has_not_gone_out_does_not(team: Team, asker_says_it: bool) -> None:
    """Somebody's list may change between the offer and its sending, without the offer being seen."""
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    team.asks(ada, "SQL", name_hidden=True)
    with team.store.write() as tx:
        tx.block_lists.add(*((ada, ben) if asker_says_it else (ben, ada)), team.clock.now())
    team.tick()
    assert ben not in {posted.to for posted in team.messenger.messages}


@SIDES
def test_an_offer_made_at_the_same_moment_is_found_later(team: Team, asker_says_it: bool) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    ask = team.asks(ada, "SQL")
    team.tick()
    with team.store.write() as tx:
        tx.block_lists.add(*((ada, ben) if asker_says_it else (ben, ada)), team.clock.now())
    team.later(timedelta(hours=5))
    assert offered(team, ask) == {ben: OfferState.CANCELLED}


@SIDES
def test_a_nameless_ask_in_the_channel_is_not_for_them(team: Team, asker_says_it: bool) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    team.sets(HELP_CHANNEL, "C1")
    says(team, ada, ben, asker_says_it)
    ask = team.asks(ada, "SQL")
    post_to_channel(team.ctx, ask.id, ada)
    outcome = take_from_channel(team.ctx, ask.id, ben)
    assert outcome.decision == NotForThem(own=False)
    assert team.ask(ask.id).state is AskState.POSTED


@SIDES
def test_neither_finds_the_other(team: Team, asker_says_it: bool) -> None:
    ada, ben = team.joins("ada", "SQL"), team.joins("ben", "SQL")
    says(team, ada, ben, asker_says_it)
    for who in (ada, ben):
        assert find(team.ctx, who, "SQL").people == ()
        assert find(team.ctx, who, "SQL").total == 0


def test_taken_off_the_list_all_is_as_before(team: Team) -> None:
    ada, ben = team.joins("ada", "SQL"), team.joins("ben", "SQL")
    puts(team, ada, ben)
    block_list.keep_list(team.ctx, ada, [ben], [])
    assert [one.card.user_id for one in find(team.ctx, ada, "SQL").people] == [ben]
    assert offered(team, team.asks(ada, "SQL")) == {ben: OfferState.OFFERED}


def test_a_list_shows_whom_its_owner_named_and_nobody_else(team: Team) -> None:
    ada, ben, chika = team.joins("ada"), team.joins("ben"), team.joins("chika")
    puts(team, ben, ada)
    puts(team, ada, chika)
    assert block_list.my_list(team.ctx, ada) == (chika,)
    with pytest.raises(NotSignedUp):
        block_list.my_list(team.ctx, UserId("UNOBODY"))


def test_somebody_gone_is_not_shown_and_stays_on_the_list(team: Team) -> None:
    ada, ben, chika = team.joins("ada"), team.joins("ben"), team.joins("chika")
    puts(team, ada, ben, chika)
    team.changes(ben, standing=WorkspaceMembership.DEACTIVATED)
    shown = block_list.my_list(team.ctx, ada)
    assert shown == (chika,)
    assert block_list.keep_list(team.ctx, ada, shown, [chika]).count == 2


def test_a_list_outlives_leaving_and_coming_back(team: Team) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    puts(team, ada, ben)
    assert leave(team.ctx, ada)
    assert not leave(team.ctx, ben)
    team.joins("ada")
    team.joins("ben", "SQL")
    assert block_list.my_list(team.ctx, ada) == (ben,)
    assert find(team.ctx, ada, "SQL").people == ()


def pair_of(team: Team, mentor: UserId, mentee: UserId, said: Said | None = None) -> Mentorship:
    """A pair that is proposed to both, or to the mentee who has asked."""
    pair = Mentorship(
        MentorshipId(f"{mentor}{mentee}"), None, two(mentor, mentee), MentorshipState.PROPOSED, team.clock.now()
    )
    with team.store.write() as tx:
        return propose(team.ctx, tx, with_answer(pair, said, mentee), team.clock.now())


def state_of(team: Team, pair: Mentorship) -> MentorshipState:
    with team.store.read() as tx:
        found = tx.mentorships.get(pair.id)
    assert found is not None
    return found.state


@pytest.mark.parametrize("requested", [None, Said.YES], ids=["proposed to both", "requested"])
def test_a_proposal_between_them_comes_to_nothing(team: Team, requested: Said | None) -> None:
    ada, ben = team.joins("ada"), team.joins("ben")
    pair = pair_of(team, ada, ben, requested)
    kept = block_list.keep_list(team.ctx, ada, (), [ben])
    assert kept.taken_back == ("ben",)
    assert state_of(team, pair) is MentorshipState.DECLINED
    assert not say_yes(team.ctx, pair.id, ben).changed


def test_a_pair_that_has_begun_goes_on_and_its_end_is_offered(team: Team) -> None:
    ada, ben = team.joins("ada"), team.joins("ben")
    pair = pair_of(team, ada, ben)
    for who in (ada, ben):
        say_yes(team.ctx, pair.id, who)
    kept = block_list.keep_list(team.ctx, ben, (), [ada])
    assert kept.pairs == ((pair.id, "ada"),)
    assert state_of(team, pair) is MentorshipState.ACTIVE


def test_a_talk_that_has_begun_goes_on(team: Team) -> None:
    ada, ben = team.joins("ada"), team.joins("ben", "SQL")
    ask = team.asks(ada, "SQL")
    team.presses(ben, ask.id, OfferAnswer.I_CAN_HELP)
    assert block_list.keep_list(team.ctx, ben, (), [ada]).talks == ("ada",)
    assert team.ask(ask.id).state is AskState.ACCEPTED


def test_the_second_yes_and_a_list_at_once_never_leave_a_proposal_open(team: Team) -> None:
    ada, ben = team.joins("ada"), team.joins("ben")
    for number in range(8):
        team.clock.advance(timedelta(seconds=1))
        pair = Mentorship(
            MentorshipId(f"P{number}"),
            None,
            two(ada, ben),
            MentorshipState.PROPOSED,
            team.clock.now(),
        )
        pair = with_answer(pair, Said.YES, ben)
        with team.store.write() as tx:
            propose(team.ctx, tx, pair, team.clock.now())
        with ThreadPoolExecutor(2) as pool:
            yes = pool.submit(say_yes, team.ctx, pair.id, ada)
            kept = pool.submit(block_list.keep_list, team.ctx, ben, (), [ada]).result(30)
            yes.result(30)
        # Either the list was first, and there is no pair; or the yes was, and its owner reads that the pair goes on.
        went_on = pair.id in {its for its, _ in kept.pairs}
        assert state_of(team, pair) is (MentorshipState.ACTIVE if went_on else MentorshipState.DECLINED)
        with team.store.write() as tx:
            tx.block_lists.remove(ben, ada)
            found = tx.mentorships.get(pair.id)
            assert found is not None
            tx.mentorships.save(replace(found, state=MentorshipState.ENDED))


def test_a_list_waits_for_whoever_is_bringing_the_two_together(team: Team) -> None:
    """As requests and publishing do it: both are locked, then looked at, then proposed to each other."""
    ada, ben = team.joins("ada"), team.joins("ben")
    pair = Mentorship(MentorshipId("P1"), None, two(ada, ben), MentorshipState.PROPOSED, team.clock.now())
    with ThreadPoolExecutor(1) as pool:
        with team.store.write() as tx:
            for who in (ada, ben):
                tx.profiles.get(who, lock=True)
            assert ada not in tx.block_lists.blocked_with(ben)
            kept = pool.submit(block_list.keep_list, team.ctx, ben, (), [ada])
            assert not wait([kept], timeout=0.5).done
            propose(team.ctx, tx, pair, team.clock.now())
        assert kept.result(30).taken_back == ("ada",)
    assert state_of(team, pair) is MentorshipState.DECLINED


@SIDES
def test_a_round_decided_before_does_not_pair_them(team: Team, asker_says_it: bool) -> None:
    """They stand in the preview; one of them puts the other on their list; then it is published."""
    admin = team.joins("root", admin=True)
    basics = Basics("Days", Purpose.SKILL, MentorshipFormat.ONE_TO_ONE, team.clock.now().date(), Rhythm.WEEKLY, 12)
    made = programs.create(team.ctx, admin, basics, "v1")
    ada, ben = team.joins("ada", "SQL"), team.joins("ben", "SQL")
    programs.join(team.ctx, ada, made.id, Joining(Role.MENTEE))
    programs.join(team.ctx, ben, made.id, Joining(Role.MENTOR))
    its = rounds.begin(team.ctx, admin, made.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert [one.couple for one in tx.rounds.pairs(its.id)] == [(ben, ada)]
    says(team, ada, ben, asker_says_it)
    publishing.publish(team.ctx, admin, its.id)
    tend_programs(team.ctx, solve, team.clock.now(), "me")
    with team.store.read() as tx:
        assert mentorships_of(tx, made.id) == []
        assert {(one.user_id, one.why) for one in tx.rounds.unmatched(its.id)} == {
            (ada, publishing.CHANGED),
            (ben, publishing.CHANGED),
        }
