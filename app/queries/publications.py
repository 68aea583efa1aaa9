"""What was made public, and what was changed because of the answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased, defer

from app.errors import NotFound
from app.extensions import db
from app.models import Improvement, Publication, Survey, Unit
from app.queries.pages import LARGEST_ID


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication in a list, without its rows; `corrected_by` is the one that corrects it."""

    publication: Publication
    survey: Survey
    corrected_by: int | None

    @property
    def changed_at(self) -> datetime:
        """When it was published, or withdrawn since."""
        return self.publication.withdrawn_at or self.publication.published_at

    @property
    def in_force(self) -> bool:
        """Whether it is neither withdrawn nor corrected."""
        return self.publication.withdrawn_at is None and self.corrected_by is None


@dataclass(frozen=True, slots=True)
class PublicationState:
    """What tells a publication's page of now from one of before."""

    digest: str
    withdrawn_at: datetime | None
    corrected_by: int | None


def list_publications(survey_ids: Collection[int] | None = None) -> list[Listed]:
    """List publications, the newest first; of some surveys, if any are named."""
    later = aliased(Publication)
    query = (
        select(Publication, Survey, later.id)
        .options(defer(Publication.document))
        .join(Survey, Survey.id == Publication.survey_id)
        .outerjoin(later, later.replaces_id == Publication.id)
        .order_by(Publication.id.desc())
    )
    if survey_ids is not None:
        query = query.where(Publication.survey_id.in_(survey_ids))
    return [Listed(*row) for row in db.session.execute(query)]


def get_publication(publication_id: int) -> Publication:
    """Give one publication with its rows; raises `NotFound`."""
    small = publication_id <= LARGEST_ID
    found = db.session.get(Publication, publication_id) if small else None
    if found is None:
        raise NotFound(f"no publication {publication_id}")
    return found


def publication_state(publication_id: int) -> PublicationState:
    """Tell how a publication stands, without its rows; raises `NotFound`."""
    later = aliased(Publication)
    query = (
        select(Publication.digest, Publication.withdrawn_at, later.id)
        .outerjoin(later, later.replaces_id == Publication.id)
        .where(Publication.id == publication_id)
    )
    found = db.session.execute(query).one_or_none() if publication_id <= LARGEST_ID else None
    if found is None:
        raise NotFound(f"no publication {publication_id}")
    return PublicationState(*found)


def list_documents(survey_id: int) -> list[tuple[int, str]]:
    """List number and document of everything published of a survey, also withdrawn."""
    query = select(Publication.id, Publication.document).where(Publication.survey_id == survey_id)
    return [(row.id, row.document) for row in db.session.execute(query.order_by(Publication.id))]


def list_improvements(*, of_units: Collection[int] | None = None) -> list[tuple[Improvement, Unit]]:
    """List what stands there for everybody, the newest deed first, each with its unit."""
    query = (
        select(Improvement, Unit)
        .join(Unit, Unit.id == Improvement.unit_id)
        .where(Improvement.taken_down_at.is_(None))
        .order_by(Improvement.done_on.desc(), Improvement.id.desc())
    )
    if of_units is not None:
        query = query.where(Improvement.unit_id.in_(of_units))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def void_publications() -> frozenset[int]:
    """Tell which publications were withdrawn or corrected: no movement rests on them any more."""
    withdrawn = select(Publication.id).where(Publication.withdrawn_at.is_not(None))
    corrected = select(Publication.replaces_id).where(Publication.replaces_id.is_not(None))
    return frozenset(
        number for number in db.session.scalars(withdrawn.union(corrected)) if number is not None
    )


def get_improvement(improvement_id: int) -> Improvement:
    """Give one entry; raises `NotFound`."""
    small = improvement_id <= LARGEST_ID
    found = db.session.get(Improvement, improvement_id) if small else None
    if found is None:
        raise NotFound(f"no improvement {improvement_id}")
    return found
