"""Proposed publications, and English words of what was changed

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

ENGLISH = {"title_en": sa.String(length=200), "said_en": sa.Text(), "done_en": sa.Text()}


def upgrade() -> None:
    for name, kind in ENGLISH.items():
        op.add_column("improvement", sa.Column(name, kind, nullable=True))
    op.create_table(
        "proposed_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("formula", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_proposed_publication_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_proposed_publication_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["user.id"],
            name=op.f("fk_proposed_publication_proposed_by_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_publication")),
    )
    op.create_index(
        op.f("ix_proposed_publication_survey_id"), "proposed_publication", ["survey_id"]
    )


def downgrade() -> None:
    op.drop_table("proposed_publication")
    for name in ENGLISH:
        op.drop_column("improvement", name)
