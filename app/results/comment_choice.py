"""What the address of a page of comments asks for: survey, months, unit, words, tag."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import clock
from app.errors import InvalidFilter
from app.queries.comments import Chosen, ReadComment, get_comment, get_readable_comment
from app.queries.surveys import get_survey_by_id
from app.results.selection import Arguments, Selection, read_selection
from app.scope import Scope
from app.services.comments.cells import narrowed, readable_cells
from app.services.comments.preparing import month_number
from app.services.comments.searching import phrases_of
from app.services.reporting.report import Report, open_report

LONGEST_SEARCH = 100
LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice of comments, and back into an address."""

    selection: Selection
    words: str
    tag: int | None
    page: int

    @property
    def months(self) -> range:
        """The months of the period, whole ones: a single day would tell when somebody wrote."""
        return range(month_number(self.selection.first), month_number(self.selection.last) + 1)

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead to this choice with some changes."""
        given = {
            **self.selection.arguments(level=None, formula=None, sort=None, tree=None),
            "q": self.words,
            "tag": self.tag,
            **changes,
        }
        return {name: value for name, value in given.items() if value not in (None, "")}


def read_asked(arguments: Arguments, visible: Scope) -> Asked | None:
    """Read a choice; None if there is no survey to see. Raises `InvalidFilter`."""
    selection = read_selection(arguments, visible)
    if selection is None:
        return None
    tag = arguments.get("tag") or None
    return Asked(
        selection,
        words=arguments.get("q", "").replace("\0", " ").strip()[:LONGEST_SEARCH],
        tag=None if tag is None else _number(tag, "tag"),
        page=_number(arguments.get("page") or "1", "page"),
    )


def whole_report(asked: Asked, visible: Scope) -> Report:
    """Open the report of the whole survey: what may be read does not depend on the period."""
    survey = asked.selection.survey
    return open_report(survey, survey.opens_on, survey.closes_on, viewer=visible)


def chosen_comments(asked: Asked, report: Report, visible: Scope) -> Chosen:
    """Say which comments are asked for and may be read; raises `InvalidFilter`."""
    under = asked.selection.under
    if under is not None and under not in report.data.scope.units:
        raise InvalidFilter(f"unit {under} is not in the survey", name="under")
    readable = readable_cells(report, clock.local_day(clock.now()))
    cells = narrowed(readable, report, asked.months, under, visible)
    return Chosen(asked.selection.survey.id, cells, phrases_of(asked.words), asked.tag)


def readable_one(comment_id: str, visible: Scope) -> tuple[Asked, ReadComment]:
    """Give a comment that a person may read, out of the whole survey; raises `NotFound`."""
    survey = get_survey_by_id(get_readable_comment(comment_id).survey_id)
    asked = Asked(Selection(survey, survey.opens_on, survey.closes_on), "", None, 1)
    return asked, get_comment(
        chosen_comments(asked, whole_report(asked, visible), visible), comment_id
    )


def unit_to_record(asked: Asked, report: Report, visible: Scope) -> int | None:
    """Give the unit whose auditors may see that its comments were read; None: those of everything.

    Without a unit asked for it is the topmost one that the person may see, if it is one.
    """
    if asked.selection.under is not None or visible.is_everything:
        return asked.selection.under
    tree = report.data.scope
    tops = [
        unit_id
        for unit_id in tree.units
        if visible.covers(unit_id) and not visible.covers(tree.parents.get(unit_id, 0))
    ]
    return tops[0] if len(tops) == 1 else None


def question_wordings(report: Report, language: str) -> Mapping[str, str]:
    """Give what was asked, by item code; the survey's own version has the last word."""
    own = report.data.survey.version_id
    versions = sorted(report.data.questionnaires, key=lambda version: version == own)
    return {
        question.code: question.wording.get(language)
        for version in versions
        for question in report.data.questionnaires[version]
    }


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:10]) < LARGEST):
        raise InvalidFilter(f"{text!r} is not a number", name=name)
    return int(text)
