"""How every list of the API opens: a key with the right, a tag, checked arguments, one page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue
from marshmallow import Schema

from app import clock
from app.access import current_scope
from app.api.authentication import note_reading, require_key
from app.api.blueprint import blueprint
from app.api.conditional import answer_if_changed, conditional
from app.api.paging import PageSchema
from app.api.reach import check_unit, survey_within
from app.models import ApiAct, Survey
from app.queries.results_state import results_state
from app.scope import Scope

Answer = Callable[[dict[str, Any]], dict[str, Any]]
Served = Callable[..., ResponseReturnValue]


def listing(
    path: str, act: ApiAct, query: type[Schema], page: type[PageSchema]
) -> Callable[[Answer], Served]:
    """Serve a list at `path` to keys that allow `act`: `query` comes in, a `page` goes out."""

    def decorated(answer: Answer) -> Served:
        described = blueprint.response(200, page)(answer)
        asked: Served = blueprint.arguments(query, location="query")(described)
        served: Served = blueprint.get(path)(require_key(act)(conditional(asked)))
        return served

    return decorated


def results_within(what: str, query: dict[str, Any]) -> tuple[Survey, Scope, date]:
    """Open the results of the survey that is asked for: the survey, the key's reach, the day.

    Raises `NotFound` for a survey or unit out of reach. Nothing more is computed for a program that
    has the answer already: the request ends here with 304.
    """
    reach = current_scope()
    survey = survey_within(query["survey"], reach)
    for name in ("under", "unit_id"):
        check_unit(query.get(name), reach)
    note_reading(f"{what} {survey.code}")
    today = clock.local_day(clock.now())
    answer_if_changed(results_state(survey.id), today, sorted(reach.unit_ids or ()))
    return survey, reach, today
