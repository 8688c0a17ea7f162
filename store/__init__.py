"""The only SQL of the project: tables, queries and migrations, by wing.

Where a new query goes: its signature and its only docstring (meaning, order, what a lock holds) into the port of its
wing, `bot/ports/<wing>.py`; its SQL into `store/<wing>/`, into the class that has this port as its base, with comments
only on what is special about the SQL. Rows never leave: they become values here. A service has to call it; what only a
test would call stays with the test. `tests/store/test_contract.py` holds all this.

Which test it needs: one in `tests/store/<wing>/` with the fixture `store`, which runs it on SQLite and on Postgres, and
looks at the edges that the docstring names (order, nothing found, a lock).

Where a new table goes: a row class into `store/<wing>/tables.py` (`store/schema.py` sees those of every wing) and a
step into `store/migrations/versions/`; `tests/store/test_migrations.py` compares the two on both databases. A step that
moves rows gets a test that fills the tables before it.
"""
