"""Several choices with a column for each, as LimeSurvey and KoboToolbox write them.

Truth leaned on: files made by hand in the layout of their exports.
"""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Response, RoleName, Survey
from app.queries.imports import units_for_survey
from app.queries.questionnaires import get_questionnaire
from app.services.importing.preview import preview_import
from app.services.importing.proposals.draft import MappingDraft
from app.services.importing.proposals.file_look import look_at
from app.services.importing.proposals.proposal import Setting, propose
from app.services.importing.responses import import_responses
from app.services.questionnaires import publish_questionnaire
from surveys.catalogue import load_catalogue_questionnaire
from tests.app.importing.test_proposals import order
from tests.factories import ACTOR, NOW, create_survey, create_unit
from tests.pages import Page
from tests.sign_in import form_token, sign_in

LIMESURVEY = """\
"id";"submitdate";"startlanguage";"quay";"overall";"wishes[online]";"wishes[attitude]";"wishes[nothing]"
"1";"2026-03-02 09:05:11";"vi";"q1";"A5";"Y";"Y";""
"2";"2026-03-02 10:15:00";"vi";"q1";"A3";"";"Y";"N"
"3";"2026-03-02 11:00:00";"vi";"q1";"A4";"";"";""
"""
KOBOTOOLBOX = """\
end,quay,overall,wishes/online,wishes/attitude,wishes/nothing,_id,_uuid,_submission_time
2026-03-02T09:05:11.000+07:00,q1,5,1,1,0,1,a-1,2026-03-02T02:05:20
2026-03-02T10:15:00.000+07:00,q1,3,0,1,0,2,a-2,2026-03-02T03:15:10
2026-03-02T11:00:00.000+07:00,q1,4,0,0,0,3,a-3,2026-03-02T04:00:10
"""
CHOICES = [["online", "attitude"], ["attitude"], None]


def citizens_survey() -> Survey:
    """A survey whose questionnaire asks for up to three wishes, with one unit."""
    create_unit(code="q1", name="Quầy q1")
    questionnaire = load_catalogue_questionnaire("general_public")
    version, _ = publish_questionnaire(questionnaire, actor=ACTOR, now=NOW)
    return create_survey(version=version, code="mot-cua")


def proposed(file: Path) -> MappingDraft:
    """What is proposed for a file of the survey."""
    survey = citizens_survey()
    questionnaire = get_questionnaire(survey.version_id)
    setting = Setting(survey.code, questionnaire, units_for_survey(survey))
    return propose(look_at(file), setting)[1]


def stored() -> list[list[str] | None]:
    """The wishes of every answer."""
    found = db.session.scalars(select(Response.answers).order_by(Response.sequence))
    return [answers.get("wishes") for answers in found]


@pytest.mark.parametrize("content", [LIMESURVEY, KOBOTOOLBOX], ids=["limesurvey", "kobotoolbox"])
def test_ticks_of_several_columns_are_one_answer(app: Flask, tmp_path: Path, content: str) -> None:
    file = tmp_path / "phieu.csv"
    file.write_text(content, encoding="utf-8")
    draft = proposed(file)
    assert [a.item for a in draft.answers].count("wishes") == 3
    import_responses(order(file, draft), now=clock.now())
    assert [sorted(w, reverse=True) if w else w for w in stored()] == CHOICES


def test_a_column_with_all_choices_goes_before_one_for_each(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "phieu.csv"
    lines = KOBOTOOLBOX.splitlines()
    wishes = ["wishes", "online attitude", "attitude", ""]
    both = [f"{line},{more}" for line, more in zip(lines, wishes, strict=True)]
    file.write_text("\n".join(both) + "\n", encoding="utf-8")
    draft = proposed(file)
    assert [a.column for a in draft.answers if a.item == "wishes"] == ["wishes"]


def test_choices_that_exclude_each_other_are_told_with_their_line(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "phieu.csv"
    file.write_text(LIMESURVEY.replace('"Y";"Y";""', '"Y";"Y";"Y"'), encoding="utf-8")
    preview = preview_import(order(file, proposed(file)), now=clock.now())
    assert [problem.line for problem in preview.problems] == [2]


def test_another_question_is_still_answered_by_one_column(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "phieu.csv"
    file.write_text(LIMESURVEY, encoding="utf-8")
    draft = proposed(file)
    (overall,) = [answer for answer in draft.answers if answer.item == "overall"]
    twice = draft.changed(answers=(*draft.answers, overall))
    assert preview_import(order(file, twice), now=clock.now()).mistakes


def test_the_wizard_keeps_marks_that_stand_for_nothing(client: FlaskClient, tmp_path: Path) -> None:
    citizens_survey()
    sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)
    file = tmp_path / "phieu.csv"
    file.write_text(KOBOTOOLBOX, encoding="utf-8")
    token = form_token(client.get("/manage/imports/new").text)
    with file.open("rb") as content:
        sent = {"csrf_token": token, "sheet": (content, "phieu.csv"), "survey": "mot-cua"}
        page = client.post("/manage/imports/new", data=sent, follow_redirects=True)
    shown = Page(page.text)
    fields = {
        each.get("name"): each.get("value")
        for each in shown.all("input")
        if each.get("name") and each.get("type") != "checkbox"
    }
    for option in shown.all("option", selected=""):
        if select_element := option.has_parent("select"):
            fields[select_element.get("name")] = option.get("value")
    review = client.post(page.request.path, data=fields | {"look": "yes"}, follow_redirects=True)
    assert "Sẽ thêm 3 phiếu trả lời" in review.text
