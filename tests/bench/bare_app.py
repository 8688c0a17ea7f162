"""The least a Slack bot can do: a Bolt app that makes one durable insert and acknowledges. Run as a process."""

import os
import signal
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import Ack, App

from bot.slack.client import new_client
from bot.slack.socket_mode import SocketMode


def main() -> None:
    """Connects to the workspace of the environment and answers until SIGTERM."""
    database = sqlite3.connect(os.environ["BARE_DATABASE"], check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, words TEXT)")
    one_writer = threading.Lock()
    client = new_client(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
    app = App(client=client, listener_executor=ThreadPoolExecutor(32))

    @app.command("/mentor")
    def command(ack: Ack, body: dict[str, str]) -> None:
        with one_writer:
            database.execute("INSERT INTO seen (words) VALUES (?)", (body.get("text", ""),))
        ack()

    connection = SocketMode(app, os.environ["SLACK_APP_TOKEN"])
    connection.connect()
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    stopped.wait()
    connection.close()


if __name__ == "__main__":
    main()
