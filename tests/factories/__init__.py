"""Rows for tests: keywords with defaults, committed, returned."""

from tests.factories.answers import create_answers, create_batch, create_import, create_response
from tests.factories.comments import create_comment, create_tag
from tests.factories.invitations import create_invitations
from tests.factories.people import create_event, create_key, create_staff
from tests.factories.places import (
    create_draft,
    create_point,
    create_survey,
    create_unit,
    create_version,
)
from tests.factories.publications import create_improvement, create_publication
from tests.factories.registers import create_population, create_service, create_target
from tests.factories.reports import create_report
from tests.factories.rows import ACTOR, AUTHENTICATOR, NOW, NUMBERS, PASSWORD, saved

__all__ = [
    "ACTOR",
    "AUTHENTICATOR",
    "NOW",
    "NUMBERS",
    "PASSWORD",
    "create_answers",
    "create_batch",
    "create_comment",
    "create_draft",
    "create_event",
    "create_import",
    "create_improvement",
    "create_invitations",
    "create_key",
    "create_point",
    "create_population",
    "create_publication",
    "create_report",
    "create_response",
    "create_service",
    "create_staff",
    "create_survey",
    "create_tag",
    "create_target",
    "create_unit",
    "create_version",
    "saved",
]
