"""A wrong setting stops the start with the variable's name and an example."""

import re
from pathlib import Path

import pytest

from bot.settings import EXAMPLES, Settings, SettingsProblem, load_settings

ROOT = Path(__file__).parent.parent


def env_file(folder: Path, **values: str) -> Path:
    path = folder / ".env"
    path.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    return path


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-user-token"),
        ("SLACK_APP_TOKEN", "xoxb-not-an-app-token"),
        ("SLACK_API_URL", "slack.com/api"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "not a url"),
        ("MENTOR_ADMINS", "ada, grace"),
        ("MENTOR_PORT", "lots"),
        ("MENTOR_MESSAGES_PER_MINUTE", "3"),
        ("MENTOR_HTTP_PORT", "65536"),
        ("MENTOR_HTTP_HOST", "everywhere"),
        ("MENTOR_HEALTH_PORT", "-1"),
        ("MENTOR_HEALTH_HOST", "localhost"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_named_with_an_example(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsProblem) as caught:
        load_settings(env_file(tmp_path, **{name: value}))
    assert str(caught.value).startswith(name)
    assert EXAMPLES[name] in str(caught.value)


@pytest.mark.parametrize(
    ("given", "missing"),
    [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")],
)
def test_one_token_without_the_other_names_the_missing_one(tmp_path: Path, given: str, missing: str) -> None:
    value = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}[given]
    with pytest.raises(SettingsProblem, match=f"^{missing} is missing"):
        load_settings(env_file(tmp_path, **{given: value}))


def test_a_signing_secret_stands_in_for_the_app_token(tmp_path: Path) -> None:
    settings = load_settings(env_file(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s"))
    assert settings.has_tokens
    assert settings.missing_for(http=True) == ""
    assert settings.missing_for(http=False) == "SLACK_APP_TOKEN"


def test_every_wrong_variable_has_a_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem) as caught:
        load_settings(env_file(tmp_path, LOG_LEVEL="loud", SLACK_API_URL="x"))
    assert sorted(line.split()[0] for line in str(caught.value).splitlines()) == ["LOG_LEVEL", "SLACK_API_URL"]


def test_good_settings_are_read(tmp_path: Path) -> None:
    settings = load_settings(
        env_file(
            tmp_path,
            SLACK_BOT_TOKEN="xoxb-1",
            SLACK_APP_TOKEN="xapp-1",
            MENTOR_ADMINS="U024BE7LH, W024BE7LJ,",
            SLACK_API_URL="http://127.0.0.1:1234/api",
        )
    )
    assert settings.has_tokens
    assert settings.mentor_admins == {"U024BE7LH", "W024BE7LJ"}
    assert settings.slack_api_url == "http://127.0.0.1:1234/api/"


def test_without_tokens_the_local_workspace_is_chosen(tmp_path: Path) -> None:
    assert not load_settings(env_file(tmp_path)).has_tokens


def test_every_setting_stands_in_the_example_file_with_a_comment() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    named = {line.split("=")[0]: lines[at - 1] for at, line in enumerate(lines) if re.match(r"[A-Z_]+=", line)}
    assert set(named) == {name.upper() for name in Settings.model_fields}
    assert set(EXAMPLES) >= set(named)
    assert all(before.startswith("#") or "=" in before for before in named.values())
