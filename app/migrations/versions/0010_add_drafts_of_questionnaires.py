"""Add drafts of questionnaires

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def of_draft(table: str) -> sa.ForeignKeyConstraint:
    """What belongs to a draft goes with it."""
    return sa.ForeignKeyConstraint(
        ["draft_id"],
        ["questionnaire_draft.id"],
        name=op.f(f"fk_{table}_draft_id_questionnaire_draft"),
        ondelete="CASCADE",
    )


def by_user(table: str, column: str) -> sa.ForeignKeyConstraint:
    """Somebody with an account."""
    return sa.ForeignKeyConstraint([column], ["user.id"], name=op.f(f"fk_{table}_{column}_user"))


def upgrade() -> None:
    op.add_column("questionnaire", sa.Column("retired_at", MOMENT, nullable=True))
    create_draft()
    op.create_table(
        "draft_step",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        of_draft("draft_step"),
        by_user("draft_step", "made_by_id"),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_draft_step")),
    )
    op.create_table(
        "draft_lock",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        of_draft("draft_lock"),
        by_user("draft_lock", "holder_id"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_lock")),
    )
    op.create_table(
        "trial_link",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        of_draft("trial_link"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_trial_link")),
        sa.UniqueConstraint("code", name=op.f("uq_trial_link_code")),
    )
    op.create_table(
        "trial_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_trial_answer_seconds_not_negative")),
        of_draft("trial_answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_answer")),
    )
    op.create_index(op.f("ix_trial_answer_draft_id"), "trial_answer", ["draft_id"])


def create_draft() -> None:
    """The working copy itself."""
    op.create_table(
        "questionnaire_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_revision", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["unit.id"], name=op.f("fk_questionnaire_draft_owner_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_questionnaire_draft_questionnaire_id_questionnaire"),
        ),
        by_user("questionnaire_draft", "saved_by_id"),
        by_user("questionnaire_draft", "asked_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_draft")),
        sa.UniqueConstraint("code", name=op.f("uq_questionnaire_draft_code")),
        sa.UniqueConstraint(
            "questionnaire_id", name=op.f("uq_questionnaire_draft_questionnaire_id")
        ),
    )
    op.create_index(op.f("ix_questionnaire_draft_owner_id"), "questionnaire_draft", ["owner_id"])


def downgrade() -> None:
    for table in ("trial_answer", "trial_link", "draft_lock", "draft_step", "questionnaire_draft"):
        op.drop_table(table)
    op.drop_column("questionnaire", "retired_at")
