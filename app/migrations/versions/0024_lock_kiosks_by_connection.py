"""Lock kiosks by connection: wrong codes are counted in memory, no more at the code

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NAME = "kiosk_code"
KEPT = sa.table(
    NAME,
    sa.column("point_id", sa.Integer),
    sa.column("digest", sa.String),
    sa.column("set_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    make_again([])


def downgrade() -> None:
    make_again(
        [
            sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
            sa.CheckConstraint("failures >= 0", name=op.f("ck_kiosk_code_failures_not_negative")),
        ]
    )


def make_again(more: list[sa.schema.SchemaItem]) -> None:
    """Make the table anew around its codes: SQLite drops no column that a check names."""
    rows = [dict(row) for row in op.get_bind().execute(sa.select(KEPT)).mappings()]
    op.drop_table(NAME)
    op.create_table(
        NAME,
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(255), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["collection_point.id"],
            name=op.f("fk_kiosk_code_point_id_collection_point"),
        ),
        sa.PrimaryKeyConstraint("point_id", name=op.f("pk_kiosk_code")),
    )
    op.bulk_insert(KEPT, rows)
