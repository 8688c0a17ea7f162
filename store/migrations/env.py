"""Runs the steps over the connection that `store.migrate` holds: alone, and in one transaction."""

from alembic import context

from store.schema import comparison

context.configure(connection=context.config.attributes["connection"], render_as_batch=True, **comparison())
with context.begin_transaction():
    context.run_migrations()
