"""Add settings and tasks

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FORBIDDEN = ("forbid_update_setting_value", "forbid_delete_setting_value")


def upgrade() -> None:
    op.create_table(
        "setting_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column(
            "value",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_value")),
    )
    op.create_index("ix_setting_value_name_id", "setting_value", ["name", "id"])
    op.create_table(
        "task_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('running', 'done', 'failed', 'cut_off')",
            name=op.f("ck_task_run_outcome_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_run")),
    )
    op.create_index("ix_task_run_name_id", "task_run", ["name", "id"])
    op.create_table(
        "task_schedule",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("running_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["running_id"],
            ["task_run.id"],
            name=op.f("fk_task_schedule_running_id_task_run"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_task_schedule")),
    )
    forbid_changes()


def forbid_changes() -> None:
    """Keep every value a setting had: which one was in force when can always be told."""
    sentence = "a setting gets a new row"
    for name in FORBIDDEN:
        event = name.split("_")[1].upper()
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON setting_value "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON setting_value "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in FORBIDDEN:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    op.drop_table("task_schedule")
    op.drop_table("task_run")
    op.drop_table("setting_value")
