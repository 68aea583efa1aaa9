"""The digest of what a report was computed from; earlier reports have none

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frozen_report", sa.Column("input_digest", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("frozen_report", "input_digest")
