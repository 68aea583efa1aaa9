"""What people wrote, made ready for reading, and tags."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.extensions import db
from app.models import Comment, CommentTag, ReadableComment, Survey, Unit
from app.services.comments.preparing import prepare_comments
from app.services.comments.tagging import create_tag as make_tag
from tests.factories.answers import create_answers
from tests.factories.rows import ACTOR, NOW, saved


def create_comment(
    survey: Survey,
    place: Unit,
    text: str = "Cán bộ rất nhiệt tình.",
    *,
    item: str = "comment",
    answered_at: datetime = NOW,
    key: UUID | None = None,
) -> ReadableComment:
    """A comment at a unit, of an answer of its own or a given one, ready for reading."""
    key = key or create_answers(survey, place, [{}], answered_at=answered_at)[0]
    saved(Comment(response_key=key, item=item, text=text))
    prepare_comments(NOW)
    query = select(ReadableComment).where(
        ReadableComment.response_key == key, ReadableComment.item == item
    )
    return db.session.scalars(query).one()


def create_tag(name: str = "", keywords: Sequence[str] = ()) -> CommentTag:
    """A tag."""
    count = len(db.session.scalars(select(CommentTag.id)).all())
    return make_tag(name or f"Nhãn {count + 1}", keywords, actor=ACTOR, now=NOW)
