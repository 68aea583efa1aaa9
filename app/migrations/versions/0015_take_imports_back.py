"""Let an import be taken back as a whole

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "response_import", sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("response_import", sa.Column("taken_back_by", sa.Integer(), nullable=True))
    op.add_column("response_import", sa.Column("taken_back_reason", sa.String(300), nullable=True))
    op.create_index(
        "ix_response_import",
        "response",
        ["import_id"],
        sqlite_where=sa.text("import_id IS NOT NULL"),
        postgresql_where=sa.text("import_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_response_import", table_name="response")
    op.drop_column("response_import", "taken_back_reason")
    op.drop_column("response_import", "taken_back_by")
    op.drop_column("response_import", "taken_back_at")
