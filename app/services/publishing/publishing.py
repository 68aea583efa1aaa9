"""The deliberate act: freezing a plan, and taking a publication back."""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Publication
from app.queries.seals import latest_seal
from app.services.auditing import record_event
from app.services.publishing.documents import text_of
from app.services.publishing.planning import Plan, PublicationRefused
from app.services.publishing.second_person import needs_another, proposal_for
from surveys.plain_text import one_line


def publish(plan: Plan, *, reason: str, actor: Actor, now: datetime) -> Publication:
    """Make a plan public in one transaction, with the newest seal in it.

    Raises `PublicationRefused` where it would give something away, corrects nothing, corrects
    something without saying why, or where somebody else has to publish it.
    """
    reason = one_line(reason)
    check(plan, reason)
    if needs_another(plan.wanted, actor):
        raise PublicationRefused("", "second_person")
    if (waiting := proposal_for(plan.wanted)) is not None:
        db.session.delete(waiting)
    document = plan.document(published_on=clock.local_day(now), seal=latest_seal())
    text, digest = text_of(document)
    wanted = plan.wanted
    made = Publication(
        survey_id=wanted.survey.id,
        first_day=wanted.first,
        last_day=wanted.last,
        level=wanted.level,
        formula=wanted.formula,
        document=text,
        digest=digest,
        published_at=now,
        replaces_id=plan.replaces.publication.id if plan.replaces else None,
        reason=reason if plan.replaces else None,
        demonstration=wanted.survey.demonstration,
    )
    db.session.add(made)
    db.session.flush()
    record_event(
        "publication.make",
        actor=actor,
        thing=f"publication:{made.id}",
        unit_id=None,
        now=now,
        survey=wanted.survey.code,
        digest=digest,
        replaces=made.replaces_id,
    )
    db.session.commit()
    return made


def check(plan: Plan, reason: str) -> None:
    """Raise `PublicationRefused` for what cannot be published."""
    if plan.clashes:
        raise PublicationRefused("", "gives_away")
    if not plan.is_changed:
        raise PublicationRefused("", "unchanged")
    if plan.replaces and not reason:
        raise PublicationRefused("reason", "no_reason")
    if plan.replaces and db.session.scalar(
        select(Publication.id).where(Publication.replaces_id == plan.replaces.publication.id)
    ):
        raise PublicationRefused("", "unchanged")


def withdraw(made: Publication, *, because: str, actor: Actor, now: datetime) -> None:
    """Take a publication back; that it stood there, until when and why stays to be read."""
    because = one_line(because)
    if not because:
        raise PublicationRefused("because", "no_reason")
    if made.withdrawn_at is not None:
        raise AlreadyWithdrawn(f"publication {made.id}")
    made.withdrawn_at, made.withdrawn_because = now, because
    record_event(
        "publication.withdraw",
        actor=actor,
        thing=f"publication:{made.id}",
        unit_id=None,
        now=now,
    )
    db.session.commit()


class AlreadyWithdrawn(LangNgheError):
    """It was taken back before."""
