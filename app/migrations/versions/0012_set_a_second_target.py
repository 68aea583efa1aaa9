"""Set a second target beside the first

Revision ID: 0012
Revises: 0011
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SOURCE_VI = (
    "Nghị quyết số 76/NQ-CP ngày 15/07/2021 của Chính phủ: tối thiểu 90% vào năm 2025 "
    "(cần đối chiếu nguyên văn trước khi viện dẫn)"
)
SOURCE_EN = (
    "Government Resolution 76/NQ-CP of 15 July 2021: at least 90 % by 2025 "
    "(compare the wording before citing it)"
)


def upgrade() -> None:
    # Written out: SQLite adds a column with its check in place.
    op.execute(
        "ALTER TABLE target ADD COLUMN place INTEGER NOT NULL DEFAULT 1 "
        "CONSTRAINT ck_target_place_is_known CHECK (place IN (1, 2))"
    )
    target = sa.table(
        "target",
        *(sa.column(name) for name in ("value", "place", "sector", "source_vi", "source_en")),
        sa.column("valid_from", sa.Date()),
    )
    op.bulk_insert(
        target,
        [
            {
                "value": 0.9,
                "place": 2,
                "sector": "administration",
                "valid_from": date(2021, 7, 15),
                "source_vi": SOURCE_VI,
                "source_en": SOURCE_EN,
            }
        ],
    )


def downgrade() -> None:
    op.execute("DELETE FROM survey_target WHERE target_id IN (SELECT id FROM target WHERE place = 2)")
    op.execute("DELETE FROM target WHERE place = 2")
    op.execute("ALTER TABLE target DROP COLUMN place")
