"""mrkdwn is shown as Slack shows it, and never becomes more than text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.render import mrkdwn
from tests.sandbox_page.support import LISBON, Seen

MARKS = st.text(alphabet="*_~`<>|@#!^&;:/\\\"'\n •ab1{}" + chr(0xF0000), max_size=120)
HOSTILE = st.one_of(MARKS, st.text(max_size=80))
MARKUP = {"span", "strong", "em", "s", "code", "pre", "blockquote", "a", "time"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* and _slanted_", "<strong>bold</strong> and <em>slanted</em>"),
        ("~gone~", "<s>gone</s>"),
        ("*bold _and slanted_*", "<strong>bold <em>and slanted</em></strong>"),
        ("`a *b* c`", "<code>a *b* c</code>"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
    ],
)
def test_marks(text: str, html: str) -> None:
    assert html in mrkdwn(text, LISBON)


def test_mentions_name_people_and_mark_the_reader() -> None:
    html = mrkdwn("<@U0JONAS000> meet <@U0MIRA0000>, in <#C0X|lisbon>, <!here>", LISBON)
    assert Seen(html).text == "@Jonas Weber meet @Mira, in #lisbon, @here"
    assert html.count("mention me") == 2


def test_links_open_outside_and_only_safe_ones() -> None:
    good = Seen(mrkdwn("<https://example.org/a?b=1&amp;c=2|the page>", LISBON))
    assert ("href", "https://example.org/a?b=1&c=2") in good.attributes
    assert "a" not in Seen(mrkdwn("<javascript:alert(1)|the page>", LISBON)).tags


def test_bare_addresses_become_links_unless_verbatim() -> None:
    assert "a" in Seen(mrkdwn("see https://example.org/x.", LISBON)).tags
    assert "a" not in Seen(mrkdwn("see https://example.org/x.", LISBON, verbatim=True)).tags


def test_quote_lines_are_one_quote() -> None:
    seen = Seen(mrkdwn("&gt; one\n&gt; two\nthree", LISBON))
    assert seen.tags.count("blockquote") == 1
    assert seen.text == "onetwothree"


def test_a_fence_shows_code_as_it_is() -> None:
    assert '<pre class="code">a *b* &lt;c&gt;</pre>' in mrkdwn("```a *b* &lt;c&gt;```", LISBON)


def test_emoji_are_shown_and_unknown_codes_stay() -> None:
    text = Seen(mrkdwn(":wave: :no_such_sign: 10:30:45", LISBON)).text
    assert text == "👋 :no_such_sign: 10:30:45"


@given(HOSTILE)
def test_no_text_becomes_foreign_markup(text: str) -> None:
    seen = Seen(mrkdwn(text, LISBON))
    assert seen.sound
    assert set(seen.tags) <= MARKUP
    assert {name for name, _ in seen.attributes} <= {"class", "href", "target", "rel", "title", "role", "aria-label"}


@given(HOSTILE)
def test_escaped_text_is_read_back_as_it_was_typed(text: str) -> None:
    typed = "".join(sign for sign in text if sign not in "*_~`:\n\r>•◦" and ord(sign) < 0xF0000)
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = Seen(mrkdwn(escaped, LISBON, verbatim=True)).text
    assert shown == (typed or "\xa0")
