"""Tags that keywords give: worked out anew for all comments whenever a list changes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, exists, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.models import CommentTag, CommentTagging, Given, ReadableComment
from app.services.comments.searching import phrase_of

INSERT: dict[str, Callable[[type], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""The insertion that each kind of database can tell what to do with a row that is there."""


def apply_keywords(tag: CommentTag) -> None:
    """Give a tag to what its keywords find and take it from what they found before.

    Within the open transaction. What a person tagged stays, and so does what a person took off.
    """
    mine = CommentTagging.tag_id == tag.id
    by_keyword = CommentTagging.given == Given.KEYWORD.value
    db.session.execute(
        delete(CommentTagging).where(mine, by_keyword),
        execution_options={"synchronize_session": False},
    )
    phrases = [phrase for keyword in tag.keywords if (phrase := phrase_of(keyword))]
    if not phrases:
        return
    there = exists().where(mine, CommentTagging.comment_id == ReadableComment.id)
    found = select(literal(tag.id), ReadableComment.id, literal(Given.KEYWORD.value)).where(
        or_(*(phrase.found() for phrase in phrases)), ~there
    )
    columns = ["tag_id", "comment_id", "given"]
    insertion = INSERT[db.engine.dialect.name](CommentTagging).from_select(columns, found)
    db.session.execute(insertion.on_conflict_do_nothing())
