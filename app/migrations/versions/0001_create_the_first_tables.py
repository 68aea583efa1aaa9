"""Create the first tables

Revision ID: 0001
Revises:
"""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FORBIDDEN = (
    "forbid_update_response",
    "forbid_delete_response",
    "forbid_update_comment",
    "forbid_update_response_correction",
    "forbid_delete_response_correction",
    "forbid_update_population",
    "forbid_update_questionnaire_version",
    "forbid_delete_questionnaire_version",
    "forbid_insert_unit_parent",
    "forbid_update_unit_parent",
)


def forbid(table: str, event: str, sentence: str, *, when: str = "") -> None:
    """Have the database refuse `event` on rows of `table`, saying why.

    `when` is a condition on OLD or NEW under which it is refused, in SQL both databases read.
    """
    name = f"forbid_{event.lower()}_{table}"
    if op.get_bind().dialect.name == "sqlite":
        condition = f"WHEN {when}" if when else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    # PostgreSQL takes no subquery in WHEN, so the condition stands in the function.
    row = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when or 'TRUE'} THEN RAISE EXCEPTION '{sentence}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def forbid_changes() -> None:
    """Hold what a CHECK cannot: rows that are never changed, and dates that never overlap."""
    forbid("response", "UPDATE", "a response is never changed")
    forbid(
        "response",
        "DELETE",
        "a response is never deleted",
        when="NOT (SELECT demonstration FROM survey WHERE survey.id = OLD.survey_id)",
    )
    forbid("comment", "UPDATE", "a comment is never changed")
    forbid("response_correction", "UPDATE", "a correction is never changed")
    # Without its row a withdrawn answer would count again.
    forbid(
        "response_correction",
        "DELETE",
        "a correction is never deleted",
        when="EXISTS (SELECT 1 FROM response JOIN survey ON survey.id = response.survey_id "
        "WHERE response.key = OLD.response_key AND NOT survey.demonstration)",
    )
    forbid("population", "UPDATE", "a population is corrected by a new row")
    forbid("questionnaire_version", "UPDATE", "a published version is never changed")
    forbid(
        "questionnaire_version",
        "DELETE",
        "a published version is never deleted",
        when="NOT (SELECT demonstration FROM questionnaire WHERE id = OLD.questionnaire_id)",
    )
    overlap = (
        "EXISTS (SELECT 1 FROM unit_parent AS other WHERE other.unit_id = NEW.unit_id "
        "AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from) "
        "AND (NEW.valid_to IS NULL OR NEW.valid_to >= other.valid_from){but_itself})"
    )
    itself = " AND NOT (other.unit_id = OLD.unit_id AND other.valid_from = OLD.valid_from)"
    sentence = "a unit has one parent at a time"
    forbid("unit_parent", "INSERT", sentence, when=overlap.format(but_itself=""))
    forbid("unit_parent", "UPDATE", sentence, when=overlap.format(but_itself=itself))


def insert_default_target(target: sa.Table) -> None:
    """Ship the target of the 2011-2020 programme as a row that a province can end and replace."""
    op.bulk_insert(
        target,
        [
            {
                "value": 0.8,
                "valid_from": date(2011, 11, 8),
                "source_vi": "Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ",
                "source_en": "Government Resolution 30c/NQ-CP of 8 November 2011",
            }
        ],
    )


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("code", name=op.f("uq_questionnaire_code")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_vi", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=True),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "sector IN ('administration', 'education', 'health')",
            name=op.f("ck_service_sector_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("code", name=op.f("uq_service_code")),
    )
    target = op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=True),
        sa.Column("unit_kind", sa.String(length=32), nullable=True),
        sa.Column("formula", sa.String(length=64), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source_vi", sa.String(length=300), nullable=False),
        sa.Column("source_en", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_target_ends_after_it_begins"),
        ),
        sa.CheckConstraint("value > 0 AND value < 1", name=op.f("ck_target_value_between_0_and_1")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('province', 'district', 'commune', 'department', 'provincial_centre', 'commune_centre', 'vertical_agency', 'counter', 'school', 'course', 'hospital', 'hospital_department', 'health_station')",
            name=op.f("ck_unit_kind_is_known"),
        ),
        sa.CheckConstraint(
            "sector IN ('administration', 'education', 'health')",
            name=op.f("ck_unit_sector_is_known"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_ends_after_it_begins")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_code"), ["code"], unique=False)
        batch_op.create_index(
            "uq_unit_code_in_force",
            ["kind", "code"],
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )

    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
    )
    op.create_table(
        "collection_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("touchpoint", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "mode IN ('self_phone', 'kiosk', 'online', 'interviewer', 'assisted', 'paper', 'imported')",
            name=op.f("ck_collection_point_mode_is_known"),
        ),
        sa.CheckConstraint(
            "touchpoint IN ('desk_poster', 'receipt_slip', 'supplement_slip', 'refusal_slip', 'result_slip', 'kiosk', 'online', 'post', 'paper', 'import')",
            name=op.f("ck_collection_point_touchpoint_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["unit.id"], name=op.f("fk_collection_point_body_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["unit.id"], name=op.f("fk_collection_point_place_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_collection_point_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_point")),
    )
    with op.batch_alter_table("collection_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_point_body_id"), ["body_id"], unique=False)
        batch_op.create_index(
            "uq_collection_point_all_services",
            ["place_id", "body_id", "touchpoint", "mode"],
            unique=True,
            sqlite_where=sa.text("service_id IS NULL"),
            postgresql_where=sa.text("service_id IS NULL"),
        )
        batch_op.create_index(
            "uq_collection_point_with_service",
            ["place_id", "body_id", "service_id", "touchpoint", "mode"],
            unique=True,
            sqlite_where=sa.text("service_id IS NOT NULL"),
            postgresql_where=sa.text("service_id IS NOT NULL"),
        )

    op.create_table(
        "population",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "handled >= 0 AND on_time >= 0 AND late >= 0 AND refused >= 0",
            name=op.f("ck_population_counts_not_negative"),
        ),
        sa.CheckConstraint(
            "on_time + late = handled", name=op.f("ck_population_on_time_and_late_make_handled")
        ),
        sa.CheckConstraint(
            "period_end >= period_start", name=op.f("ck_population_period_ends_after_it_starts")
        ),
        sa.CheckConstraint("refused <= handled", name=op.f("ck_population_refused_among_handled")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_population_service_id_service")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_population_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
    )
    with op.batch_alter_table("population", schema=None) as batch_op:
        batch_op.create_index(
            "ix_population_unit_period", ["unit_id", "period_start", "period_end"], unique=False
        )

    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "document",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_questionnaire_version_number_from_1")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_questionnaire_version_questionnaire_id_questionnaire"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint(
            "questionnaire_id",
            "number",
            name=op.f("uq_questionnaire_version_questionnaire_id_number"),
        ),
    )
    op.create_table(
        "unit_parent",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("unit_id <> parent_id", name=op.f("ck_unit_parent_not_its_own_parent")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_unit_parent_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_parent_id_unit")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_parent_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "valid_from", name=op.f("pk_unit_parent")),
    )
    with op.batch_alter_table("unit_parent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "uq_unit_parent_in_force",
            ["unit_id"],
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )

    op.create_table(
        "unit_successor",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('merge', 'split', 'rename', 'dissolve')",
            name=op.f("ck_unit_successor_kind_is_known"),
        ),
        sa.CheckConstraint(
            "old_id <> new_id", name=op.f("ck_unit_successor_not_its_own_successor")
        ),
        sa.CheckConstraint(
            "share > 0 AND share <= 1", name=op.f("ck_unit_successor_share_between_0_and_1")
        ),
        sa.ForeignKeyConstraint(
            ["new_id"], ["unit.id"], name=op.f("fk_unit_successor_new_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["old_id"], ["unit.id"], name=op.f("fk_unit_successor_old_id_unit")
        ),
        sa.PrimaryKeyConstraint("old_id", "new_id", "happened_on", name=op.f("pk_unit_successor")),
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
    op.create_table(
        "access_code",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("redirects_to", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "redirects_to IS NULL OR redirects_to <> code",
            name=op.f("ck_access_code_not_onto_itself"),
        ),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["collection_point.id"],
            name=op.f("fk_access_code_point_id_collection_point"),
        ),
        sa.ForeignKeyConstraint(
            ["redirects_to"],
            ["access_code.code"],
            name=op.f("fk_access_code_redirects_to_access_code"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_access_code")),
    )
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_code_point_id"), ["point_id"], unique=False)

    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("title_vi", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "formulas",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("confidence_level", sa.Double(), nullable=False),
        sa.Column("minimum_cell", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "sector IN ('administration', 'education', 'health')",
            name=op.f("ck_survey_sector_is_known"),
        ),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_survey_closes_after_it_opens")),
        sa.CheckConstraint(
            "confidence_level > 0 AND confidence_level < 1",
            name=op.f("ck_survey_level_between_0_and_1"),
        ),
        sa.CheckConstraint(
            "minimum_cell BETWEEN 3 AND 20", name=op.f("ck_survey_minimum_cell_from_3_to_20")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_survey_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("code", name=op.f("uq_survey_code")),
    )
    op.create_table(
        "response_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("mapping_digest", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_response_import_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_import")),
    )
    op.create_table(
        "survey_point",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["collection_point.id"],
            name=op.f("fk_survey_point_point_id_collection_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_point_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("survey_id", "point_id", name=op.f("pk_survey_point")),
    )
    with op.batch_alter_table("survey_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_point_point_id"), ["point_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration", sa.Integer(), nullable=True),
        sa.Column(
            "answers",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("receipt_digest", sa.String(length=64), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "mode IN ('self_phone', 'kiosk', 'online', 'interviewer', 'assisted', 'paper', 'imported')",
            name=op.f("ck_response_mode_is_known"),
        ),
        sa.CheckConstraint(
            "duration IS NULL OR duration >= 0", name=op.f("ck_response_duration_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["response_import.id"],
            name=op.f("fk_response_import_id_response_import"),
        ),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["collection_point.id"],
            name=op.f("fk_response_point_id_collection_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_response_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_response_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_response_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_response")),
        sa.UniqueConstraint("key", name=op.f("uq_response_key")),
        sa.UniqueConstraint("receipt_digest", name=op.f("uq_response_receipt_digest")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_response_survey_answered_at", ["survey_id", "answered_at"], unique=False
        )

    op.create_table(
        "comment",
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_key"],
            ["response.key"],
            name=op.f("fk_comment_response_key_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_key", "item", name=op.f("pk_comment")),
    )
    op.create_table(
        "response_correction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=True),
        sa.Column(
            "evidence",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'exclusion' OR (actor_id IS NOT NULL AND reason IS NOT NULL)",
            name=op.f("ck_response_correction_exclusion_has_actor_and_reason"),
        ),
        sa.CheckConstraint(
            "kind <> 'flag' OR rule IS NOT NULL",
            name=op.f("ck_response_correction_flag_has_a_rule"),
        ),
        sa.CheckConstraint(
            "kind <> 'withdrawal' OR actor_id IS NULL",
            name=op.f("ck_response_correction_withdrawal_names_nobody"),
        ),
        sa.CheckConstraint(
            "kind IN ('flag', 'exclusion', 'withdrawal')",
            name=op.f("ck_response_correction_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user.id"], name=op.f("fk_response_correction_actor_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["response_key"],
            ["response.key"],
            name=op.f("fk_response_correction_response_key_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_correction")),
    )
    with op.batch_alter_table("response_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_response_correction_response_key"), ["response_key"], unique=False
        )
        batch_op.create_index(
            "uq_response_correction_withdrawal",
            ["response_key"],
            unique=True,
            sqlite_where=sa.text("kind = 'withdrawal'"),
            postgresql_where=sa.text("kind = 'withdrawal'"),
        )
    forbid_changes()
    insert_default_target(target)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in FORBIDDEN:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    with op.batch_alter_table("response_correction", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_response_correction_withdrawal",
            sqlite_where=sa.text("kind = 'withdrawal'"),
            postgresql_where=sa.text("kind = 'withdrawal'"),
        )
        batch_op.drop_index(batch_op.f("ix_response_correction_response_key"))

    op.drop_table("response_correction")
    op.drop_table("comment")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index("ix_response_survey_answered_at")

    op.drop_table("response")
    with op.batch_alter_table("survey_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_point_point_id"))

    op.drop_table("survey_point")
    op.drop_table("response_import")
    op.drop_table("survey")
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_code_point_id"))

    op.drop_table("access_code")
    op.drop_table("user_role")
    op.drop_table("unit_successor")
    with op.batch_alter_table("unit_parent", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_unit_parent_in_force",
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_unit_parent_parent_id"))

    op.drop_table("unit_parent")
    op.drop_table("questionnaire_version")
    with op.batch_alter_table("population", schema=None) as batch_op:
        batch_op.drop_index("ix_population_unit_period")

    op.drop_table("population")
    with op.batch_alter_table("collection_point", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_collection_point_with_service",
            sqlite_where=sa.text("service_id IS NOT NULL"),
            postgresql_where=sa.text("service_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_collection_point_all_services",
            sqlite_where=sa.text("service_id IS NULL"),
            postgresql_where=sa.text("service_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_collection_point_body_id"))

    op.drop_table("collection_point")
    op.drop_table("user")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_unit_code_in_force",
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_unit_code"))

    op.drop_table("unit")
    op.drop_table("target")
    op.drop_table("service")
    op.drop_table("role")
    op.drop_table("questionnaire")
