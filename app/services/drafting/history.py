"""Changes of a draft: each is saved at once as one step that can be undone and done again."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm.exc import StaleDataError

from app.actor import Actor
from app.errors import StoreUnavailable
from app.extensions import db
from app.models import DraftStep, QuestionnaireDraft
from app.queries.drafts import get_draft, get_step
from app.services.drafting.documents import Document, copy_of
from app.services.drafting.locks import hold
from app.services.drafting.patches import Change, changes_between, done, undone

MOST_STEPS = 100
"""How many steps of a draft can be undone."""

TRIES = 3


def change_draft(
    draft_id: int,
    change: Callable[[Document], None],
    *,
    deed: str,
    editor: Actor,
    now: datetime,
) -> QuestionnaireDraft:
    """Change the document of a draft by `change`, in one transaction and as one step.

    A change that changes nothing is no step. Raises `InOtherHands`, and whatever `change` raises.
    """

    def alter(draft: QuestionnaireDraft) -> None:
        new = copy_of(draft.document)
        change(new)
        changes = changes_between(draft.document, new)
        if changes:
            _add_step(draft, changes, deed, editor, now)
            draft.document = new

    return _altered(draft_id, alter, editor=editor, now=now)


def undo(draft_id: int, *, editor: Actor, now: datetime) -> QuestionnaireDraft:
    """Take the last step back; nothing happens where there is none left."""

    def alter(draft: QuestionnaireDraft) -> None:
        step = get_step(draft.id, draft.step)
        if step is not None:
            draft.document = undone(draft.document, step.changes)
            draft.step -= 1

    return _altered(draft_id, alter, editor=editor, now=now)


def redo(draft_id: int, *, editor: Actor, now: datetime) -> QuestionnaireDraft:
    """Do the step again that was taken back last; nothing happens where there is none."""

    def alter(draft: QuestionnaireDraft) -> None:
        step = get_step(draft.id, draft.step + 1)
        if step is not None:
            draft.document = done(draft.document, step.changes)
            draft.step += 1

    return _altered(draft_id, alter, editor=editor, now=now)


def _altered(
    draft_id: int,
    alter: Callable[[QuestionnaireDraft], None],
    *,
    editor: Actor,
    now: datetime,
) -> QuestionnaireDraft:
    """Alter a draft and commit; begin again where another change came in between."""
    for _ in range(TRIES):
        draft = get_draft(draft_id)
        hold(draft_id, editor=editor, now=now)
        before = draft.document
        alter(draft)
        if draft.document is not before:
            draft.saved_at, draft.saved_by_id = now, editor.id
        try:
            db.session.commit()
        except StaleDataError:
            db.session.rollback()
        else:
            return draft
    raise StoreUnavailable(f"draft {draft_id} is changed too often at once")


def _add_step(
    draft: QuestionnaireDraft, changes: list[Change], deed: str, editor: Actor, now: datetime
) -> None:
    """Put a step on top: what had been undone above it is gone, and so is what is too old."""
    number = draft.step + 1
    outdated = (DraftStep.number >= number) | (DraftStep.number <= number - MOST_STEPS)
    db.session.execute(delete(DraftStep).where(DraftStep.draft_id == draft.id, outdated))
    db.session.add(
        DraftStep(
            draft_id=draft.id,
            number=number,
            deed=deed,
            changes=changes,
            made_at=now,
            made_by_id=editor.id,
        )
    )
    draft.step = number
