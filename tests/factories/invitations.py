"""Invitations for tests."""

from datetime import date
from typing import Any

from app.extensions import db
from app.models import CollectionPoint, Invitation, InvitationBatch, InvitationStratum, Survey
from app.services.invitations.codes import invitation_digest, new_codes
from tests.factories.rows import saved


def create_invitations(
    survey: Survey,
    point: CollectionPoint,
    count: int = 1,
    *,
    frame: int | None = None,
    **batch: Any,
) -> list[str]:
    """Codes for one point of a survey: slips, or with a `frame` a sample drawn from so many."""
    sampled = {"kind": "sample", "seed": 7, "rule": "proportional"} if frame else {"kind": "slips"}
    days = {"made_on": date(2026, 3, 1), "last_day": date(2099, 12, 31)}
    made = saved(
        InvitationBatch(survey_id=survey.id, name="Thư mời", **{**days, **sampled, **batch})
    )
    stratum = saved(
        InvitationStratum(batch_id=made.id, point_id=point.id, drawn=count, frame=frame)
    )
    codes = new_codes(count)
    db.session.add_all(
        Invitation(digest=invitation_digest(c), stratum_id=stratum.id) for c in codes
    )
    db.session.commit()
    return codes
