from store.database import SqlStore


def test_a_setting_never_set_reads_as_empty(store: SqlStore) -> None:
    with store.read() as tx:
        assert tx.settings.get("help_channel") == ""


def test_the_newest_value_counts(store: SqlStore) -> None:
    for value in ("C1", "C2"):
        with store.write() as tx:
            tx.settings.set("help_channel", value)
    with store.read() as tx:
        assert tx.settings.get("help_channel") == "C2"
