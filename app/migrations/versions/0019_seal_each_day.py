"""Seal each day

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("seal_leaves", "seal_tombstone", "seal")


def forbid(table: str, event: str, sentence: str) -> None:
    """Have the database refuse `event` on rows of `table` (as in 0001)."""
    name = f"forbid_{event.lower()}_{table}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.UniqueConstraint("digest", name=op.f("uq_seal_digest")),
    )
    op.create_table(
        "seal_leaves",
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_number"], ["seal.number"], name=op.f("fk_seal_leaves_seal_number_seal")
        ),
        sa.PrimaryKeyConstraint("seal_number", "table_name", name=op.f("pk_seal_leaves")),
    )
    op.create_table(
        "seal_tombstone",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("row_id", NUMBER, nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(reason) > 0", name=op.f("ck_seal_tombstone_reason_is_there")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_tombstone")),
    )
    for table in TABLES:
        forbid(table, "UPDATE", "what was sealed is never changed")
        forbid(table, "DELETE", "what was sealed stays sealed")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for event in ("update", "delete"):
                op.execute(f"DROP FUNCTION forbid_{event}_{table}() CASCADE")
    for table in TABLES:
        op.drop_table(table)
