"""Keep invitations in batches until they are spent.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def foreign_key(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to.split('.')[0]}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "invitation_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.String(length=32), nullable=True),
        sa.CheckConstraint("kind IN ('slips', 'sample')", name=op.f("ck_invitation_batch_kind_is_known")),
        sa.CheckConstraint(
            "(kind = 'sample') = (seed IS NOT NULL)", name=op.f("ck_invitation_batch_a_sample_has_a_seed")
        ),
        sa.CheckConstraint(
            "(kind = 'sample') = (rule IS NOT NULL)", name=op.f("ck_invitation_batch_a_sample_has_a_rule")
        ),
        foreign_key("invitation_batch", "survey_id", "survey.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_batch")),
    )
    op.create_index(op.f("ix_invitation_batch_survey_id"), "invitation_batch", ["survey_id"])
    op.create_table(
        "invitation_stratum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("frame", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.CheckConstraint("drawn >= 1", name=op.f("ck_invitation_stratum_something_drawn")),
        sa.CheckConstraint(
            "frame IS NULL OR frame >= drawn", name=op.f("ck_invitation_stratum_drawn_from_the_frame")
        ),
        foreign_key("invitation_stratum", "batch_id", "invitation_batch.id", "CASCADE"),
        foreign_key("invitation_stratum", "point_id", "collection_point.id"),
        foreign_key("invitation_stratum", "service_id", "service.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_stratum")),
    )
    op.create_index(op.f("ix_invitation_stratum_batch_id"), "invitation_stratum", ["batch_id"])
    op.create_index(op.f("ix_invitation_stratum_point_id"), "invitation_stratum", ["point_id"])
    op.create_table(
        "invitation",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stratum_id", sa.Integer(), nullable=False),
        foreign_key("invitation", "stratum_id", "invitation_stratum.id", "CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitation")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_invitation_stratum_id"), "invitation", ["stratum_id"])
    if op.get_bind().dialect.name == "postgresql":
        # A spent code stays in its page, marked with the transaction that also stored the answer,
        # until it is vacuumed: here after the second one, not after a fifth of the table.
        op.execute(
            "ALTER TABLE invitation SET "
            "(autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)"
        )


def downgrade() -> None:
    for table in ("invitation", "invitation_stratum", "invitation_batch"):
        op.drop_table(table)
