"""End flags, and say what an answer was kept against

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SENTENCE = "a change of a flag is never changed"
FLAG = sa.text("kind = 'flag'")


def upgrade() -> None:
    op.add_column("kept_answer", sa.Column("rule", sa.String(length=64), nullable=True))
    op.create_index(
        "uq_response_correction_flag",
        "response_correction",
        ["response_key", "rule"],
        unique=True,
        sqlite_where=FLAG,
        postgresql_where=FLAG,
    )
    op.create_table(
        "flag_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_key"],
            ["response.key"],
            name=op.f("fk_flag_change_response_key_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_change")),
    )
    op.create_index("ix_flag_change_response_key_rule", "flag_change", ["response_key", "rule"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER forbid_update_flag_change BEFORE UPDATE ON flag_change "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION forbid_update_flag_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER forbid_update_flag_change BEFORE UPDATE ON flag_change "
        "FOR EACH ROW EXECUTE FUNCTION forbid_update_flag_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION forbid_update_flag_change() CASCADE")
    op.drop_table("flag_change")
    op.drop_index("uq_response_correction_flag", "response_correction")
    op.drop_column("kept_answer", "rule")
