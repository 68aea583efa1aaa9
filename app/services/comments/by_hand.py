"""Taking out by hand what the rules missed: seen by everybody, audited, and put back as easily."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Comment, ReadableComment
from app.services.auditing import record_event
from app.services.comments.marks import Personal, mark, parts
from app.services.comments.masking import masked
from app.services.comments.searching import searched


class WordsNotFound(LangNgheError):
    """The words do not stand in the comment."""


def take_out(comment: ReadableComment, words: str, *, actor: Actor, now: datetime) -> None:
    """Put a mark in the place of some words of a comment; raises `WordsNotFound`."""
    text = without_words(comment.masked, [words])
    if text == comment.masked:
        raise WordsNotFound
    comment.taken_out = [*comment.taken_out, words]
    _store(comment, text)
    _record("text.mask", comment, actor=actor, now=now)
    db.session.commit()


def put_back(comment: ReadableComment, *, actor: Actor, now: datetime) -> None:
    """Show again what was taken out by hand; what the rules take out stays out."""
    query = select(Comment.text).where(
        Comment.response_key == comment.response_key, Comment.item == comment.item
    )
    comment.taken_out = []
    _store(comment, masked(db.session.scalars(query).one()))
    _record("text.unmask", comment, actor=actor, now=now)
    db.session.commit()


def without_words(text: str, taken_out: Sequence[str]) -> str:
    """Put a mark in the place of whole words, wherever they stand, in small letters or capitals."""
    for words in taken_out:
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        text = "".join(
            mark(part.personal) if part.personal else found.sub(mark(Personal.BY_HAND), part.text)
            for part in parts(text)
        )
    return text


def _store(comment: ReadableComment, text: str) -> None:
    words = searched(text)
    comment.masked, comment.spelled, comment.folded = text, words.spelled, words.folded


def _record(act: str, comment: ReadableComment, *, actor: Actor, now: datetime) -> None:
    record_event(act, actor=actor, thing=f"comment:{comment.id}", unit_id=comment.unit_id, now=now)
