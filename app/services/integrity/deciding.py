"""Deciding about answers on the review list: left out or kept, by whom and why."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import CollectionPoint, CorrectionKind, KeptAnswer, ResponseCorrection, Survey
from app.queries.units import parents_on
from app.scope import Scope
from app.services.auditing import record_event
from app.services.rights.independence import OfTheRatedOffice, is_of_rated_office

EXCLUDE, KEEP = "exclude", "keep"


@dataclass(frozen=True)
class Suspected:
    """Answers that somebody decides about.

    rule : what they are suspected of, if that is known
    keys : the answers as they are in question now
    shown : the digest of those that the person was shown
    """

    rule: str | None
    keys: tuple[UUID, ...]
    shown: str


class OthersNow(LangNgheError):
    """Other answers are in question than when the page was made."""


def digest_of(keys: Iterable[UUID]) -> str:
    """Give what tells one set of answers from another, for the form of a decision."""
    return hashlib.sha256(b"".join(sorted(key.bytes for key in keys))).hexdigest()


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
    suspected: Suspected,
    decision: str,
    reason: str,
    *,
    actor: Actor,
    scope: Scope,
    now: datetime,
) -> None:
    """Leave answers out or keep them, in one transaction; the latest decision is in force.

    Raises `OfTheRatedOffice`, and `OthersNow` if they are not those that were shown.
    """
    if not may_decide(point, actor, scope, now):
        raise OfTheRatedOffice("the rated office does not decide about its own answers")
    if suspected.shown != digest_of(suspected.keys):
        raise OthersNow("other answers are in question now")
    for key in suspected.keys:
        if decision == EXCLUDE:
            db.session.add(
                ResponseCorrection(
                    response_key=key,
                    kind=CorrectionKind.EXCLUSION.value,
                    rule=suspected.rule,
                    actor_id=actor.id,
                    reason=reason,
                    made_at=now,
                )
            )
        else:
            db.session.add(
                KeptAnswer(
                    response_key=key,
                    rule=suspected.rule,
                    actor_id=actor.id,
                    reason=reason,
                    made_at=now,
                )
            )
    record_event(
        "response.exclude" if decision == EXCLUDE else "response.keep",
        actor=actor,
        thing=f"survey:{survey.code}",
        unit_id=point.place_id,
        now=now,
        point=point.id,
        count=len(suspected.keys),
        reason=reason,
    )
    db.session.commit()
