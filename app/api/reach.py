"""What lies within a key's reach; all else is answered like what does not exist."""

from app.errors import NotFound
from app.models import Survey
from app.queries.surveys import list_surveys
from app.scope import Scope


def survey_within(code: str, reach: Scope) -> Survey:
    """Give a survey that asks within reach; raises `NotFound`."""
    found = next((survey for survey in list_surveys(reach) if survey.code == code), None)
    if found is None:
        raise NotFound(f"no survey {code!r} within reach")
    return found


def check_unit(unit_id: int | None, reach: Scope) -> None:
    """Raise `NotFound` for a unit out of reach; none is asked for with None."""
    if unit_id is not None and not reach.covers(unit_id):
        raise NotFound("the unit is out of the key's reach")
