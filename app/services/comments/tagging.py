"""Tags made, changed and deleted; put on comments and taken off by hand. All of it is audited."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import CommentTag, CommentTagging, Given, ReadableComment
from app.services.auditing import record_event
from app.services.comments.keywords import apply_keywords


class TagNameTaken(LangNgheError):
    """Another tag has the name."""


def create_tag(name: str, keywords: Sequence[str], *, actor: Actor, now: datetime) -> CommentTag:
    """Make a tag and give it to what its keywords find; raises `TagNameTaken`."""
    _check_name(name)
    tag = CommentTag(name=name, keywords=list(keywords))
    db.session.add(tag)
    db.session.flush()
    apply_keywords(tag)
    _record("text.make_tag", tag, actor=actor, now=now)
    db.session.commit()
    return tag


def change_tag(
    tag: CommentTag, name: str, keywords: Sequence[str], *, actor: Actor, now: datetime
) -> None:
    """Give a tag another name or other keywords; raises `TagNameTaken`."""
    if (tag.name, tag.keywords) == (name, list(keywords)):
        return
    _check_name(name, but=tag.id)
    tag.name, tag.keywords = name, list(keywords)
    db.session.flush()
    apply_keywords(tag)
    _record("text.change_tag", tag, actor=actor, now=now)
    db.session.commit()


def delete_tag(tag: CommentTag, *, actor: Actor, now: datetime) -> None:
    """Delete a tag; the comments stay."""
    _record("text.delete_tag", tag, actor=actor, now=now)
    db.session.delete(tag)
    db.session.commit()


def attach_tag(comment: ReadableComment, tag: CommentTag, *, actor: Actor, now: datetime) -> None:
    """Put a tag on a comment."""
    _give("text.tag", comment, tag, Given.HAND, actor=actor, now=now)


def remove_tag(comment: ReadableComment, tag: CommentTag, *, actor: Actor, now: datetime) -> None:
    """Take a tag off a comment; keywords do not give it again."""
    _give("text.untag", comment, tag, Given.REMOVED, actor=actor, now=now)


def _give(
    act: str,
    comment: ReadableComment,
    tag: CommentTag,
    given: Given,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    tagging = db.session.get(CommentTagging, (tag.id, comment.id))
    if tagging is None:
        tagging = CommentTagging(tag_id=tag.id, comment_id=comment.id)
        db.session.add(tagging)
    tagging.given = given.value
    try:
        record_event(
            act,
            actor=actor,
            thing=f"comment:{comment.id}",
            unit_id=comment.unit_id,
            now=now,
            tag=tag.name,
        )
        db.session.commit()
    except IntegrityError:  # a second press of the button at the same moment has done it
        db.session.rollback()


def _check_name(name: str, but: int = 0) -> None:
    same = select(CommentTag.id).where(CommentTag.name == name, CommentTag.id != but)
    if db.session.scalar(same) is not None:
        raise TagNameTaken(name)


def _record(act: str, tag: CommentTag, *, actor: Actor, now: datetime) -> None:
    record_event(
        act,
        actor=actor,
        thing=f"comment_tag:{tag.id}",
        unit_id=None,
        now=now,
        name=tag.name,
        keywords=list(tag.keywords),
    )
