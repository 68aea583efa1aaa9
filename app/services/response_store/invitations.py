"""Spending an invitation with the answer: in one transaction, and so that nothing joins the two."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Delete, bindparam, delete, or_, select

from app.errors import InvitationUsed
from app.models import AccessCode, Invitation, InvitationBatch, InvitationStratum


@dataclass(frozen=True, slots=True)
class Presented:
    """An invitation that came with an answer: the digest of its code, and the local day."""

    digest: str
    day: date


def spending() -> Delete:
    """Delete a code that is good for an answer to this survey at this point on this day.

    Its point is the answer's, or one whose access code now leads on to the answer's.
    """
    code_of_point = AccessCode.__table__.alias("code_of_point")
    leads_here = (
        select(AccessCode.point_id)
        .join(code_of_point, AccessCode.redirects_to == code_of_point.c.code)
        .where(code_of_point.c.point_id == bindparam("at_point"))
    )
    good = (
        select(InvitationStratum.id)
        .join(InvitationBatch, InvitationBatch.id == InvitationStratum.batch_id)
        .where(
            InvitationBatch.survey_id == bindparam("of_survey"),
            InvitationBatch.revoked_on.is_(None),
            InvitationBatch.last_day >= bindparam("on_day"),
            or_(
                InvitationStratum.point_id == bindparam("at_point"),
                InvitationStratum.point_id.in_(leads_here),
            ),
        )
    )
    return delete(Invitation).where(
        Invitation.digest == bindparam("with_digest"), Invitation.stratum_id.in_(good)
    )


SPEND = spending()


def spend(connection: Connection, presented: Presented, *, survey_id: int, point_id: int) -> None:
    """Spend an invitation in the open transaction of the answer.

    The row goes, and nothing is written in its place: no time, no count, no mark. Of two
    transactions with the same code the second waits for the first and then finds nothing. Raises
    `InvitationUsed`, and the answer must not be stored as a verified one then.
    """
    given = {
        "with_digest": presented.digest,
        "of_survey": survey_id,
        "at_point": point_id,
        "on_day": presented.day,
    }
    if connection.execute(SPEND, given).rowcount != 1:
        raise InvitationUsed("spent, revoked, expired, or of another place")
