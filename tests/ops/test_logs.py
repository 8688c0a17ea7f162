"""Logs are one line an event, without tokens."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.ops.logs import set_up_logs


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def test_an_event_is_one_json_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    structlog.get_logger("bot.x").info("message", kind="offer", state="sent")
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["event"], said["kind"], said["level"], said["logger"]) == ("message", "offer", "info", "bot.x")


@pytest.mark.parametrize("token", ["xoxb-12-34-abcDEF", "xapp-1-A02-33-deadbeef", "xoxe.xoxp-1-Mi0y"])
def test_a_token_never_reaches_the_log(capsys: pytest.CaptureFixture[str], token: str) -> None:
    set_up_logs("INFO")
    logging.getLogger("slack_sdk.web").error("failed with %s in it", token)
    structlog.get_logger().warning("x", detail=f"Bearer {token}")
    said = capsys.readouterr().err
    assert token not in said
    assert said.count("[token]") >= 2


def test_an_exception_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    try:
        raise ValueError("cause")
    except ValueError:
        structlog.get_logger().exception("failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: cause" in json.loads(line)["exception"]


def test_libraries_are_quiet_even_when_debugging(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("DEBUG")
    logging.getLogger("slack_sdk.web.base_client").debug("body: %s", {"text": "what somebody wrote"})
    assert "what somebody wrote" not in capsys.readouterr().err
