"""Deciding about answers on the review list: left out or kept, by whom and why."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import CollectionPoint, CorrectionKind, KeptAnswer, ResponseCorrection, Survey
from app.queries.units import parents_on
from app.scope import Scope
from app.services.auditing import record_event
from app.services.rights.independence import OfTheRatedOffice, is_of_rated_office

EXCLUDE, KEEP = "exclude", "keep"


def may_decide(point: CollectionPoint, actor: Actor, scope: Scope, now: datetime) -> bool:
    """Tell whether a person stands above the office that is rated, and is not of it."""
    today = clock.local_day(now)
    above = parents_on(today).get(point.body_id)
    if not scope.is_everything and (above is None or not scope.covers(above)):
        return False
    account = actor.account_id
    return account is None or not is_of_rated_office(account, [point.id], today)


def decide_answers(
    survey: Survey,
    point: CollectionPoint,
    keys: Collection[UUID],
    decision: str,
    reason: str,
    *,
    actor: Actor,
    scope: Scope,
    now: datetime,
) -> None:
    """Leave answers out or keep them, in one transaction; the latest decision is in force.

    Raises `OfTheRatedOffice`.
    """
    if not may_decide(point, actor, scope, now):
        raise OfTheRatedOffice("the rated office does not decide about its own answers")
    for key in keys:
        if decision == EXCLUDE:
            db.session.add(
                ResponseCorrection(
                    response_key=key,
                    kind=CorrectionKind.EXCLUSION.value,
                    actor_id=actor.id,
                    reason=reason,
                    made_at=now,
                )
            )
        else:
            db.session.add(
                KeptAnswer(response_key=key, actor_id=actor.id, reason=reason, made_at=now)
            )
    record_event(
        "response.exclude" if decision == EXCLUDE else "response.keep",
        actor=actor,
        thing=f"survey:{survey.code}",
        unit_id=point.place_id,
        now=now,
        point=point.id,
        count=len(keys),
        reason=reason,
    )
    db.session.commit()
