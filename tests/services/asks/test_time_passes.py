"""Reminders, lapses, the next person, the end: what time does to an ask."""

from datetime import timedelta

from bot.domain.asks.answering import Accepted, AlreadyDecided, OfferAnswer
from bot.domain.asks.ask import AskState, OfferState, Urgency
from bot.domain.asks.notes import AskEndedNote, HelpPostNote, IntroductionNote, NobodyYetNote, OfferNote
from bot.domain.delivery.outbox import OutboxState
from bot.domain.people.person import WorkspaceMembership
from bot.services.asks.asking import post_to_channel
from bot.services.asks.offers import answer
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.asks.routing import advance
from tests.support.team import MONDAY, OFFICE, Team, urgent

HOUR = timedelta(hours=1)


def test_unanswered_gets_one_reminder_and_then_the_next_one_is_asked(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    for _ in range(4):
        team.later(HOUR)
    assert [note.is_reminder for note in team.messenger.notes(OfferNote, first)] == [False, True]
    assert team.messenger.notes(OfferNote, second) == []
    for _ in range(20):
        team.later(HOUR)
    assert team.offer_to(first, ask.id).state is OfferState.UNANSWERED
    assert len(team.messenger.notes(OfferNote, first)) == 2
    assert len(team.messenger.notes(OfferNote, second)) == 1
    offer, reminder = team.messenger.to(first)
    assert offer.edits == reminder.edits != []


def test_the_promise_counts_working_hours_alone(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", urgency=Urgency.NO_HURRY)
    offer = team.offer_to(mentor, ask.id)
    assert offer.remind_at == MONDAY + timedelta(days=1, hours=0)  # 7 h on Monday, 1 h on Tuesday
    assert offer.lapse_at == MONDAY + timedelta(days=2)


def test_an_offer_waits_for_the_mentors_morning_and_its_clock_with_it(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    team.clock.advance(8 * HOUR)  # Monday, six in the evening
    ask = team.asks(asker, "Python", **urgent())
    team.tick()
    assert team.messenger.to(mentor) == []
    team.later(15 * HOUR)  # Tuesday, nine in the morning
    (note,) = team.messenger.notes(OfferNote, mentor)
    assert note.next_at == MONDAY + timedelta(days=1, hours=1)
    assert team.offer_to(mentor, ask.id).lapse_at == note.next_at


def test_an_offer_that_could_not_be_sent_does_not_lapse(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", **urgent())
    team.clock.advance(timedelta(days=1))  # nothing ran for a day
    advance(team.ctx, team.clock.now())
    assert team.offer_to(mentor, ask.id).state is OfferState.OFFERED
    team.tick()
    (note,) = team.messenger.notes(OfferNote, mentor)
    assert note.next_at == team.clock.now() + 2 * HOUR


def test_after_the_last_one_the_asker_hears_in_their_hours(team: Team) -> None:
    asker = team.joins("Ada", hours=OFFICE)
    team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", **urgent())
    team.tick()
    team.clock.advance(7 * HOUR)  # five in the evening: the asker has gone home
    team.tick()
    assert team.ask(ask.id).state is AskState.EXHAUSTED
    assert team.messenger.notes(NobodyYetNote, asker) == []
    team.later(16 * HOUR)
    (note,) = team.messenger.notes(NobodyYetNote, asker)
    assert note.tried.unanswered == 1


def test_at_most_six_are_asked_before_the_asker_chooses(team: Team) -> None:
    asker = team.joins("Ada")
    people = [team.joins(f"P{number}", "Python") for number in range(8)]
    ask = team.asks(asker, "Python")
    for _ in people:
        for offer in team.offers(ask.id):
            if offer.state.is_live:
                team.presses(offer.mentor, ask.id, OfferAnswer.NOT_NOW)
    assert len(team.offers(ask.id)) == 6
    assert team.ask(ask.id).state is AskState.EXHAUSTED


def test_a_mentor_who_left_between_gives_way_to_the_next(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python")
    team.changes(first, standing=WorkspaceMembership.DEACTIVATED)
    team.tick()
    team.later(timedelta(minutes=1))
    assert team.messenger.to(first) == []
    assert team.offer_to(first, ask.id).state is OfferState.UNREACHABLE
    assert len(team.messenger.notes(OfferNote, second)) == 1


def test_a_lapsed_offer_cannot_be_taken_any_more(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", **urgent())
    team.tick()
    team.later(3 * HOUR)
    late = answer(team.ctx, team.offer_to(mentor, ask.id).id, mentor, OfferAnswer.I_CAN_HELP)
    assert isinstance(late.decision, AlreadyDecided)
    assert late.decision.state is OfferState.UNANSWERED


def test_an_ask_nobody_touches_ends_and_says_so(team: Team) -> None:
    asker = team.joins("Ada")
    ask = team.asks(asker, "Python")
    team.tick()
    team.later(timedelta(days=13, hours=23))
    assert team.ask(ask.id).state is AskState.EXHAUSTED
    team.later(2 * HOUR)
    assert team.ask(ask.id).state is AskState.EXPIRED
    (note,) = team.messenger.notes(AskEndedNote, asker)
    assert note.days == 14


def test_a_posted_ask_that_ends_loses_its_button(team: Team) -> None:
    asker = team.joins("Ada")
    team.sets(HELP_CHANNEL, "CHELP")
    ask = team.asks(asker, "Python")
    post_to_channel(team.ctx, ask.id, asker)
    team.tick()
    team.later(timedelta(days=15))
    (message,) = team.messenger.to("CHELP")
    assert isinstance(message.edits[-1], HelpPostNote)
    assert message.edits[-1].ended


def test_an_accepted_ask_nobody_touches_gives_the_place_back(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=1)
    ask = team.asks(asker, "Python")
    assert isinstance(team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP).decision, Accepted)
    team.tick()
    team.later(timedelta(days=15))
    assert team.ask(ask.id).state is AskState.CLOSED
    (introduction,) = team.messenger.to(f"G-{asker}-{mentor}")
    assert isinstance(introduction.edits[-1], IntroductionNote)
    assert introduction.edits[-1].over
    again = team.asks(asker, "Python")
    assert [offer.mentor for offer in team.offers(again.id)] == [mentor]


def test_a_tick_more_changes_nothing(team: Team) -> None:
    asker = team.joins("Ada")
    team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    before = (team.ask(ask.id), team.offers(ask.id), len(team.messenger.messages))
    team.tick()
    assert (team.ask(ask.id), team.offers(ask.id), len(team.messenger.messages)) == before


def test_a_pause_that_ends_ends_by_itself(team: Team) -> None:
    mentor = team.joins("Mira", "Python")
    with team.store.write() as tx:
        tx.profiles.save(team.profile(mentor).pause(MONDAY + HOUR))
    team.tick()
    assert team.profile(mentor).paused
    team.later(HOUR)
    assert not team.profile(mentor).paused


def test_a_reminder_of_no_use_any_more_is_not_sent(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", **urgent())
    team.tick()
    team.clock.advance(HOUR)
    advance(team.ctx, team.clock.now())
    team.presses(mentor, ask.id, OfferAnswer.NOT_NOW)
    team.tick()
    assert [note.is_reminder for note in team.messenger.notes(OfferNote, mentor)] == [False]
    offer = team.offer_to(mentor, ask.id)
    assert team.item(f"offer_reminder:{offer.id}").state is OutboxState.CANCELLED
