"""Trend: one index of one unit over time, with every change of the questionnaire marked."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app import clock, words
from app.access import current_actor, current_scope
from app.charts.rendering import FORMATS
from app.errors import InvalidFilter, NotFound
from app.exports import EXPORTERS
from app.languages import page_language, said_in_address
from app.queries.surveys import surveys_of_questionnaire
from app.results.book_pictures import for_book
from app.results.picture_files import picture_response
from app.results.trend_picture import picture_of_trend
from app.results.trend_sheet import numbers_of, remarks, table_of
from app.services.auditing import record_at_once
from app.services.reporting.trend import MONTHS, SURVEYS, Trend, read_trend

blueprint = Blueprint("trend", __name__, url_prefix="/results/trend")
blueprint.context_processor(lambda: {"words": words})

STEPS = {
    MONTHS: lazy_gettext("Month by month, or as finely as it can be read"),
    SURVEYS: lazy_gettext("Survey by survey"),
}


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
        numbers=numbers_of(trend),
        remarks=[remarks(point) for point in trend.points],
        drawn=picture_of_trend(trend),
        picture_formats=list(FORMATS),
        language=said_in_address(page_language()),
        formats=EXPORTERS,
    )


@blueprint.get("/<questionnaire_code>/<int:unit_id>/picture.<format_name>")
def picture(questionnaire_code: str, unit_id: int, format_name: str) -> ResponseReturnValue:
    """Give the picture of the trend as SVG, PNG or specification; `save` asks to keep it."""
    trend, step = asked_trend(questionnaire_code, unit_id)
    response = picture_response(picture_of_trend(trend), format_name)
    if request.args.get("save"):
        take(response, trend, questionnaire_code, step, FORMATS[format_name][1])
    return response


@blueprint.get("/<questionnaire_code>/<int:unit_id>/download.<format_name>")
def download(questionnaire_code: str, unit_id: int, format_name: str) -> ResponseReturnValue:
    """Give the points of the trend as a file; they are the same rows as on the page."""
    exporter = EXPORTERS.get(format_name)
    if exporter is None:
        raise NotFound(f"no format {format_name!r}")
    trend, step = asked_trend(questionnaire_code, unit_id)
    pictures = for_book(picture_of_trend(trend)) if exporter.holds_pictures else []
    content = exporter.write(replace(table_of(trend), pictures=pictures))
    response = Response(content, mimetype=exporter.mimetype)
    return take(response, trend, questionnaire_code, step, exporter.extension)


def take(
    response: Response, trend: Trend, questionnaire_code: str, step: str, ending: str
) -> Response:
    """Send something of a trend as a file, and write down that it was taken."""
    record_at_once(
        "results.download",
        actor=current_actor(),
        thing=f"unit:{trend.unit.id}",
        unit_id=trend.unit.id,
        now=clock.now(),
        name=questionnaire_code,
        format=ending.removeprefix("."),
        rows=len(trend.points),
    )
    name = f"trend_{trend.unit.code}_{trend.formula.id}_{step}{ending}"
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
    return read_trend(surveys, unit_id, formula, step, today=today, viewer=current_scope()), step
