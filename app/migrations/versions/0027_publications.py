"""Publications and improvements

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

FROZEN = (
    *("survey_id", "first_day", "last_day", "level", "formula", "document", "digest"),
    *("published_at", "demonstration"),
)
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in FROZEN)
WITHDRAWN = "OLD.withdrawn_at IS NOT NULL"


def forbid(name: str, event: str, sentence: str, when: str) -> None:
    """Have the database refuse `event` on publications under a condition (as in 0013)."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON publication WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    row = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{sentence}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON publication "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("formula", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=500), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_publication_ends_after_it_begins")
        ),
        sa.CheckConstraint(
            "replaces_id IS NULL OR reason IS NOT NULL",
            name=op.f("ck_publication_correction_has_a_reason"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_because IS NULL)",
            name=op.f("ck_publication_withdrawal_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_publication_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["publication.id"], name=op.f("fk_publication_replaces_id_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("digest", name=op.f("uq_publication_digest")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_publication_replaces_id")),
    )
    op.create_index("ix_publication_survey_id", "publication", ["survey_id"])
    op.create_table(
        "improvement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column(
            "movement",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_improvement_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["publication.id"], name=op.f("fk_improvement_before_id_publication")
        ),
        sa.ForeignKeyConstraint(
            ["after_id"], ["publication.id"], name=op.f("fk_improvement_after_id_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement")),
    )
    op.create_index(op.f("ix_improvement_unit_id"), "improvement", ["unit_id"])
    forbid("forbid_update_publication", "UPDATE", "a publication stays as it was", CHANGED)
    forbid("forbid_second_withdrawal", "UPDATE", "a withdrawn publication stays so", WITHDRAWN)
    forbid("forbid_delete_publication", "DELETE", "a publication stays", "NOT OLD.demonstration")


def downgrade() -> None:
    op.drop_table("improvement")
    op.drop_table("publication")
    if op.get_bind().dialect.name != "sqlite":
        for name in ("update_publication", "second_withdrawal", "delete_publication"):
            op.execute(f"DROP FUNCTION forbid_{name}()")
