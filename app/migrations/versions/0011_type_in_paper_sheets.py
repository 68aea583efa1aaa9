"""Type in paper sheets, and a tenth of them twice.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TYPIST = "role IN ('collection_officer', 'survey_administrator')"
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def foreign_key(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to.split('.')[0]}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unusable", sa.Integer(), nullable=False),
        sa.CheckConstraint("unusable >= 0", name=op.f("ck_paper_batch_unusable_not_negative")),
        foreign_key("paper_batch", "survey_id", "survey.id"),
        foreign_key("paper_batch", "point_id", "collection_point.id"),
        foreign_key("paper_batch", "version_id", "questionnaire_version.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
    )
    op.create_index(op.f("ix_paper_batch_survey_id"), "paper_batch", ["survey_id"])
    op.create_index(op.f("ix_paper_batch_point_id"), "paper_batch", ["point_id"])
    op.create_table(
        "paper_sheet",
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("sheet_date", sa.Date(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.CheckConstraint(TYPIST, name=op.f("ck_paper_sheet_role_is_a_typists")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_paper_sheet_number_from_1")),
        foreign_key("paper_sheet", "batch_id", "paper_batch.id", "CASCADE"),
        foreign_key("paper_sheet", "replaces", "paper_sheet.response_key", "CASCADE"),
        foreign_key("paper_sheet", "response_key", "response.key", "CASCADE"),
        sa.PrimaryKeyConstraint("response_key", name=op.f("pk_paper_sheet")),
        sa.UniqueConstraint("replaces", name=op.f("uq_paper_sheet_replaces")),
    )
    op.create_index(
        "uq_paper_sheet_number",
        "paper_sheet",
        ["batch_id", "number"],
        unique=True,
        sqlite_where=sa.text("replaces IS NULL"),
        postgresql_where=sa.text("replaces IS NULL"),
    )
    op.create_table(
        "paper_check",
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=True),
        sa.Column("answers", DOCUMENT, nullable=True),
        sa.Column("compared", sa.Integer(), nullable=True),
        sa.Column("differing", DOCUMENT, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('agreed', 'kept', 'replaced')", name=op.f("ck_paper_check_outcome_is_known")
        ),
        sa.CheckConstraint(TYPIST, name=op.f("ck_paper_check_role_is_a_typists")),
        sa.CheckConstraint(
            "(role IS NULL) = (compared IS NULL)", name=op.f("ck_paper_check_typed_or_not")
        ),
        foreign_key("paper_check", "batch_id", "paper_batch.id", "CASCADE"),
        foreign_key("paper_check", "response_key", "paper_sheet.response_key", "CASCADE"),
        sa.PrimaryKeyConstraint("response_key", name=op.f("pk_paper_check")),
    )
    op.create_index(op.f("ix_paper_check_batch_id"), "paper_check", ["batch_id"])


def downgrade() -> None:
    op.drop_table("paper_check")
    op.drop_table("paper_sheet")
    op.drop_table("paper_batch")
