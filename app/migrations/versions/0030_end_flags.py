"""End flags, and say what an answer was kept against

Revision ID: 0030
Revises: 0029
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SENTENCE = "a change of a flag is never changed"
FLAG = sa.text("kind = 'flag'")


SECOND = (
    "kind = 'flag' AND EXISTS (SELECT 1 FROM response_correction AS earlier "
    "WHERE earlier.kind = 'flag' AND earlier.response_key = response_correction.response_key "
    "AND earlier.rule = response_correction.rule AND earlier.id < response_correction.id)"
)
"""A second flag of an answer by the same rule, which says nothing that the first does not say."""
GUARD = "forbid_delete_response_correction"


def drop_second_flags() -> None:
    """Keep the first flag of an answer by a rule, or the index below could not be made.

    Older versions could flag an answer twice. Where such a row was sealed, a tombstone tells that
    it went and why, as for every sealed row that goes; the next seal covers it.
    """
    connection = op.get_bind()
    if not connection.scalar(sa.text(f"SELECT count(*) FROM response_correction WHERE {SECOND}")):
        return
    sealed = connection.scalar(sa.text("SELECT rows FROM seal ORDER BY number DESC LIMIT 1"))
    end = json.loads(sealed).get("response_correction", {}).get("to", 0) if sealed else 0
    connection.execute(
        sa.text(
            "INSERT INTO seal_tombstone (table_name, row_id, reason, erased_at) "
            "SELECT 'response_correction', id, 'second flag', CURRENT_TIMESTAMP "
            f"FROM response_correction WHERE {SECOND} AND id <= :end"
        ),
        {"end": end},
    )
    delete = sa.text(f"DELETE FROM response_correction WHERE {SECOND}")
    if connection.dialect.name == "sqlite":
        find = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"
        guard = connection.scalar(sa.text(find), {"name": GUARD})
        op.execute(f"DROP TRIGGER {GUARD}")
        connection.execute(delete)
        connection.exec_driver_sql(guard)
        return
    op.execute(f"ALTER TABLE response_correction DISABLE TRIGGER {GUARD}")
    connection.execute(delete)
    op.execute(f"ALTER TABLE response_correction ENABLE TRIGGER {GUARD}")


def upgrade() -> None:
    drop_second_flags()
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
