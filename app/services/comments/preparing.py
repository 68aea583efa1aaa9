"""Making comments ready for reading: masked, in the forms a search compares, tagged by keywords.

Once a night, so that nobody learns from what is new on a page when somebody wrote.
"""

import secrets
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db
from app.models import Comment, ReadableComment, Response
from app.queries.comments import list_tags
from app.services.comments.by_hand import without_words
from app.services.comments.keywords import INSERT, apply_keywords
from app.services.comments.masking import RULES, masked
from app.services.comments.searching import searched

BATCH = 1000
MOST_TRIES = 5


def prepare_comments(_now: datetime) -> str:
    """Make ready what was written since the last time, or masked by older rules."""
    total = tries = 0
    while tries < MOST_TRIES:
        try:
            count = prepare_batch()
            db.session.commit()
        except IntegrityError:  # somebody took an answer back meanwhile, and its comment went
            db.session.rollback()
            tries += 1
            continue
        if not count:
            break
        total += count
    for tag in list_tags():  # one transaction each: answers that come meanwhile wait for it
        apply_keywords(tag)
        db.session.commit()
    return str(gettext("Comments made ready for reading: %(count)s.", count=total))


def prepare_batch() -> int:
    """Make some comments ready within the open transaction; give their number, 0 at the end."""
    rows = _waiting()
    if rows:
        insertion = INSERT[db.engine.dialect.name](ReadableComment)
        anew = {name: insertion.excluded[name] for name in ("masked", "spelled", "folded", "rules")}
        statement = insertion.on_conflict_do_update(
            index_elements=[ReadableComment.response_key, ReadableComment.item], set_=anew
        )
        db.session.execute(statement, [_readable(row) for row in rows])
    return len(rows)


def _waiting() -> list[Any]:
    query = (
        select(
            Comment.response_key,
            Comment.item,
            Comment.text,
            Response.survey_id,
            Response.unit_id,
            Response.answered_at,
            ReadableComment.taken_out,
        )
        .join(Response, Response.key == Comment.response_key)
        .outerjoin(
            ReadableComment,
            (ReadableComment.response_key == Comment.response_key)
            & (ReadableComment.item == Comment.item),
        )
        .where(or_(ReadableComment.id.is_(None), ReadableComment.rules != RULES))
        .limit(BATCH)
    )
    return list(db.session.execute(query))


def _readable(row: Any) -> dict[str, Any]:
    text = without_words(masked(row.text), row.taken_out or ())
    words = searched(text)
    return {
        "id": secrets.token_hex(8),
        "response_key": row.response_key,
        "item": row.item,
        "survey_id": row.survey_id,
        "unit_id": row.unit_id,
        "month": month_number(clock.local_day(row.answered_at)),
        "masked": text,
        "spelled": words.spelled,
        "folded": words.folded,
        "rules": RULES,
    }


def month_number(day: date) -> int:
    """Count the months from January 1970 to that of a day."""
    return (day.year - 1970) * 12 + day.month - 1


def first_of_month(number: int) -> date:
    """Give the first day of a month by its number."""
    return date(1970 + number // 12, number % 12 + 1, 1)
