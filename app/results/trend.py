"""Trend: one index of one unit over time, with every change of the questionnaire marked."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app import clock, words
from app.access import current_actor
from app.errors import InvalidFilter, NotFound
from app.exports.cells import Cell
from app.exports.sheets import TYPES, write_sheet
from app.queries.questionnaires import get_questionnaire, version_numbers
from app.queries.surveys import surveys_of_questionnaire
from app.results.trend_drawing import draw_trend
from app.services.auditing import record_at_once
from app.services.registers.columns import SheetColumn
from app.services.reporting.trend import MONTHS, SURVEYS, Trend, TrendPoint, read_trend
from app.version_words import difference_words

blueprint = Blueprint("trend", __name__, url_prefix="/results/trend")
blueprint.context_processor(lambda: {"words": words})

STEPS = {MONTHS: lazy_gettext("Month by month"), SURVEYS: lazy_gettext("Survey by survey")}


@blueprint.get("/<questionnaire_code>/<int:unit_id>")
def unit(questionnaire_code: str, unit_id: int) -> ResponseReturnValue:
    """Show the trend of a unit: drawn, and as a table with n and interval of every point."""
    trend, step = asked_trend(questionnaire_code, unit_id)
    return render_template(
        "results/trend.html",
        code=questionnaire_code,
        trend=trend,
        step=step,
        steps=STEPS,
        drawing=draw_trend(trend.points),
        numbers=version_numbers(v for point in trend.points for v in point.versions),
        remarks=[remarks(point) for point in trend.points],
        formats=list(TYPES),
    )


@blueprint.get("/<questionnaire_code>/<int:unit_id>/download.<format_name>")
def download(questionnaire_code: str, unit_id: int, format_name: str) -> ResponseReturnValue:
    """Give the points of the trend as a file; they are the same rows as on the page."""
    if format_name not in TYPES:
        raise NotFound(f"no format {format_name!r}")
    trend, step = asked_trend(questionnaire_code, unit_id)
    content = write_sheet(format_name, COLUMNS, trend_rows(trend))
    record_at_once(
        "results.download",
        actor=current_actor(),
        thing=f"unit:{unit_id}",
        unit_id=unit_id,
        now=clock.now(),
        name=questionnaire_code,
        format=format_name,
        rows=len(trend.points),
    )
    response = Response(content, mimetype=TYPES[format_name])
    name = f"trend_{trend.unit.code}_{trend.formula.id}_{step}.{format_name}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def asked_trend(questionnaire_code: str, unit_id: int) -> tuple[Trend, str]:
    """Compute the trend that an address asks for; raises `InvalidFilter` or `NotFound`."""
    step = request.args.get("step", MONTHS)
    if step not in STEPS:
        raise InvalidFilter(f"no step {step!r}", name="step")
    surveys = surveys_of_questionnaire(questionnaire_code)
    today = clock.local_day(clock.now())
    formula = request.args.get("formula") or None
    return read_trend(surveys, unit_id, formula, step, today=today), step


def remarks(point: TrendPoint) -> list[str]:
    """Say what changed in the questionnaire at a point, and whether that breaks the trend."""
    if point.mark is None:
        return []
    if not point.mark.differences:
        return [gettext("A new version; nothing this index rests on changed.")]
    last = get_questionnaire(point.versions[-1])
    head = (
        gettext("The trend is broken here:")
        if point.mark.broken
        else gettext("The trend goes on over a change:")
    )
    return [head, *(difference_words(one, last) for one in point.mark.differences)]


COLUMNS = [
    SheetColumn("first", lazy_gettext("From day"), lazy_gettext("First day of the point.")),
    SheetColumn("last", lazy_gettext("To day"), lazy_gettext("Last day of the point.")),
    SheetColumn("survey", lazy_gettext("Survey"), lazy_gettext("Code of the survey.")),
    SheetColumn("formula", lazy_gettext("Formula"), lazy_gettext("Id of the index formula.")),
    SheetColumn("index", lazy_gettext("Index"), lazy_gettext("On the scale of the formula.")),
    SheetColumn("low", lazy_gettext("Lower limit"), lazy_gettext("Of the interval.")),
    SheetColumn("high", lazy_gettext("Upper limit"), lazy_gettext("Of the interval.")),
    SheetColumn("n", lazy_gettext("Answers (n)"), lazy_gettext("People counted.")),
    SheetColumn("outcome", lazy_gettext("Shown"), lazy_gettext("Or why nothing is shown.")),
    SheetColumn(
        "versions", lazy_gettext("Versions"), lazy_gettext("Of the questionnaire, as answered.")
    ),
    SheetColumn("remarks", lazy_gettext("Remarks"), lazy_gettext("What changed, and its effect.")),
]


def trend_rows(trend: Trend) -> Sequence[Sequence[Cell]]:
    """Give the points as rows of a file."""
    numbers = version_numbers(v for point in trend.points for v in point.versions)
    return [
        [
            point.first,
            point.last,
            point.survey.code,
            trend.formula.id,
            *(
                [point.figure.value, point.figure.low, point.figure.high, point.figure.n]
                if point.figure
                else [None] * 4
            ),
            point.outcome.value if point.figure is None else "shown",
            ", ".join(str(numbers[version]) for version in point.versions),
            " ".join(remarks(point)),
        ]
        for point in trend.points
    ]
