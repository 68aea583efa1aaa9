"""Imports of answers: the list, one of them, and the units a survey's file may name."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from app.errors import NotFound
from app.extensions import db
from app.models import ResponseImport, Survey, User
from app.queries.dated_units import list_dated_units
from app.queries.pages import LARGEST_ID
from app.queries.units import UnitFacts, list_units, survey_unit_ids


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import and its survey; `taken_back_by` is the account of whoever took it back."""

    record: ResponseImport
    survey: Survey
    taken_back_by: User | None


def list_imports() -> list[ListedImport]:
    """List every import, the latest first."""
    return _listed()


def get_import(import_id: int) -> ListedImport:
    """Give one import; raises `NotFound`."""
    found = _listed(ResponseImport.id == import_id) if import_id <= LARGEST_ID else []
    if not found:
        raise NotFound("no such import")
    return found[0]


def _listed(*conditions: ColumnElement[bool]) -> list[ListedImport]:
    query = (
        select(ResponseImport, Survey, User)
        .join(Survey, Survey.id == ResponseImport.survey_id)
        .outerjoin(User, User.id == ResponseImport.taken_back_by)
        .where(*conditions)
        .order_by(ResponseImport.id.desc())
    )
    return [ListedImport(*row) for row in db.session.execute(query)]


def units_for_survey(survey: Survey) -> list[UnitFacts]:
    """List the units that a file for a survey may name: where it asks, else all of its time."""
    first, last = survey.opens_on, survey.closes_on
    asked = survey_unit_ids(survey.id, first, last) or {
        unit.id for unit in list_dated_units() if unit.was_there_between(first, last)
    }
    return [unit for unit in list_units() if unit.id in asked]
