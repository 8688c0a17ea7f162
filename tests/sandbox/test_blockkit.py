"""Rules over several blocks, pointers, and input of any kind."""

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from tests.sandbox.kit import BAR, PIE, chart, options, table
from tests.support.blocks import (
    plain,
    section,
)


def test_a_message_has_at_most_fifty_blocks() -> None:
    assert problems_in_message([{"type": "divider"}] * 50) == []
    assert "no more than 50" in problems_in_message([{"type": "divider"}] * 51)[0].message


def test_one_table_and_two_charts_a_message() -> None:
    assert problems_in_message([table(["x"]), chart(PIE), chart(BAR)]) == []
    assert problems_in_message([table(["x"]), table(["y"])])[0].code == "only_one_table_allowed"
    assert "no more than 2" in problems_in_message([chart(PIE)] * 3)[0].message


def test_markdown_counts_over_all_blocks() -> None:
    half = {"type": "markdown", "text": "x" * 6_000}
    assert problems_in_message([half, half]) == []
    assert problems_in_message([half, half, {"type": "markdown", "text": "x"}])[0].code == "msg_blocks_too_long"


def test_suggested_options() -> None:
    assert problems_in_options({"options": options(100)}) == []
    assert problems_in_options({"options": []}) == []
    assert problems_in_options({"option_groups": [{"label": plain("x"), "options": options(1)}]}) == []
    assert problems_in_options({"options": options(101)})
    assert problems_in_options({"option_groups": [{"label": plain("x"), "options": []}]})
    assert problems_in_options({})


def test_the_pointer_names_the_place() -> None:
    problem = problems_in_message([section("x"), section("")])[0]
    assert problem.text() == "must be more than 0 characters [json-pointer:/blocks/1/text/text]"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_nothing_that_an_app_sends_breaks_the_check(given_value: object) -> None:
    assert isinstance(problems_in_message(given_value), list)
    assert isinstance(problems_in_message([given_value]), list)
    assert problems_in_view(given_value)
    assert isinstance(problems_in_view({"type": "modal", "blocks": [given_value]}), list)
    block = {"type": "actions", "elements": [{"type": "static_select", "option_groups": given_value}]}
    assert problems_in_message([block])
    assert isinstance(problems_in_message([chart({"type": "bar", "series": given_value})]), list)


@given(st.text(min_size=1, max_size=3000))
def test_any_text_of_fitting_length_is_taken(text: str) -> None:
    assert problems_in_message([section(text)]) == []
