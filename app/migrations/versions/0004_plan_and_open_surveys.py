"""Plan and open surveys: units, targets and versions of a survey, and its states

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; surveys there are have been opened, at the places of their points."""
    op.add_column("survey", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("survey", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "survey_unit",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("with_subtree", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_unit_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_survey_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("survey_id", "unit_id", name=op.f("pk_survey_unit")),
    )
    op.create_index(op.f("ix_survey_unit_unit_id"), "survey_unit", ["unit_id"])
    op.create_table(
        "survey_target",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_target_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_survey_target_target_id_target")
        ),
        sa.PrimaryKeyConstraint("survey_id", "target_id", name=op.f("pk_survey_target")),
    )
    op.create_index(op.f("ix_survey_target_target_id"), "survey_target", ["target_id"])
    op.create_table(
        "survey_version",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_survey_version_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("survey_id", "since", name=op.f("pk_survey_version")),
    )
    fill_in()


def fill_in() -> None:
    """Say of the surveys there are what the new tables hold: nobody planned them here before."""
    op.execute(
        "UPDATE survey SET opened_at = (SELECT published_at FROM questionnaire_version AS v "
        "WHERE v.id = survey.version_id)"
    )
    op.execute(
        "INSERT INTO survey_version (survey_id, since, version_id) "
        "SELECT id, opened_at, version_id FROM survey"
    )
    op.execute(
        "INSERT INTO survey_unit (survey_id, unit_id, with_subtree) "
        "SELECT DISTINCT sp.survey_id, p.place_id, FALSE FROM survey_point AS sp "
        "JOIN collection_point AS p ON p.id = sp.point_id"
    )


def downgrade() -> None:
    """Take the tables back."""
    op.drop_table("survey_version")
    op.drop_index(op.f("ix_survey_target_target_id"), table_name="survey_target")
    op.drop_table("survey_target")
    op.drop_index(op.f("ix_survey_unit_unit_id"), table_name="survey_unit")
    op.drop_table("survey_unit")
    # In plain SQL: a copy of the table would lose sight of the triggers that read it.
    op.execute("ALTER TABLE survey DROP COLUMN closed_at")
    op.execute("ALTER TABLE survey DROP COLUMN opened_at")
