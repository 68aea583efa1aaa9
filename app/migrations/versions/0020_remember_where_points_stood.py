"""Remember where a point stood before it was moved

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("collection_point") as batch_op:
        batch_op.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("moved_from_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_collection_point_moved_from_id_unit"), "unit", ["moved_from_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("collection_point") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_collection_point_moved_from_id_unit"), type_="foreignkey"
        )
        batch_op.drop_column("moved_from_id")
        batch_op.drop_column("moved_at")
