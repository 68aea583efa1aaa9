"""Make comments ready for reading, with tags

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "readable_comment",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column("spelled", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_key", "item"],
            ["comment.response_key", "comment.item"],
            name=op.f("fk_readable_comment_response_key_item_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readable_comment")),
        sa.UniqueConstraint(
            "response_key", "item", name=op.f("uq_readable_comment_response_key_item")
        ),
    )
    op.create_index("ix_readable_comment_survey_id_id", "readable_comment", ["survey_id", "id"])
    op.create_table(
        "comment_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("keywords", DOCUMENT, nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_comment_tag_name")),
    )
    op.create_table(
        "comment_tagging",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(16), nullable=False),
        sa.Column("given", sa.String(16), nullable=False),
        sa.CheckConstraint(
            "given IN ('keyword', 'hand', 'removed')",
            name=op.f("ck_comment_tagging_given_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["readable_comment.id"],
            name=op.f("fk_comment_tagging_comment_id_readable_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["comment_tag.id"],
            name=op.f("fk_comment_tagging_tag_id_comment_tag"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tag_id", "comment_id", name=op.f("pk_comment_tagging")),
    )
    op.create_index(op.f("ix_comment_tagging_comment_id"), "comment_tagging", ["comment_id"])


def downgrade() -> None:
    op.drop_table("comment_tagging")
    op.drop_table("comment_tag")
    op.drop_table("readable_comment")
