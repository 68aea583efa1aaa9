"""Forms to print: of any published version, and of a point with its survey in the corner."""

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from app import clock
from app.documents.paper_form import Fielded, PaperForm, draw_paper_form, paper_form_of
from app.errors import InvalidFilter, NotFound
from app.manage.paper.blueprint import blueprint
from app.queries.point_list import ListedPoint, get_listed_point
from app.queries.questionnaires import get_questionnaire, get_version
from surveys.definitions import Questionnaire


@blueprint.get("/versions/<int:version_id>/form.pdf")
def version_form(version_id: int) -> ResponseReturnValue:
    """Give the paper form of a version in the language that the address asks for."""
    version = get_version(version_id)
    questionnaire = get_questionnaire(version_id)
    language = read_language(questionnaire)
    form = paper_form_of(questionnaire, version.number, language)
    return sent(form, f"phieu-{questionnaire.code}-{version.number}-{language}.pdf")


@blueprint.get("/points/<int:point_id>/form.pdf")
def point_form(point_id: int) -> ResponseReturnValue:
    """Give the paper form of the survey at a point; raises `NotFound` where there is none."""
    listed = get_listed_point(point_id, now=clock.now())
    if listed.survey is None:
        raise NotFound("no survey at this point")
    questionnaire = get_questionnaire(listed.survey.version_id)
    language = read_language(questionnaire)
    form = paper_form_of(
        questionnaire, listed.survey.version.number, language, fielded_at(listed, language)
    )
    return sent(form, f"phieu-{listed.point.place.code}-{language}.pdf")


def read_language(questionnaire: Questionnaire) -> str:
    """Read `language`, the first of the questionnaire if not given; raises `InvalidFilter`."""
    language = request.args.get("language", questionnaire.languages[0])
    if language not in questionnaire.languages:
        raise InvalidFilter(f"language {language!r}")
    return language


def fielded_at(listed: ListedPoint, language: str) -> Fielded:
    """Say where the form is handed out; the place bears its name in the form's language."""
    place = listed.point.place
    name = (place.name_en if language == "en" else None) or place.name_vi
    survey = listed.survey.code if listed.survey else ""
    return Fielded(survey=survey, point=place.code, place=name)


def sent(form: PaperForm, name: str) -> ResponseReturnValue:
    """Send a form as a PDF to look at or keep."""
    return send_file(BytesIO(draw_paper_form(form)), "application/pdf", download_name=name)
