"""Invitations of the demonstration: at some counters, a part of the answers came by one."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import insert

from app.extensions import db
from app.models import BatchKind, Invitation, InvitationBatch, InvitationStratum, Mode, Survey
from app.services.response_store.invitations import Presented
from app.services.response_store.rows import NewResponse

EVERY = 6
"""At counters with invitations every sixth answer came by one, and every sixth with help."""

INVITED_A_SPENT = 3
LISTED_AN_INVITED = 12


def with_origins(responses: Iterable[NewResponse], points: Collection[int]) -> list[NewResponse]:
    """Let a part of the answers at some points have come by invitation, and a part with help."""
    seen: dict[int, int] = defaultdict(int)
    return [origin_of(row, seen) if row.point_id in points else row for row in responses]


def origin_of(row: NewResponse, seen: dict[int, int]) -> NewResponse:
    """Say of the next answer at a point how it came about."""
    seen[row.point_id] += 1
    turn = seen[row.point_id] % EVERY
    if turn == 0:
        return replace(row, invitation=Presented("", row.answered_at.date()))
    return replace(row, mode=Mode.ASSISTED) if turn == 1 else row


def add_invitations(survey: Survey, responses: Iterable[NewResponse]) -> None:
    """Store the sample that verified answers came from: its strata, and the codes still unspent."""
    spent = Counter(row.point_id for row in responses if row.verified)
    if not spent:
        return
    batch = InvitationBatch(
        survey_id=survey.id,
        kind=BatchKind.SAMPLE,
        name="Thư mời theo hồ sơ đã trả kết quả",
        made_on=survey.opens_on,
        last_day=survey.closes_on,
        seed=secrets.randbits(62),
        rule="proportional",
    )
    db.session.add(batch)
    db.session.flush()
    strata = [
        InvitationStratum(
            batch_id=batch.id,
            point_id=point_id,
            drawn=count * INVITED_A_SPENT,
            frame=count * INVITED_A_SPENT * LISTED_AN_INVITED,
        )
        for point_id, count in sorted(spent.items())
    ]
    db.session.add_all(strata)
    db.session.flush()
    left = [
        {"digest": secrets.token_hex(32), "stratum_id": stratum.id}
        for stratum in strata
        for _ in range(stratum.drawn - spent[stratum.point_id])
    ]
    db.session.execute(insert(Invitation), sorted(left, key=lambda row: str(row["digest"])))
