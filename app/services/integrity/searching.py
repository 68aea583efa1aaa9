"""Searching for evidence beside the pages that show it: `services/beside.py` tells how."""

from collections.abc import Mapping

from flask import current_app

from app.models import Survey
from app.queries.surveys import get_survey_by_id
from app.services.beside import Looks, Seen
from app.services.integrity.evidence import Examined, examined

SURVEYS = 8
"""Of how many surveys a process remembers what was found."""
Searched = Mapping[int, Examined]
"""What a search found at each point."""


def last_search(survey: Survey) -> Seen[Searched] | None:
    """Give what was found last; None where the first search takes longer than a page can wait."""
    return searches().last(survey.id, current_app.config["SEARCH_PATIENCE"])


def searches() -> Looks[int, Searched]:
    """Give what this process found in each survey, and the searches under way."""
    new = Looks[int, Searched]("evidence", _search, SURVEYS)
    kept: Looks[int, Searched] = current_app.extensions.setdefault("integrity_searches", new)
    return kept


def _search(survey_id: int) -> Searched:
    return examined(get_survey_by_id(survey_id))
