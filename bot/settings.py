"""Settings from the environment and `.env`, checked at start. Each problem names its variable and shows an example."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SLACK_API = "https://slack.com/api/"
LOOPBACK = "127.0.0.1"

EXAMPLES = {
    "SLACK_BOT_TOKEN": "SLACK_BOT_TOKEN=xoxb-1234-5678-abcdef",
    "SLACK_APP_TOKEN": "SLACK_APP_TOKEN=xapp-1-A0123-4567-abcdef",
    "SLACK_SIGNING_SECRET": "SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5",
    "SLACK_API_URL": f"SLACK_API_URL={SLACK_API}",
    "DATABASE_URL": "DATABASE_URL=postgresql+psycopg://mentor:secret@db.example/mentor",
    "MENTOR_ADMINS": "MENTOR_ADMINS=U024BE7LH,U024BE7LJ",
    "MENTOR_PORT": "MENTOR_PORT=8765",
    "MENTOR_HTTP_PORT": "MENTOR_HTTP_PORT=3000",
    "MENTOR_HTTP_HOST": "MENTOR_HTTP_HOST=0.0.0.0",
    "MENTOR_HEALTH_PORT": "MENTOR_HEALTH_PORT=8766",
    "MENTOR_HEALTH_HOST": "MENTOR_HEALTH_HOST=0.0.0.0",
    "MENTOR_MESSAGES_PER_MINUTE": "MENTOR_MESSAGES_PER_MINUTE=300",
    "LOG_LEVEL": "LOG_LEVEL=INFO",
}


class SettingsProblem(Exception):
    """A setting is missing or wrong; the text is a sentence for whoever starts Mentor, one line per variable."""


class Settings(BaseSettings):
    """All settings, frozen. Variable names are the field names in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_api_url: str = SLACK_API
    database_url: str = ""
    mentor_admins: Annotated[frozenset[str], NoDecode] = frozenset()
    mentor_port: int = Field(default=8765, ge=0, le=65535)
    mentor_http_port: int = Field(default=3000, ge=0, le=65535)
    mentor_http_host: str = LOOPBACK
    mentor_health_port: int = Field(default=8766, ge=0, le=65535)
    """0: off."""
    mentor_health_host: str = LOOPBACK
    mentor_messages_per_minute: int = Field(default=300, ge=10, le=100_000)
    log_level: str = "INFO"

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: str) -> str:
        return _starting_with("xoxb-", value, "the bot token from *OAuth & Permissions*")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: str) -> str:
        return _starting_with("xapp-", value, "the app-level token from *Basic Information*")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("should be a web address")
        return value.rstrip("/") + "/"

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value:
            return value
        try:
            driver = make_url(value).drivername
        except ArgumentError:
            raise ValueError("should be a database address") from None
        if driver not in {"sqlite", "postgresql+psycopg"}:
            raise ValueError("should begin with sqlite:/// or postgresql+psycopg://")
        return value

    @field_validator("mentor_admins", mode="before")
    @classmethod
    def _admins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = frozenset(part.strip() for part in value.split(",") if part.strip())
        if wrong := sorted(one for one in ids if not (one[0] in "UW" and one.isalnum() and one.isupper())):
            raise ValueError(f"should be user ids with commas between; {wrong[0]!r} is none")
        return ids

    @field_validator("mentor_http_host", "mentor_health_host")
    @classmethod
    def _host(cls, value: str) -> str:
        try:
            return str(ip_address(value))
        except ValueError:
            raise ValueError("should be an address of this machine in figures, or 0.0.0.0 for all") from None

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("should be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _tokens_together(self) -> "Settings":
        if self.slack_bot_token and not (self.slack_app_token or self.slack_signing_secret):
            raise ValueError("SLACK_APP_TOKEN is missing beside SLACK_BOT_TOKEN")
        if self.slack_app_token and not self.slack_bot_token:
            raise ValueError("SLACK_BOT_TOKEN is missing beside SLACK_APP_TOKEN")
        return self

    @property
    def has_tokens(self) -> bool:
        """Whether Mentor connects to Slack; otherwise it starts the local workspace."""
        return bool(self.slack_bot_token)

    def missing_for(self, *, http: bool) -> str:
        """The variable that Slack cannot be reached without: by HTTP, or by Socket Mode; empty when all are there."""
        door = (
            ("SLACK_SIGNING_SECRET", self.slack_signing_secret) if http else ("SLACK_APP_TOKEN", self.slack_app_token)
        )
        needed = (("SLACK_BOT_TOKEN", self.slack_bot_token), door)
        return next((name for name, value in needed if not value), "")


def _starting_with(beginning: str, value: str, what: str) -> str:
    if value and not value.startswith(beginning):
        raise ValueError(f"should begin with {beginning} ({what})")
    return value


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings; raises `SettingsProblem` with a line for each variable that is wrong."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        lines = [_line(str(one["loc"][0]) if one["loc"] else "", one["msg"]) for one in error.errors()]
        raise SettingsProblem("\n".join(lines)) from None


def _line(field: str, problem: str) -> str:
    problem = problem.removeprefix("Value error, ")
    name = field.upper() or problem.split()[0]
    example = EXAMPLES.get(name)
    said = problem if problem.startswith(name) else f"{name} {problem}"
    return f"{said}. For example: {example}" if example else f"{said}."


def embedded_database(name: str = "mentor.db") -> str:
    """The address of the database file under `var/`, made if needed."""
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    return f"sqlite:///{folder / name}"
