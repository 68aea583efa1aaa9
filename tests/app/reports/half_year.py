"""A finished survey at six counters of a centre.

The fourth is too small to be shown; the fifth misses the target by itself, but not surely enough to
be named among so many.
"""

from datetime import UTC, datetime

from app.models import Survey, Unit
from app.services.reports.contents import Parameters
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_target, create_unit

MADE = datetime(2026, 7, 2, 3, 0, tzinfo=UTC)
ANSWERS = ((45, 50), (30, 40), (33, 35), (2, 3), (34, 50), (9, 15))


def half_year() -> tuple[Survey, Unit]:
    """The survey and the centre."""
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm Vân Phú")
    create_target(value=0.8)
    for number, (satisfied, n) in enumerate(ANSWERS, 1):
        # The same codes each time: a picture that was drawn for another test is not drawn again.
        place = counter(survey, centre, name=f"Quầy số {number}", code=f"quay-{number}")
        answer(survey, place, satisfied, n)
    return survey, centre


def parameters(survey: Survey, unit: Unit, **changes) -> Parameters:
    """Of a report on the counters below a unit."""
    given = {
        "survey_id": survey.id,
        "unit_id": unit.id,
        "first": survey.opens_on,
        "last": survey.closes_on,
        "formula": "people_top2",
        "level": "counter",
        "tree_of": None,
        "made_at": MADE,
        "seal_number": None,
        "code_version": "c" * 64,
    }
    return Parameters(**given | changes)
