"""Trying a draft on a phone: a link nobody can guess, and answers that no result ever counts."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from app.actor import Actor
from app.extensions import db
from app.models import QuestionnaireDraft, TrialAnswer, TrialLink
from app.queries.drafts import count_trial_answers, get_draft, trial_link_of
from app.services.auditing import record_event
from surveys.validation import Answers

MOST_ANSWERS = 500
"""How many answers a draft keeps; whoever tries it after that is thanked all the same."""


def open_trial(draft_id: int, *, actor: Actor, now: datetime) -> TrialLink:
    """Give the link of a draft, made if there is none."""
    link = trial_link_of(draft_id)
    if link is None:
        link = TrialLink(draft_id=draft_id, code=secrets.token_urlsafe(9), made_at=now)
        db.session.add(link)
        _record("draft.open_trial", draft_id, actor, now)
        db.session.commit()
    return link


def end_trial(draft_id: int, *, actor: Actor, now: datetime) -> int:
    """Take the link back and wipe every answer given through it; gives their number."""
    count = count_trial_answers(draft_id)
    db.session.execute(delete(TrialAnswer).where(TrialAnswer.draft_id == draft_id))
    db.session.execute(delete(TrialLink).where(TrialLink.draft_id == draft_id))
    _record("draft.end_trial", draft_id, actor, now, count=count)
    db.session.commit()
    return count


def keep_trial_answer(
    draft: QuestionnaireDraft, answers: Answers, *, language: str, seconds: int, now: datetime
) -> None:
    """Keep one answer, apart from every response."""
    if count_trial_answers(draft.id) >= MOST_ANSWERS:
        return
    given: Mapping[str, object] = {**answers.values, **answers.texts}
    db.session.add(
        TrialAnswer(
            draft_id=draft.id,
            revision=draft.revision,
            language=language,
            answers=dict(given),
            seconds=max(seconds, 0),
            answered_at=now,
        )
    )
    db.session.commit()


def _record(act: str, draft_id: int, actor: Actor, now: datetime, **details: int) -> None:
    record_event(
        act,
        actor=actor,
        thing=f"draft:{draft_id}",
        unit_id=get_draft(draft_id).owner_id,
        now=now,
        **details,
    )
