"""Count dossiers received and by channel

Revision ID: 0008
Revises: 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Written out: SQLite adds a column with its check in place, but Alembic would build the whole table
# anew for it, and its triggers would be lost.
COLUMNS = {
    "received": "INTEGER CONSTRAINT ck_population_received_not_negative CHECK "
    "(received IS NULL OR received >= 0)",
    "channel": "VARCHAR(16) CONSTRAINT ck_population_channel_is_known CHECK "
    "(channel IS NULL OR channel IN ('in_person', 'online', 'post', 'other'))",
    "via": "VARCHAR(16) CONSTRAINT ck_population_via_is_known CHECK "
    "(via IS NULL OR via IN ('form', 'sheet', 'api'))",
}


def upgrade() -> None:
    for name, definition in COLUMNS.items():
        op.execute(f"ALTER TABLE population ADD COLUMN {name} {definition}")


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE population DROP COLUMN {name}")
