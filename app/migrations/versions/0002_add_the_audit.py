"""Add the audit

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FORBIDDEN = (
    "forbid_insert_audit_event",
    "forbid_update_audit_event",
    "forbid_delete_audit_event",
    "forbid_delete_audit_actor",
    "forbid_delete_audit_head",
)


def forbid(table: str, event: str, sentence: str, *, when: str = "") -> None:
    """Have the database refuse `event` on rows of `table`, saying why (as in revision 0001)."""
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


def upgrade() -> None:
    op.create_table(
        "audit_actor",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.CheckConstraint(
            "kind IN ('person', 'service', 'command', 'system')",
            name=op.f("ck_audit_actor_kind_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_actor")),
    )
    op.create_index("ix_audit_actor_kind_account_id", "audit_actor", ["kind", "account_id"])
    op.create_table(
        "audit_event",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("actor_id", sa.String(length=16), nullable=False),
        sa.Column("thing", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["audit_actor.id"], name=op.f("fk_audit_event_actor_id_audit_actor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_event_digest")),
    )
    op.create_index("ix_audit_event_at", "audit_event", ["at"])
    for column in ("act", "actor_id", "unit_id", "thing"):
        op.create_index(f"ix_audit_event_{column}_id", "audit_event", [column, "id"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("removed_to", NUMBER, nullable=False),
        sa.Column("removed_digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_there_is_one")),
        sa.CheckConstraint(
            "removed_to <= number", name=op.f("ck_audit_head_removed_what_there_was")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    genesis = "0" * 64
    op.bulk_insert(
        head,
        [{"id": 1, "number": 0, "digest": genesis, "removed_to": 0, "removed_digest": genesis}],
    )
    forbid_tampering()


def forbid_tampering() -> None:
    """Let events only be added at the end, and only those go that retention has given up."""
    forbid(
        "audit_event",
        "INSERT",
        "an audit event is only added at the end",
        when="NEW.id <> (SELECT number FROM audit_head)",
    )
    forbid("audit_event", "UPDATE", "an audit event is never changed")
    forbid(
        "audit_event",
        "DELETE",
        "an audit event is kept until its time is over",
        when="OLD.id > (SELECT removed_to FROM audit_head)",
    )
    forbid("audit_actor", "DELETE", "an actor stays, without a name")
    forbid("audit_head", "DELETE", "the head of the audit stays")
    if op.get_bind().dialect.name == "postgresql":
        # TRUNCATE passes by every trigger of a row.
        op.execute(
            "CREATE TRIGGER forbid_truncate_audit_event BEFORE TRUNCATE ON audit_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION forbid_update_audit_event()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in FORBIDDEN:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    op.drop_table("audit_event")
    op.drop_table("audit_head")
    op.drop_table("audit_actor")
