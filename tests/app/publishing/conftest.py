"""A survey whose results can be published; a counter of queries."""

import pytest
from flask import Flask

from tests.app.publishing.made import JANUARY
from tests.app.results.conftest import count_queries
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_target, create_unit

__all__ = ["count_queries"]


@pytest.fixture
def place(app: Flask):
    """A survey of half a year with a counter that shows a figure, and one too small for it."""
    survey = one_stop_survey(code="one")
    create_target()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    here = counter(survey, centre, code="A", name="Quầy A")
    for satisfied, n, unit in ((45, 50, here), (25, 30, counter(survey, centre, code="B"))):
        answer(survey, unit, satisfied, n, answered_at=JANUARY)
    answer(survey, counter(survey, centre, code="C"), 2, 3, answered_at=JANUARY)
    return survey, here
