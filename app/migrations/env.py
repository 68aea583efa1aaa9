"""How Alembic reaches the database: through the application's own engine."""

from alembic import context

from app.database import Base
from app.extensions import db


def run_migrations() -> None:
    """Run every missing migration, each in a transaction."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
