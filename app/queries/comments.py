"""Comments as they may be read: those of some cells, found by words and by tag."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from app.alphabet import name_order
from app.errors import NotFound
from app.extensions import db
from app.models import (
    CommentTag,
    CommentTagging,
    CorrectionKind,
    Given,
    ReadableComment,
    ResponseCorrection,
)
from app.queries.corrections import was_kept_since
from app.queries.pages import Page

WITHOUT_TAG = 0
"""In the place of a tag's number: comments that have none."""
COMMENTS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to find next to each other, compared with their marks or without."""

    words: str
    with_marks: bool

    def found(self) -> ColumnElement[bool]:
        """Say in SQL that a comment has the words; letters and digits need no escape."""
        column = ReadableComment.spelled if self.with_marks else ReadableComment.folded
        return column.like(f"% {self.words} %")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which comments are asked for.

    cells : by month, the units whose comments may be read, with the block of months told instead
    phrases : all of them must be found
    tag : a tag's number, `WITHOUT_TAG`, or None for all
    """

    survey_id: int
    cells: Mapping[int, Mapping[int, range]]
    phrases: tuple[Phrase, ...] = ()
    tag: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say in SQL which they are."""
        found = [
            ReadableComment.survey_id == self.survey_id,
            or_(False, *(_in_month(month, units) for month, units in self.cells.items())),
            ~_is_left_out(),
            *(phrase.found() for phrase in self.phrases),
        ]
        if self.tag == WITHOUT_TAG:
            found.append(~exists().where(_has_tag()))
        elif self.tag is not None:
            found.append(exists().where(_has_tag(), CommentTagging.tag_id == self.tag))
        return found

    def of_all_tags(self) -> "Chosen":
        """Ask for the same ones whatever their tags."""
        return replace(self, tag=None)


@dataclass(frozen=True, slots=True)
class ReadComment:
    """One comment with its months and tags by number; nothing leads from it to an answer."""

    id: str
    unit_id: int
    months: range
    item: str
    masked: str
    tags: Mapping[int, str] = field(default_factory=dict)


def read_comments(chosen: Chosen, number: int) -> Page[ReadComment]:
    """Give a page of comments in an order that says nothing; raises `NotFound`."""
    total = count_comments(chosen)
    page: Page[ReadComment] = Page((), total, number, COMMENTS_A_PAGE)
    if not 1 <= number <= page.count:
        raise NotFound("no such page")
    query = _columns(chosen).limit(COMMENTS_A_PAGE).offset((number - 1) * COMMENTS_A_PAGE)
    return Page(_with_tags(query, chosen), total, number, COMMENTS_A_PAGE)


def all_comments(chosen: Chosen) -> list[ReadComment]:
    """Give all comments asked for, in the order of the pages."""
    return _with_tags(_columns(chosen), chosen)


def get_comment(chosen: Chosen, comment_id: str) -> ReadComment:
    """Give one of the comments asked for; raises `NotFound`."""
    found = _with_tags(_columns(chosen).where(ReadableComment.id == comment_id), chosen)
    if not found:
        raise NotFound("no such comment")
    return found[0]


def count_comments(chosen: Chosen) -> int:
    """Count the comments asked for."""
    return db.session.scalar(select(func.count()).where(*chosen.conditions())) or 0


def tag_counts(chosen: Chosen) -> dict[int, int]:
    """Count the comments of each tag; those without any stand at `WITHOUT_TAG`."""
    found = select(ReadableComment.id).where(*chosen.conditions()).subquery()
    there = and_(
        CommentTagging.comment_id == found.c.id, CommentTagging.given != Given.REMOVED.value
    )
    query = (
        select(CommentTagging.tag_id, func.count())
        .select_from(found.outerjoin(CommentTagging, there))
        .group_by(CommentTagging.tag_id)
    )
    return {tag_id or WITHOUT_TAG: count for tag_id, count in db.session.execute(query)}


def list_tags() -> list[CommentTag]:
    """List the tags by name, in the order of the Vietnamese alphabet."""
    return sorted(db.session.scalars(select(CommentTag)), key=lambda tag: name_order(tag.name))


def get_tag(tag_id: int) -> CommentTag:
    """Give a tag; raises `NotFound`."""
    found = db.session.get(CommentTag, tag_id)
    if found is None:
        raise NotFound(f"no tag {tag_id}")
    return found


def get_readable_comment(comment_id: str) -> ReadableComment:
    """Give a comment; raises `NotFound`."""
    found = db.session.get(ReadableComment, comment_id) if "\0" not in comment_id else None
    if found is None:
        raise NotFound("no such comment")
    return found


def _columns(chosen: Chosen) -> Select[str, int, int, str, str]:
    return (
        select(
            ReadableComment.id,
            ReadableComment.unit_id,
            ReadableComment.month,
            ReadableComment.item,
            ReadableComment.masked,
        )
        .where(*chosen.conditions())
        .order_by(ReadableComment.id)
    )


def _with_tags(query: Select[str, int, int, str, str], chosen: Chosen) -> list[ReadComment]:
    rows = db.session.execute(query).all()
    tags = _tags_of(row.id for row in rows)
    return [
        ReadComment(
            row.id,
            row.unit_id,
            chosen.cells[row.month][row.unit_id],
            row.item,
            row.masked,
            tags.get(row.id, {}),
        )
        for row in rows
    ]


def _tags_of(ids: Iterable[str]) -> dict[str, dict[int, str]]:
    query = (
        select(CommentTagging.comment_id, CommentTag.id, CommentTag.name)
        .join(CommentTag, CommentTag.id == CommentTagging.tag_id)
        .where(
            CommentTagging.comment_id.in_(_literal(ids)),
            CommentTagging.given != Given.REMOVED.value,
        )
        .order_by(CommentTag.name)
    )
    found: dict[str, dict[int, str]] = {}
    for comment_id, tag_id, name in db.session.execute(query):
        found.setdefault(comment_id, {})[tag_id] = name
    return found


def _in_month(month: int, units: Collection[int]) -> ColumnElement[bool]:
    inside = ReadableComment.unit_id.in_(_literal(sorted(units)))
    return and_(ReadableComment.month == month, inside)


def _literal(values: Iterable[object]) -> ColumnElement[object]:
    """Give a list of our own numbers, written into the statement: a database takes only so many
    parameters."""
    return bindparam(None, list(values), expanding=True, literal_execute=True)


def _has_tag() -> ColumnElement[bool]:
    return and_(
        CommentTagging.comment_id == ReadableComment.id,
        CommentTagging.given != Given.REMOVED.value,
    )


def _is_left_out() -> ColumnElement[bool]:
    # Looked up once, not for each comment: few answers are left out, and often none.
    left_out = select(ResponseCorrection.response_key).where(
        ResponseCorrection.kind == CorrectionKind.EXCLUSION.value, ~was_kept_since()
    )
    return ReadableComment.response_key.in_(left_out)
