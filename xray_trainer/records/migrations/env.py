"""Run by Alembic: on the connection, and in the transaction, that schema.migrate hands over."""

from alembic import context

from xray_trainer.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by rebuilding it
    transactional_ddl=True,
)
context.run_migrations()
