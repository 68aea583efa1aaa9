"""What was found and decided about answers, and what of it is in force."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from app.extensions import db
from app.models import (
    CorrectionKind,
    FlagChange,
    KeptAnswer,
    PaperSheet,
    Response,
    ResponseCorrection,
    User,
)
from app.queries.chunks import chunks

Suspected = tuple[UUID, str]
"""An answer and the rule that flagged it."""


@dataclass(frozen=True)
class Exclusion:
    """Answers of a point that one decision left out, and that are out still.

    number : tells the decision from others of its point
    rule : what the answers were suspected of, if that was written down
    """

    number: int
    rule: str | None
    reason: str
    by: str
    made_at: datetime
    keys: tuple[UUID, ...]


def was_kept_since() -> ColumnElement[bool]:
    """Say in SQL that an exclusion was taken back by a later decision to keep the answer."""
    return exists().where(
        KeptAnswer.response_key == ResponseCorrection.response_key,
        KeptAnswer.made_at > ResponseCorrection.made_at,
    )


def flag_stands() -> ColumnElement[bool]:
    """Say in SQL that the rule of a flag still finds the answer, as far as it looks again."""
    newest = (
        select(FlagChange.stands)
        .where(
            FlagChange.response_key == ResponseCorrection.response_key,
            FlagChange.rule == ResponseCorrection.rule,
        )
        .order_by(FlagChange.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, true())


def is_in_force() -> ColumnElement[bool]:
    """Say in SQL that a correction counts: not taken back, not ended, the answer not kept."""
    kept_in_spite = exists().where(
        KeptAnswer.response_key == ResponseCorrection.response_key,
        or_(KeptAnswer.rule == ResponseCorrection.rule, KeptAnswer.rule.is_(None)),
    )
    is_flag = ResponseCorrection.kind == CorrectionKind.FLAG.value
    is_exclusion = ResponseCorrection.kind == CorrectionKind.EXCLUSION.value
    return ~or_(
        and_(is_exclusion, was_kept_since()),
        and_(is_flag, or_(kept_in_spite, ~flag_stands())),
    )


def list_excluded_keys(keys: Collection[UUID]) -> set[UUID]:
    """Tell which of some answers are left out now."""
    found: set[UUID] = set()
    for some in chunks(keys):
        query = select(ResponseCorrection.response_key).where(
            ResponseCorrection.response_key.in_(some),
            ResponseCorrection.kind == CorrectionKind.EXCLUSION.value,
            ~was_kept_since(),
        )
        found.update(db.session.scalars(query))
    return found


def list_kept(keys: Collection[UUID]) -> set[tuple[UUID, str | None]]:
    """Tell which of some answers somebody looked at and kept, and by what rule's suspicion."""
    found: set[tuple[UUID, str | None]] = set()
    for some in chunks(keys):
        query = select(KeptAnswer.response_key, KeptAnswer.rule)
        rows = db.session.execute(query.where(KeptAnswer.response_key.in_(some)))
        found.update((row.response_key, row.rule) for row in rows)
    return found


def list_flags(survey_id: int, rules: Iterable[str]) -> dict[Suspected, bool]:
    """Tell which answers of a survey some rules ever flagged, and whether the flags stand."""
    query = (
        select(ResponseCorrection.response_key, ResponseCorrection.rule, flag_stands())
        .join(Response, Response.key == ResponseCorrection.response_key)
        .where(
            Response.survey_id == survey_id,
            ResponseCorrection.kind == CorrectionKind.FLAG.value,
            ResponseCorrection.rule.in_(list(rules)),
        )
    )
    rows = db.session.execute(query)
    return {(key, rule): bool(stands) for key, rule, stands in rows if rule is not None}


def list_exclusions(survey_id: int, point_id: int) -> list[Exclusion]:
    """List the decisions by which answers of a point are left out, the latest first.

    A paper sheet that a corrected typing replaced is no decision that could be taken back.
    """
    replaced = exists().where(PaperSheet.replaces == ResponseCorrection.response_key)
    query = (
        select(ResponseCorrection, User)
        .join(Response, Response.key == ResponseCorrection.response_key)
        .join(User, User.id == ResponseCorrection.actor_id)
        .where(
            Response.survey_id == survey_id,
            Response.point_id == point_id,
            ResponseCorrection.kind == CorrectionKind.EXCLUSION.value,
            ~was_kept_since(),
            ~replaced,
        )
        .order_by(ResponseCorrection.id)
    )
    together: dict[tuple[object, ...], list[tuple[ResponseCorrection, User]]] = {}
    for row, user in db.session.execute(query):
        decision = (row.made_at, row.actor_id, row.rule, row.reason)
        together.setdefault(decision, []).append((row, user))
    return [_exclusion(rows) for rows in reversed(together.values())]


def _exclusion(rows: list[tuple[ResponseCorrection, User]]) -> Exclusion:
    first, user = rows[0]
    return Exclusion(
        number=first.id,
        rule=first.rule,
        reason=first.reason or "",
        by=user.called,
        made_at=first.made_at,
        keys=tuple(row.response_key for row, _ in rows),
    )
