"""Let lists of comments be read from their indexes

Revision ID: 0028
Revises: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

COMMENTS, TAGGINGS = "readable_comment", "comment_tagging"


def upgrade() -> None:
    op.create_index(
        "ix_readable_comment_cell",
        COMMENTS,
        ["survey_id", "id", "unit_id", "month", "response_key"],
    )
    op.drop_index("ix_readable_comment_survey_id_id", COMMENTS)
    op.create_index(
        "ix_comment_tagging_comment_id_given_tag_id", TAGGINGS, ["comment_id", "given", "tag_id"]
    )
    op.drop_index("ix_comment_tagging_comment_id", TAGGINGS)


def downgrade() -> None:
    op.create_index("ix_comment_tagging_comment_id", TAGGINGS, ["comment_id"])
    op.drop_index("ix_comment_tagging_comment_id_given_tag_id", TAGGINGS)
    op.create_index("ix_readable_comment_survey_id_id", COMMENTS, ["survey_id", "id"])
    op.drop_index("ix_readable_comment_cell", COMMENTS)
