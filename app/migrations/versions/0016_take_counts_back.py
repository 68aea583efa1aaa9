"""Take dossier counts back

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: Alembic would build the whole table anew on SQLite, and its triggers would go.
    op.execute("ALTER TABLE population ADD COLUMN taken_back BOOLEAN NOT NULL DEFAULT false")


def downgrade() -> None:
    op.execute("ALTER TABLE population DROP COLUMN taken_back")
