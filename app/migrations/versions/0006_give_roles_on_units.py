"""Give roles on units, from a day to a day, in place of one role for everything."""

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CARRIED = (
    ("administrator", "system_administrator"),
    ("administrator", "survey_administrator"),
    ("designer", "survey_administrator"),
    ("evaluator", "evaluator"),
)
ROLES = (
    "'system_administrator', 'survey_administrator', 'collection_officer', 'evaluator', "
    "'text_reader', 'unit_head', 'interviewer', 'auditor'"
)


def upgrade() -> None:
    # Not in a batch: SQLite would make the table anew, and dropping the old one would take
    # along every row that hangs on an account.
    op.add_column("user", sa.Column("name", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("granted_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_role_grant_role_is_known")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_role_grant_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_role_grant_user_id_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["granted_by"],
            ["user.id"],
            name=op.f("fk_role_grant_granted_by_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["user.id"], name=op.f("fk_role_grant_ended_by_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["carried_from"],
            ["role_grant.id"],
            name=op.f("fk_role_grant_carried_from_role_grant"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index("ix_role_grant_user_role", ["user_id", "role"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_unit_id"), ["unit_id"], unique=False)
    for before, now in CARRIED:
        op.execute(
            "INSERT INTO role_grant (user_id, role, valid_from, granted_at) "
            f"SELECT u.id, '{now}', DATE(u.created_at), u.created_at FROM \"user\" u "
            "JOIN user_role ur ON ur.user_id = u.id JOIN role r ON r.id = ur.role_id "
            f"WHERE r.name = '{before}' AND NOT EXISTS (SELECT 1 FROM role_grant g "
            f"WHERE g.user_id = u.id AND g.role = '{now}')"
        )
    op.drop_table("user_role")
    op.drop_table("role")


def downgrade() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_user_role_role_id_role")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_user_role_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.execute(
        "INSERT INTO role (name) VALUES ('administrator'), ('designer'), ('evaluator')"
    )
    for before, now in (
        ("administrator", "system_administrator"),
        ("designer", "survey_administrator"),
        ("evaluator", "evaluator"),
    ):
        # Only what held everywhere and still holds: the old tables knew no unit and no time.
        op.execute(
            "INSERT INTO user_role (user_id, role_id) SELECT DISTINCT g.user_id, r.id "
            f"FROM role_grant g, role r WHERE r.name = '{before}' AND g.role = '{now}' "
            "AND g.unit_id IS NULL AND g.ended_at IS NULL AND g.valid_to IS NULL"
        )
    op.drop_table("role_grant")
    op.drop_column("user", "name")
