"""The second typing: compared item by item, and differences settled by the sheet itself.

A stored response is never changed. Where the first typing was wrong, the response is excluded with
the reason, and a new one with the right answers takes its place under the same number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import null, select

from app.actor import Actor
from app.extensions import db
from app.models import (
    CheckOutcome,
    Comment,
    CorrectionKind,
    PaperBatch,
    PaperCheck,
    PaperSheet,
    Response,
    ResponseCorrection,
    RoleName,
)
from app.queries.questionnaires import get_questionnaire
from app.services.auditing import record_event
from app.services.paper.errors import PaperRefused, Refusal
from app.services.paper.sheets import store_answers
from surveys.definitions import Questionnaire
from surveys.question_types import type_of
from surveys.routing import asked_questions
from surveys.validation import check_answers

CORRECTED = UUID("6f6a8f0e-3c1b-4f0d-9d57-3a4f2c1f7b10")
"""The namespace of corrected responses' keys: settling the same sheet twice makes one of them."""

REASON = "nhập sai từ phiếu giấy, đã nhập lại"


@dataclass(frozen=True)
class Difference:
    """An item that two typings of a sheet read differently; None is left blank."""

    item: str
    first: object
    second: object


def compare(
    questionnaire: Questionnaire, first: Mapping[str, object], second: Mapping[str, object]
) -> tuple[int, list[Difference]]:
    """Compare two typings; give how many items either of them was asked, and where they differ.

    Free text is not compared: nobody types a sentence twice alike, and it is not typed twice.
    """
    asked = {
        question.code
        for typing in (first, second)
        for question in asked_questions(questionnaire, typing)  # type: ignore[arg-type]
        if not type_of(question).is_text
    }
    items = [question.code for question in questionnaire if question.code in asked]
    differences = [
        Difference(item, first.get(item), second.get(item))
        for item in items
        if first.get(item) != second.get(item)
    ]
    return len(items), differences


def check_sheet(
    check: PaperCheck, second: Mapping[str, object], *, role: RoleName, version_id: int
) -> list[Difference]:
    """Keep the second typing of a sheet in one transaction; give where it differs.

    Raises `PaperRefused` if it was typed before.
    """
    if check.role is not None:
        raise PaperRefused(Refusal.SETTLED_ALREADY)
    first = db.session.scalars(
        select(Response.answers).where(Response.key == check.response_key)
    ).one()
    compared, differences = compare(get_questionnaire(version_id), first, second)
    check.role = role
    check.compared = compared
    check.differing = [difference.item for difference in differences]
    if differences:
        check.answers = dict(second)
    else:
        check.outcome = CheckOutcome.AGREED
    db.session.commit()
    return differences


def record_typing_alone(batch: PaperBatch, *, actor: Actor, now: datetime) -> None:
    """Record, in one transaction, that whoever typed a batch types its sheets again too."""
    record_event(
        "paper.check_alone",
        actor=actor,
        thing=f"survey:{batch.survey.code}",
        unit_id=batch.point.place_id,
        now=now,
    )
    db.session.commit()


def settle_sheet(
    batch: PaperBatch,
    check: PaperCheck,
    read_again: Mapping[str, object],
    *,
    role: RoleName,
    actor: Actor,
    now: datetime,
) -> CheckOutcome:
    """Settle a sheet by its differing items as the paper was `read_again`, in raw answers.

    The first typing stays where it was right throughout. Raises `PaperRefused`, `InvalidAnswers` or
    `StoreUnavailable`.
    """
    if check.role is None or check.outcome is not None:
        raise PaperRefused(Refusal.SETTLED_ALREADY)
    old = check.response_key
    first = db.session.scalars(select(Response.answers).where(Response.key == old)).one()
    texts = dict(
        db.session.execute(select(Comment.item, Comment.text).filter_by(response_key=old)).all()
    )
    answers = check_answers(get_questionnaire(batch.version_id), {**first, **texts, **read_again})
    if answers.values == first:
        return settled(batch, check, CheckOutcome.KEPT, actor, now)
    new = uuid5(CORRECTED, str(old))
    sheet = db.session.get_one(PaperSheet, old)
    store_answers(batch, sheet.sheet_date, answers.values, answers.texts, key=new, now=now)
    replace_sheet(sheet, new, role=role, actor=actor, now=now)
    return settled(batch, check, CheckOutcome.REPLACED, actor, now)


def replace_sheet(
    sheet: PaperSheet, new: UUID, *, role: RoleName, actor: Actor, now: datetime
) -> None:
    """Exclude the response that a sheet had become, and put the new one in its place."""
    db.session.add_all(
        [
            PaperSheet(
                response_key=new,
                batch_id=sheet.batch_id,
                number=sheet.number,
                role=role,
                sheet_date=sheet.sheet_date,
                replaces=sheet.response_key,
            ),
            ResponseCorrection(
                response_key=sheet.response_key,
                kind=CorrectionKind.EXCLUSION,
                actor_id=actor.id,
                reason=REASON,
                made_at=now,
            ),
        ]
    )


def settled(
    batch: PaperBatch, check: PaperCheck, outcome: CheckOutcome, actor: Actor, now: datetime
) -> CheckOutcome:
    """Write down what came of it and commit; the second typing is no longer needed."""
    check.outcome = outcome
    check.answers = null()
    record_event(
        "paper.settle",
        actor=actor,
        thing=f"survey:{batch.survey.code}",
        unit_id=batch.point.place_id,
        now=now,
        outcome=outcome.value,
    )
    db.session.commit()
    return outcome
