"""Alembic's entry: it runs the steps over the connection that `running.upgrade` gives."""

from alembic import context

from almenara.state.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
