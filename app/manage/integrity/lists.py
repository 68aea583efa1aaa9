"""The review list of a survey: by the units of the tree, and every point with an entry."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app import clock
from app.access import current_actor, current_scope
from app.access.subjects import numbers
from app.errors import NotFound
from app.exports import EXPORTERS
from app.exports.cells import Cell, Kind
from app.exports.explanation import about_survey
from app.exports.result_sheet import ResultColumn, result_table
from app.filters import name_of
from app.manage.integrity.blueprint import blueprint
from app.manage.integrity.words import band_words
from app.manage.sheets import table_download
from app.models import CollectionPoint, Survey, Touchpoint
from app.queries.integrity import points_by_id
from app.queries.survey_shown_first import survey_to_show
from app.queries.surveys import get_survey, list_surveys
from app.services.auditing import record_at_once
from app.services.integrity.by_unit import Branch, evidence_below
from app.services.integrity.evidence import PointEvidence, not_looked_for, survey_evidence
from app.services.integrity.withheld import answers_told, withheld_places
from app.words import TOUCHPOINTS, say


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show what is found in a survey, below a unit if one is chosen."""
    surveys = list_surveys(current_scope())
    survey = chosen_survey(surveys)
    branch = branch_of(survey)
    return render_template(
        "manage/integrity/index.html",
        surveys=surveys,
        survey=survey,
        branch=branch,
        withheld=withheld_places(survey) if survey else frozenset(),
        not_looked_for=not_looked_for(survey) if survey else (),
        formats=EXPORTERS,
    )


@blueprint.get("/list.<format_name>")
def file(format_name: str) -> ResponseReturnValue:
    """Give the review list as a file; answers are told in bands, as on the page."""
    survey = chosen_survey(list_surveys(current_scope()))
    if survey is None:
        raise NotFound("no survey")
    rows, hidden = branch_of(survey).listed, withheld_places(survey)
    lines = [cells(point, evidence, survey, hidden) for point, evidence in rows]
    notes = [*about_survey(survey), (say("To be read with it"), str(CAUTION))]
    table = result_table(say("Review list"), COLUMNS, lines, notes, is_share=True)
    sheet = table_download(format_name, "ra-soat", table)
    record_at_once(
        "results.download",
        actor=current_actor(),
        thing=f"survey:{survey.id}",
        unit_id=chosen_unit(),
        now=clock.now(),
        name=survey.code,
        format=f"integrity.{format_name}",
        rows=len(rows),
    )
    return sheet


CAUTION = lazy_gettext(
    "What looks unlike the usual and deserves a look. It says nothing of anybody: a person checks, "
    "and keeps the answers or leaves them out, with a reason. Nothing is left out by itself."
)
COLUMNS = [
    ResultColumn("unit_code", lazy_gettext("Official code"), lazy_gettext("Of the place.")),
    ResultColumn("unit", lazy_gettext("Unit"), lazy_gettext("Name of the unit.")),
    ResultColumn(
        "point", lazy_gettext("Point number"), lazy_gettext("Of the collection point."), Kind.COUNT
    ),
    ResultColumn(
        "touchpoint",
        lazy_gettext("Where the code is met"),
        lazy_gettext("In words."),
        Kind.CODE,
        TOUCHPOINTS,
    ),
    ResultColumn(
        "service",
        lazy_gettext("Procedure"),
        lazy_gettext("That the code asks about, if it is one alone."),
    ),
    ResultColumn(
        "kinds", lazy_gettext("What stands out"), lazy_gettext("It says nothing of anybody.")
    ),
    ResultColumn("answers", lazy_gettext("Answers"), lazy_gettext("In a band.")),
    ResultColumn("open", lazy_gettext("To be decided"), lazy_gettext("Entries."), Kind.COUNT),
    ResultColumn("decided", lazy_gettext("Decided"), lazy_gettext("Entries."), Kind.COUNT),
]


def cells(
    point: CollectionPoint, evidence: PointEvidence, survey: Survey, hidden: frozenset[int]
) -> list[Cell]:
    """Give one line of the file."""
    told = answers_told(evidence.n, point.place_id, hidden, survey.minimum_cell)
    return [
        point.place.code,
        name_of(point.place),
        point.id,
        Touchpoint(point.touchpoint).value,
        name_of(point.service) if point.service else None,
        "; ".join(dict.fromkeys(str(item.kind.title) for item in evidence.items)),
        band_words(told),
        evidence.open_items,
        len(evidence.items) - evidence.open_items,
    ]


def branch_of(survey: Survey | None) -> Branch:
    """Find what there is below the unit of the address, within what the reader may see."""
    found = survey_evidence(survey) if survey else {}
    return evidence_below(
        found,
        points_by_id(found),
        under=chosen_unit(),
        scope=current_scope(),
        day=clock.local_day(clock.now()),
        least=survey.minimum_cell if survey else 0,
    )


def chosen_survey(surveys: list[Survey]) -> Survey | None:
    """Take the survey of the address, else the one that is shown unasked."""
    if code := request.args.get("survey"):
        return get_survey(code)
    return survey_to_show(surveys, current_scope(), clock.now())


def chosen_unit() -> int | None:
    """Take the unit of the address, if any; raises `NotFound` for what is no number."""
    text = request.args.get("under", "")
    if not text:
        return None
    ids = numbers([text])
    if not ids:
        raise NotFound("no such unit")
    return ids[0]
