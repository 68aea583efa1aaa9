"""Two people publish, where the setting asks for it: one chooses results, another publishes them.

The second person looks at the figures of that moment, not at those of the proposal.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.actor import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import ProposedPublication
from app.queries.pages import LARGEST_ID
from app.services.auditing import record_event
from app.services.publishing.planning import PublicationRefused, Wanted
from app.services.settings import setting
from surveys.plain_text import one_line


def list_proposals(survey_ids: Collection[int]) -> list[ProposedPublication]:
    """List what waits for a second person, the oldest first."""
    query = select(ProposedPublication).where(ProposedPublication.survey_id.in_(survey_ids))
    return list(db.session.scalars(query.order_by(ProposedPublication.id)))


def get_proposal(proposal_id: int, survey_id: int) -> ProposedPublication:
    """Give what waits of a survey; raises `NotFound`."""
    small = proposal_id <= LARGEST_ID
    found = db.session.get(ProposedPublication, proposal_id) if small else None
    if found is None or found.survey_id != survey_id:
        raise NotFound(f"no proposal {proposal_id}")
    return found


def proposal_for(wanted: Wanted) -> ProposedPublication | None:
    """Find what waits of the very same survey, period, level and index."""
    return db.session.scalar(
        select(ProposedPublication).where(
            ProposedPublication.survey_id == wanted.survey.id,
            ProposedPublication.first_day == wanted.first,
            ProposedPublication.last_day == wanted.last,
            ProposedPublication.level == wanted.level,
            ProposedPublication.formula == wanted.formula,
        )
    )


def needs_another(wanted: Wanted, actor: Actor) -> bool:
    """Tell whether this person cannot publish it: nobody else has asked for it."""
    if not setting("second_person_results"):
        return False
    waiting = proposal_for(wanted)
    return waiting is None or waiting.proposed_by_id == actor.account_id


def propose(wanted: Wanted, *, reason: str, actor: Actor, now: datetime) -> ProposedPublication:
    """Ask a second person to publish; what waits already stays as it is.

    Raises `PublicationRefused` for who is no person.
    """
    if (waiting := proposal_for(wanted)) is not None:
        return waiting
    if actor.account_id is None:
        raise PublicationRefused("", "second_person")
    proposal = ProposedPublication(
        survey_id=wanted.survey.id,
        first_day=wanted.first,
        last_day=wanted.last,
        level=wanted.level,
        formula=wanted.formula,
        reason=one_line(reason) or None,
        proposed_by_id=actor.account_id,
        proposed_at=now,
    )
    db.session.add(proposal)
    db.session.flush()
    _record("publication.propose", proposal, actor, now)
    db.session.commit()
    return proposal


def drop(proposal: ProposedPublication, *, actor: Actor, now: datetime) -> None:
    """Let it wait no longer."""
    _record("publication.drop", proposal, actor, now)
    db.session.delete(proposal)
    db.session.commit()


def _record(act: str, proposal: ProposedPublication, actor: Actor, now: datetime) -> None:
    record_event(
        act,
        actor=actor,
        thing=f"proposal:{proposal.id}",
        unit_id=None,
        now=now,
        survey=proposal.survey.code,
        level=proposal.level,
        formula=proposal.formula,
        first=proposal.first_day.isoformat(),
        last=proposal.last_day.isoformat(),
    )
