"""Free text made ready for reading: masked, in the forms that a search compares, and tagged.

Threat: whoever reads comments must not learn when one was written, nor which two belong to one
person. So the key is drawn at random, pages follow it, and only the month stands beside a text.
All of it goes with the comment: retention, withdrawal and removal need not know these tables.
"""

import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, DOCUMENT, Base
from app.models.organisation import one_of

READING_ID = String(16)


class ReadableComment(Base):
    """A comment as it may be read.

    month : months since January 1970, in the local zone
    spelled, folded : its words, small, between single spaces; with their marks and without
    rules : the version of the masking rules that made it
    taken_out : words that were taken out by hand besides
    """

    __tablename__ = "readable_comment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_key", "item"], ["comment.response_key", "comment.item"], ondelete="CASCADE"
        ),
        Unique("response_key", "item"),
        # Holds all that lists and counts look at, so that they need not read the texts.
        Index("ix_readable_comment_cell", "survey_id", "id", "unit_id", "month", "response_key"),
    )

    id: Mapped[str] = mapped_column(READING_ID, primary_key=True)
    response_key: Mapped[uuid.UUID]
    item: Mapped[str] = mapped_column(CODE)
    survey_id: Mapped[int]
    unit_id: Mapped[int]
    month: Mapped[int]
    masked: Mapped[str] = mapped_column(Text)
    spelled: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    rules: Mapped[int]
    taken_out: Mapped[list[str]] = mapped_column(DOCUMENT, default=list, server_default="[]")


class CommentTag(Base):
    """What comments can be about; `keywords` give the tag by themselves."""

    __tablename__ = "comment_tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    keywords: Mapped[list[str]] = mapped_column(DOCUMENT)
    demonstration: Mapped[bool] = mapped_column(default=False)


class Given(StrEnum):
    """How a comment came to its tag; removed by hand, keywords do not give it again."""

    KEYWORD = "keyword"
    HAND = "hand"
    REMOVED = "removed"


class CommentTagging(Base):
    """A tag on a comment, or one taken off by hand."""

    __tablename__ = "comment_tagging"
    __table_args__ = (
        CheckConstraint(one_of("given", Given), "given_is_known"),
        Index("ix_comment_tagging_comment_id_given_tag_id", "comment_id", "given", "tag_id"),
    )

    tag_id: Mapped[int] = mapped_column(
        ForeignKey("comment_tag.id", ondelete="CASCADE"), primary_key=True
    )
    comment_id: Mapped[str] = mapped_column(
        READING_ID,
        ForeignKey("readable_comment.id", ondelete="CASCADE"),
        primary_key=True,
    )
    given: Mapped[str] = mapped_column(String(16))
