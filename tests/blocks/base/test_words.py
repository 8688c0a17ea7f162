"""Sentences with numbers, lists, moments and choices in them, in the grammar of the reader's language."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale

from bot.blocks.base import language as languages
from bot.blocks.base.language import Catalogue, Language, english, read_catalogue, reading
from bot.blocks.base.words import At, Raw, day, listed, mrkdwn, paragraph, plain

MOMENT = datetime(2026, 11, 4, 9, 30, tzinfo=UTC)
WAITING = {"one": "{n} rzecz czeka.", "few": "{n} rzeczy czekają.", "many": "{n} rzeczy czeka.", "other": "{n} rzeczy."}


def spoken(tag: str, **words: str | dict[str, str]) -> Language:
    return Language(Locale.parse(tag), {name.replace("__", "."): entry for name, entry in words.items()})


@pytest.mark.parametrize(("n", "words"), [(1, "1 rzecz czeka."), (3, "3 rzeczy czekają."), (5, "5 rzeczy czeka.")])
def test_a_number_chooses_among_the_plural_forms_of_the_language(n: int, words: str) -> None:
    with reading(spoken("pl", hub__waiting=WAITING)):
        assert plain("hub.waiting", n=n) == words


def test_what_a_language_lacks_is_english_with_the_plural_of_english() -> None:
    with reading(spoken("ja", hub__nothing="何もありません。")):
        assert plain("hub.nothing") == "何もありません。"
        assert plain("hub.waiting", n=1) == "One thing waits for you."
    assert plain("hub.nothing") == english().entry("hub.nothing")


def test_nothing_has_a_sentence_of_its_own_where_there_is_one() -> None:
    assert plain("pair_status.met", n=0) == "not met yet"
    assert plain("hub.waiting", n=0) == "0 things wait for you."


def test_words_with_plural_forms_need_a_number() -> None:
    with pytest.raises(TypeError):
        plain("hub.waiting")


def test_a_value_chooses_the_words_that_stand_in_the_sentence() -> None:
    chooses = spoken("en", x__one="It rests {rhythm:weekly=every week|monthly=once a month}{late:yes=, late|no=}.")
    with reading(chooses):
        assert plain("x.one", rhythm="weekly", late=True) == "It rests every week, late."
        assert plain("x.one", rhythm="monthly", late=False) == "It rests once a month."


def test_a_moment_is_read_in_everybodys_zone_and_told_to_the_others() -> None:
    token = int(MOMENT.timestamp())
    with reading(spoken("de", x__one="Bis {when:zum [date_long] um [time]}.")):
        told = "zum Mittwoch, 4. November 2026 um 10:30 CET"
        moment = At(MOMENT, "Europe/Berlin")
        assert mrkdwn("x.one", when=moment) == f"Bis <!date^{token}^zum {{date_long}} um {{time}}|{told}>."
        assert plain("x.one", when=moment) == f"Bis {told}."
    assert f"{day(date(2026, 11, 4))}".endswith("{date_short_pretty} at {time}|4 Nov 2026 at 12:00 UTC>")


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abcde"), "a, b, c, d and e")],
)
def test_a_list_is_a_sentence(items: list[str], words: str) -> None:
    assert listed(items) == words


def test_a_long_list_says_how_much_is_left() -> None:
    assert listed(list("abcdefg")) == "a, b, c, d and 3 more"
    with reading(spoken("de", language__more={"other": "{n} weitere"})):
        assert listed(list("abcdefg")) == "a, b, c, d und 3 weitere"


def test_numbers_and_lengths_are_written_as_in_the_language() -> None:
    told = {
        "en": (languages.number(3000), languages.percent(0.255), languages.lasting(1, "week")),
    }
    with reading(spoken("fr")):
        told["fr"] = (languages.number(3000), languages.percent(0.255), languages.lasting(2, "week"))
    assert told == {"en": ("3,000", "26 %", "1 week"), "fr": ("3\u202f000", "26\xa0%", "2\xa0semaines")}


def test_what_was_typed_is_escaped_and_what_is_safe_is_not() -> None:
    sentence: Catalogue = {"x.one": "{name} {n}"}
    with reading(Language(Locale("en"), sentence)):
        assert mrkdwn("x.one", name="<b>", n=1234) == "&lt;b&gt; 1,234"
        assert mrkdwn("x.one", name=Raw("<@U1>"), n=1) == "<@U1> 1"
        assert plain("x.one", name="<b>", n=2) == "<b> 2"


def test_sentences_stand_apart_as_the_language_has_it() -> None:
    assert paragraph("One.", "", "Two.") == "One. Two."
    with reading(spoken("ja", language__between_sentences="")):
        assert paragraph("一。", "二。") == "一。二。"


def test_a_catalogue_is_read_from_a_folder_of_wings(tmp_path: Path) -> None:
    (tmp_path / "asks").mkdir()
    (tmp_path / "asks" / "offer.toml").write_text('accept = "Ja"\n[asked]\none = "1"\nother = "{n}"\n')
    assert read_catalogue(tmp_path) == {"offer.accept": "Ja", "offer.asked": {"one": "1", "other": "{n}"}}
