"""Add retention and notices

Revision ID: 0013
Revises: 0012
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SENTENCE = "free text is kept until its time is over or its author withdraws it"
TOO_YOUNG = (
    "EXISTS (SELECT 1 FROM response JOIN survey ON survey.id = response.survey_id "
    "WHERE response.key = OLD.response_key AND NOT survey.demonstration "
    "AND response.answered_at >= (SELECT before FROM retention_limit WHERE kind = 'comment') "
    "AND NOT EXISTS (SELECT 1 FROM response_correction WHERE kind = 'withdrawal' "
    "AND response_correction.response_key = OLD.response_key))"
)
BACKWARDS = "NEW.before < OLD.before OR NEW.kind <> OLD.kind"


def forbid(name: str, table: str, event: str, sentence: str, when: str) -> None:
    """Have the database refuse `event` on rows of `table` under a condition (as in 0001)."""
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
    limit = op.create_table(
        "retention_limit",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_retention_limit")),
    )
    # Nothing is old enough yet. Written as the application writes moments.
    op.bulk_insert(limit, [{"kind": "comment", "before": datetime(1970, 1, 1)}])
    forbid("forbid_delete_comment", "comment", "DELETE", SENTENCE, TOO_YOUNG)
    sentence = "a retention limit only moves forward"
    forbid("forbid_update_retention_limit", "retention_limit", "UPDATE", sentence, BACKWARDS)
    sentence = "a retention limit stays"
    forbid("forbid_delete_retention_limit", "retention_limit", "DELETE", sentence, "")


    add_notices()


LAW = (
    "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Nghị định số 356/2025/NĐ-CP "
    "(hiệu lực từ ngày 01/01/2026)."
)
SHIPPED = (
    (
        "administration",
        "Phiếu này do cơ quan có tên nêu trên thu thập để đo mức độ hài lòng và cải thiện việc "
        "phục vụ. Ông/Bà tự nguyện tham gia; không trả lời cũng không ảnh hưởng đến hồ sơ.",
        "The agency named above collects this form to measure satisfaction and to improve its "
        "service. Taking part is voluntary; not answering has no effect on your dossier.",
    ),
    (
        "health",
        "Phiếu này do cơ sở y tế có tên nêu trên thu thập để đo mức độ hài lòng và cải thiện chất "
        "lượng phục vụ. Ông/Bà tự nguyện tham gia; không trả lời cũng không ảnh hưởng đến việc "
        "khám, chữa bệnh.",
        "The health facility named above collects this form to measure satisfaction and to improve "
        "its service. Taking part is voluntary; not answering has no effect on your treatment.",
    ),
    (
        "education",
        "Phiếu này dành cho cha mẹ hoặc người giám hộ của học sinh; xin không để học sinh tự điền. "
        "Nhà trường thu thập để đo mức độ hài lòng và cải thiện việc phục vụ. Ông/Bà tự nguyện "
        "tham gia; không trả lời cũng không ảnh hưởng đến việc học của con.",
        "This form is for parents or guardians; please do not let pupils fill it in themselves. "
        "The school collects it to measure satisfaction and to improve its service. Taking part is "
        "voluntary; not answering has no effect on the child.",
    ),
)
"""What citizens of each sector are told until a province publishes its own words."""


def add_notices() -> None:
    """Make the table with the shipped notices, in force since the law is, and never changed."""
    sectors = ", ".join(f"'{sector}'" for sector in ("administration", "education", "health"))
    notices = op.create_table(
        "notice_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=True),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("law", sa.String(length=300), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            f"sector IN ({sectors})", name=op.f("ck_notice_version_sector_is_known")
        ),
        sa.CheckConstraint(
            "(sector IS NULL) <> (survey_id IS NULL)",
            name=op.f("ck_notice_version_for_a_sector_or_a_survey"),
        ),
        sa.CheckConstraint(
            "length(text_vi) > 0", name=op.f("ck_notice_version_vietnamese_is_there")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_notice_version_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_version")),
    )
    op.create_index("ix_notice_version_sector_id", "notice_version", ["sector", "id"])
    op.create_index("ix_notice_version_survey_id_id", "notice_version", ["survey_id", "id"])
    since = datetime(2026, 1, 1)
    op.bulk_insert(
        notices,
        [
            {"sector": sector, "text_vi": vi, "text_en": en, "law": LAW, "published_at": since}
            for sector, vi, en in SHIPPED
        ],
    )
    sentence = "a notice gets a new version"
    forbid("forbid_update_notice_version", "notice_version", "UPDATE", sentence, "")
    # The notices of a survey of the demonstration, or of a plan that is given up, go with it.
    in_use = "OLD.survey_id IS NULL OR EXISTS (SELECT 1 FROM survey WHERE survey.id = OLD.survey_id)"
    forbid("forbid_delete_notice_version", "notice_version", "DELETE", sentence, in_use)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for event in ("update", "delete"):
            op.execute(f"DROP FUNCTION forbid_{event}_notice_version() CASCADE")
    op.drop_table("notice_version")
    op.execute("DROP TRIGGER forbid_delete_comment" + on_table("comment"))
    if op.get_bind().dialect.name == "postgresql":
        for name in ("comment", "retention_limit"):
            op.execute(f"DROP FUNCTION forbid_delete_{name}() CASCADE")
        op.execute("DROP FUNCTION forbid_update_retention_limit() CASCADE")
    op.drop_table("retention_limit")


def on_table(name: str) -> str:
    """PostgreSQL asks for the table of a trigger, SQLite does not take it."""
    return f" ON {name}" if op.get_bind().dialect.name == "postgresql" else ""
