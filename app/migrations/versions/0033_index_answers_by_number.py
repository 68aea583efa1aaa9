"""Index answers by survey and number: what came last, and since, without a look at the others

Revision ID: 0033
Revises: 0032
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

NAME = "ix_response_survey_sequence"


def upgrade() -> None:
    op.create_index(NAME, "response", ["survey_id", "sequence"])


def downgrade() -> None:
    op.drop_index(NAME, table_name="response")
