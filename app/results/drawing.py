"""Which pictures there are, and what each draws: the rows that the pages and files take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext

from app import clock
from app.charts.changes import change_arrows
from app.charts.funnel import funnel_plot
from app.charts.heat import factor_map
from app.charts.hours import answer_hours_map
from app.charts.importance import importance_map
from app.charts.parts import part_strips
from app.charts.picture import Caption, Picture
from app.charts.ratings import RatedQuestion, rating_bars
from app.charts.response_tree import response_map
from app.charts.strips import interval_strips
from app.errors import InvalidFilter, NotFound
from app.languages import page_language
from app.part_words import dimension_title
from app.queries.surveys import surveys_of_questionnaire
from app.queries.units import UnitFacts
from app.results.captions import caption_of
from app.results.routes import chosen_report, filled_in, rows_of
from app.results.selection import Selection
from app.results.trend_picture import picture_of_trend
from app.scope import Scope
from app.services.breakdowns.hiding import dimensions
from app.services.breakdowns.rows import breakdown
from app.services.reporting.changes import changes_since
from app.services.reporting.factors import factor_cells
from app.services.reporting.hours import answer_hours
from app.services.reporting.importance import factor_importance
from app.services.reporting.judging import target_for
from app.services.reporting.ratings import RatingRow, rated_questions, rating_rows
from app.services.reporting.report import Report
from app.services.reporting.response_tree import response_tree
from app.services.reporting.sheets import BY_FACTOR, measure_name, scored_factors
from app.services.reporting.trend import MONTHS, read_trend
from app.services.reporting.unlike import unlike_others
from app.words import say, whole_only
from surveys.definitions import Questionnaire


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection without gaps, its report, what the reader may see, and the one unit it is of.

    `unit` is the unit that the filters name, or the topmost one that the reader may see.
    """

    selection: Selection
    report: Report
    visible: Scope
    unit: UnitFacts

    @property
    def formula(self) -> str:
        """The index that is looked at."""
        return self.selection.formula or self.report.formulas[0]

    @property
    def is_withheld(self) -> bool:
        """Whether the unit's index is withheld; then nothing else of it is shown either."""
        return self.unit.id in self.report.hidden(measure_name(self.formula, None))


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
    named = of_one_unit or chosen.selection.under is not None
    return caption_of(chosen.selection, title, chosen.unit if named else None)


def _strips(chosen: Chosen, title: str) -> Picture:
    rows = rows_of(chosen.selection, chosen.report, chosen.visible)
    return interval_strips(rows, caption(chosen, title, of_one_unit=False))


def _parts(chosen: Chosen, title: str) -> Picture:
    wanted = chosen.selection.dimension or dimensions(chosen.report)[0].id
    formula = chosen.selection.formula or chosen.report.formulas[0]
    found = breakdown(chosen.report, formula, chosen.unit.id, wanted)
    named = caption(chosen, f"{title}: {dimension_title(found.dimension)}", of_one_unit=True)
    return part_strips(found, named)


def _ratings(chosen: Chosen, title: str) -> Picture:
    data = chosen.report.data
    rows = rating_rows(chosen.report, chosen.unit.id, chosen.formula)
    questions = worded(data.questionnaire, rows)
    named = caption(chosen, title, of_one_unit=True)
    return rating_bars(questions, named, data.survey.minimum_cell)


def worded(questionnaire: Questionnaire, rows: Sequence[RatingRow]) -> list[RatedQuestion]:
    """Put the words of the questionnaire to the rows of its rated questions."""
    language = page_language()
    pairs = zip(rated_questions(questionnaire), rows, strict=True)
    return [
        RatedQuestion(
            f"{place}. {question.text(language)}",
            tuple(label for _, label in question.choices(language)),
            row,
        )
        for place, (question, row) in enumerate(pairs, start=1)
    ]


def factor_titles(report: Report) -> dict[str, str]:
    """Name the sides of the service in the language of the page."""
    language = page_language()
    return {f.code: f.title.get(language) for f in report.data.questionnaire.factors}


def _factors(chosen: Chosen, title: str) -> Picture:
    report = chosen.report
    units = [row.unit for row in rows_of(chosen.selection, report, chosen.visible)]
    questionnaire = report.data.questionnaire
    scored = scored_factors(questionnaire)
    titles = {factor: title for factor, title in factor_titles(report).items() if factor in scored}
    named = caption(chosen, title, of_one_unit=False)
    minimum = report.data.survey.minimum_cell
    return factor_map(factor_cells(report, units, chosen.formula), titles, named, minimum)


def _trend(chosen: Chosen, _: str) -> Picture:
    selection = chosen.selection
    surveys = surveys_of_questionnaire(selection.survey.version.questionnaire.code)
    today = clock.local_day(clock.now())
    drawn = picture_of_trend(
        read_trend(
            surveys,
            chosen.unit.id,
            selection.formula,
            MONTHS,
            today=today,
            viewer=chosen.report.viewer,
        )
    )
    every = say("A trend shows all surveys with this questionnaire, whatever period is chosen.")
    return replace(drawn, notes=(*drawn.notes, every))


def _changes(chosen: Chosen, title: str) -> Picture:
    rows = rows_of(chosen.selection, chosen.report, chosen.visible)
    today = clock.local_day(clock.now())
    changes = changes_since(chosen.selection.survey, rows, today=today, viewer=chosen.report.viewer)
    return change_arrows(changes, caption(chosen, title, of_one_unit=False))


def _funnel(chosen: Chosen, title: str) -> Picture:
    rows = rows_of(chosen.selection, chosen.report, chosen.visible)
    named = caption(chosen, title, of_one_unit=False)
    return funnel_plot(unlike_others(rows), rows, named)


def _hours(chosen: Chosen, title: str) -> Picture:
    whole = _in_whole_survey(chosen)
    hours = answer_hours(whole.report, whole.unit.id)
    named = caption(whole, title, of_one_unit=True)
    return _of_whole(chosen, answer_hours_map(hours, named))


def _in_whole_survey(chosen: Chosen) -> Chosen:
    """Take the whole survey: what divides a unit further is shown of it alone."""
    survey = chosen.selection.survey
    selection = replace(chosen.selection, first=survey.opens_on, last=survey.closes_on)
    return replace(chosen, selection=selection, report=chosen.report.of_whole_survey())


def _of_whole(chosen: Chosen, picture: Picture) -> Picture:
    """Say of a picture of the whole survey that it is, where a part was asked for."""
    if chosen.report.is_whole:
        return picture
    return replace(picture, notes=(whole_only(), *picture.notes))


def _response_rates(chosen: Chosen, title: str) -> Picture:
    formula = chosen.formula
    places = response_tree(chosen.report, chosen.unit.id, formula)
    return response_map(places, caption(chosen, title, of_one_unit=True))


def _importance(chosen: Chosen, title: str) -> Picture:
    whole = _in_whole_survey(chosen)
    report, unit = whole.report, whole.unit
    target = target_for(report.data.targets, unit, BY_FACTOR) or target_for(
        report.data.targets, unit, whole.formula
    )
    shown = target if target and not whole.is_withheld else None
    found = factor_importance(report, unit.id, shown.value) if shown else None
    named = caption(whole, title, of_one_unit=True)
    return _of_whole(chosen, importance_map(found, factor_titles(report), named))


PICTURES: dict[str, PictureKind] = {
    "strips": PictureKind(lazy_gettext("Intervals against the target"), False, _strips),
    "changes": PictureKind(lazy_gettext("Change since the survey before"), False, _changes),
    "funnel": PictureKind(lazy_gettext("Units unlike the others"), False, _funnel),
    "factors": PictureKind(lazy_gettext("Sides of the service by unit"), False, _factors),
    "parts": PictureKind(lazy_gettext("Parts of a unit’s answers"), True, _parts),
    "trend": PictureKind(lazy_gettext("Over time"), True, _trend),
    "ratings": PictureKind(lazy_gettext("Answers by level"), True, _ratings),
    "importance": PictureKind(lazy_gettext("What to look at first"), True, _importance),
    "response": PictureKind(lazy_gettext("Response rates over the tree"), True, _response_rates),
    "hours": PictureKind(lazy_gettext("When answers come"), True, _hours),
}
