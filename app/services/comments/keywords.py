"""Tags that keywords give: worked out anew for all comments whenever a list changes."""

from sqlalchemy import delete, exists, insert, literal, or_, select

from app.extensions import db
from app.models import CommentTag, CommentTagging, Given, ReadableComment
from app.queries.comments import list_tags
from app.services.comments.searching import phrase_of


def apply_all_keywords() -> None:
    """Give every tag to the comments that its keywords find, within the open transaction."""
    for tag in list_tags():
        apply_keywords(tag)


def apply_keywords(tag: CommentTag) -> None:
    """Give a tag to the comments that its keywords find, and take it from those found before.

    What a person tagged stays, and so does what a person took off.
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
    db.session.execute(insert(CommentTagging).from_select(columns, found))
