"""Runs migrations over the connection that `reports.store.opening` hands down."""

from alembic import context

from reports.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
