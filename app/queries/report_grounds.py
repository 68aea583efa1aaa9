"""All that the figures of a survey rest on, small enough to be read for every page of results.

A figure that outlives its grounds is the worst fault of this service. So nothing here trusts that a
change was audited: small tables are taken as they are, large ones counted and summed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.extensions import db
from app.models import (
    CollectionPoint,
    Population,
    Service,
    Survey,
    SurveyPoint,
    SurveyTarget,
    Target,
    Unit,
    UnitFormerName,
    UnitParent,
    UnitSuccessor,
)
from app.queries.invitations import listed_dossiers
from app.queries.results_state import ResultsState, results_state

Rows = tuple[tuple[Any, ...], ...]

WHOLE_TABLES = (Unit, UnitFormerName, UnitParent, UnitSuccessor, Service, Target)
"""Small tables that stand behind every survey: a change of any row may move a figure."""


@dataclass(frozen=True, slots=True)
class ReportGrounds:
    """What a report on a survey rests on; two that are equal give equal reports.

    state : answers, corrections and audited deeds, as numbers
    survey : its columns
    tables : rows of the small tables, points, and the survey's own points, targets and lists
    dossiers : counts and sums over all dossier counts
    """

    state: ResultsState
    survey: tuple[Any, ...]
    tables: tuple[Rows, ...]
    dossiers: tuple[Any, ...]


def report_grounds(survey: Survey) -> ReportGrounds:
    """Read the grounds of a survey's figures. Read them first: what is newer must look newer."""
    listed = ((p, f.place_id, f.count) for p, f in sorted(listed_dossiers(survey.id).items()))
    queries = (*map(_whole, WHOLE_TABLES), _points(), *_own_rows(survey.id))
    return ReportGrounds(
        results_state(survey.id),
        tuple(_frozen(getattr(survey, c.key)) for c in Survey.__table__.columns),
        (*map(_rows, queries), tuple(listed)),
        tuple(db.session.execute(_dossier_sums()).one()),
    )


def _points() -> Select[*tuple[Any, ...]]:
    """All of them: an answer's point may ask for the survey no more."""
    of_point = (CollectionPoint.place_id, CollectionPoint.service_id, CollectionPoint.touchpoint)
    return select(CollectionPoint.id, *of_point, CollectionPoint.mode).order_by(CollectionPoint.id)


def _own_rows(survey_id: int) -> Iterator[Select[*tuple[Any, ...]]]:
    points = select(SurveyPoint.point_id).where(SurveyPoint.survey_id == survey_id)
    yield points.order_by(SurveyPoint.point_id)
    targets = select(SurveyTarget.target_id).where(SurveyTarget.survey_id == survey_id)
    yield targets.order_by(SurveyTarget.target_id)


def _whole(table: Any) -> Select[*tuple[Any, ...]]:
    return select(*table.__table__.columns).order_by(*table.__table__.primary_key)


def _dossier_sums() -> Select[*tuple[Any, ...]]:
    """Entries are only added (a trigger sees to it); a row removed past it moves the sum."""
    return select(func.count(Population.id), func.max(Population.id), func.sum(Population.handled))


def _rows(query: Select[*tuple[Any, ...]]) -> Rows:
    return tuple(map(tuple, db.session.execute(query)))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
