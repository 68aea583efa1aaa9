"""Lock kiosks with a staff code

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_code",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(255), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_kiosk_code_failures_not_negative")),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["collection_point.id"],
            name=op.f("fk_kiosk_code_point_id_collection_point"),
        ),
        sa.PrimaryKeyConstraint("point_id", name=op.f("pk_kiosk_code")),
    )


def downgrade() -> None:
    op.drop_table("kiosk_code")
