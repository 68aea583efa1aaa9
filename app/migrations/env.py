"""How Alembic reaches the database: through the application's own engine."""

from alembic import context

from app.database import Base
from app.extensions import db


def run_migrations() -> None:
    """Run every missing migration in one transaction: one cut off leaves nothing half made.

    Python's sqlite3 opens no transaction before a CREATE, so it is opened here; it also lets a
    second process that migrates at the same moment wait for the first.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run_migrations()
