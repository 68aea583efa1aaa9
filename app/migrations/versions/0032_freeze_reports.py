"""Freeze reports

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

from app.database import DOCUMENT

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SIGNED = "a signed report is never changed"
FROZEN = "the files of a report are never changed"
OF_SIGNED = "(SELECT state FROM frozen_report WHERE id = {row}.report_id) = 'signed'"
MOVED = "OLD.state = 'signed' OR NEW.digest <> OLD.digest OR NEW.unit_ids <> OLD.unit_ids"
RULES = {
    ("frozen_report", "UPDATE"): (MOVED, SIGNED),
    ("frozen_report", "DELETE"): ("OLD.state = 'signed' AND NOT OLD.demonstration", SIGNED),
    ("frozen_report_file", "INSERT"): (OF_SIGNED.format(row="NEW"), SIGNED),
    ("frozen_report_file", "UPDATE"): ("", FROZEN),
    ("frozen_report_file", "DELETE"): (
        OF_SIGNED.format(row="OLD")
        + " AND NOT (SELECT demonstration FROM frozen_report WHERE id = OLD.report_id)",
        SIGNED,
    ),
}
"""What is refused, when, and in which words. Of a demonstration everything can be removed."""


def upgrade() -> None:
    add_reports()
    op.create_table(
        "frozen_report_file",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=True),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["frozen_report.id"],
            name=op.f("fk_frozen_report_file_report_id_frozen_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "name", name=op.f("pk_frozen_report_file")),
    )
    for (table, event), (when, sentence) in RULES.items():
        forbid(table, event, when, sentence)


def add_reports() -> None:
    op.create_table(
        "frozen_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_ids", DOCUMENT, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("tree_of", sa.Date(), nullable=True),
        sa.Column("formula", sa.String(64), nullable=False),
        sa.Column("level", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("seal_number", sa.Integer(), nullable=True),
        sa.Column("seal_root", sa.String(64), nullable=True),
        sa.Column("code_version", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'signed')", name=op.f("ck_frozen_report_state_is_known")
        ),
        sa.CheckConstraint(
            "last >= first", name=op.f("ck_frozen_report_period_ends_after_it_begins")
        ),
        sa.CheckConstraint(
            "(state = 'signed') = (signed_at IS NOT NULL)",
            name=op.f("ck_frozen_report_signed_reports_say_when"),
        ),
        sa.CheckConstraint(
            "(corrects_id IS NULL) = (reason IS NULL)",
            name=op.f("ck_frozen_report_a_correction_says_why"),
        ),
        refers("survey_id", "survey", ondelete="CASCADE"),
        refers("unit_id", "unit", ondelete="CASCADE"),
        refers("made_by_id", "user"),
        refers("signed_by_id", "user"),
        refers("corrects_id", "frozen_report"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_report")),
    )
    op.create_index(op.f("ix_frozen_report_survey_id"), "frozen_report", ["survey_id"])


def refers(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    """A foreign key with the name that the models give it."""
    name = op.f(f"fk_frozen_report_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def forbid(table: str, event: str, when: str, sentence: str) -> None:
    """Refuse an event on a table, always or under a condition."""
    name = f"forbid_{event.lower()}_{table}"
    if op.get_bind().dialect.name == "sqlite":
        condition = f"WHEN {when}" if when else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    row = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when or 'TRUE'} THEN RAISE EXCEPTION '{sentence}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    op.drop_table("frozen_report_file")
    op.drop_table("frozen_report")
    if op.get_bind().dialect.name == "postgresql":
        for table, event in RULES:
            op.execute(f"DROP FUNCTION forbid_{event.lower()}_{table}() CASCADE")
