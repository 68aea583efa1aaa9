"""Which pictures there are, and what each draws: the rows that the pages and files take."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app.charts.picture import Caption, Picture
from app.charts.ratings import RatedQuestion, rating_bars
from app.charts.strips import interval_strips
from app.errors import InvalidFilter, NotFound
from app.filters import day, name_of
from app.languages import page_language
from app.queries.units import UnitFacts
from app.results.routes import chosen_report, filled_in, rows_of
from app.results.selection import Selection
from app.scope import Scope
from app.services.reporting.ratings import rated_questions, rating_rows
from app.services.reporting.report import Report
from app.words import say


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection without gaps, its report, what the reader may see, and the one unit it is of.

    `unit` is the unit that the filters name, or the topmost one that the reader may see.
    """

    selection: Selection
    report: Report
    visible: Scope
    unit: UnitFacts


@dataclass(frozen=True, slots=True)
class PictureKind:
    """One picture: its name in words, whether it shows many units or one, and how it is made."""

    title: Any
    of_one_unit: bool
    make: Callable[[Chosen, str], Picture]


def choose(selection: Selection, visible: Scope) -> Chosen | None:
    """Open what a selection asks for; None where the survey has no unit to see."""
    report = chosen_report(selection)
    tree = report.data.scope
    if selection.under is not None and selection.under not in tree.units:
        raise InvalidFilter(f"unit {selection.under} is not in the survey", name="under")
    top = next(filter(visible.covers, reversed(tree.bottom_up)), None)
    unit_id = top if selection.under is None else selection.under
    if unit_id is None:
        return None
    filled = filled_in(selection, report, visible)
    return Chosen(filled, report, visible, tree.units[unit_id])


def picture_of(name: str, chosen: Chosen) -> Picture:
    """Draw one of the pictures; raises `NotFound`."""
    kind = PICTURES.get(name)
    if kind is None:
        raise NotFound(f"no picture {name!r}")
    return kind.make(chosen, str(kind.title))


def caption(chosen: Chosen, title: str, *, of_one_unit: bool) -> Caption:
    """Say above a picture of what it is, so that it can stand alone."""
    selection = chosen.selection
    lines = [name_of(selection.survey, "title")]
    if of_one_unit or selection.under is not None:
        lines.append(name_of(chosen.unit))
    lines.append(f"{day(selection.first)} – {day(selection.last)}")
    made_up = selection.survey.demonstration or chosen.unit.demonstration
    return Caption(title, (" · ".join(lines), *([say("Demonstration data")] if made_up else [])))


def _strips(chosen: Chosen, title: str) -> Picture:
    rows = rows_of(chosen.selection, chosen.report, chosen.visible)
    return interval_strips(rows, caption(chosen, title, of_one_unit=False))


def _ratings(chosen: Chosen, title: str) -> Picture:
    language, report = page_language(), chosen.report
    questions = [
        RatedQuestion(
            f"{place}. {question.text(language)}",
            tuple(label for _, label in question.choices(language)),
            row,
        )
        for place, (question, row) in enumerate(
            zip(
                rated_questions(report.data.questionnaire),
                rating_rows(report, chosen.unit.id),
                strict=True,
            ),
            start=1,
        )
    ]
    named = caption(chosen, title, of_one_unit=True)
    return rating_bars(questions, named, report.data.survey.minimum_cell)


PICTURES: dict[str, PictureKind] = {
    "strips": PictureKind(lazy_gettext("Intervals against the target"), False, _strips),
    "ratings": PictureKind(lazy_gettext("Answers by level"), True, _ratings),
}
