"""The guide of a new service: its steps, their state, and what can be done on its page.

Truth leaned on: words a newcomer must find, and the rows in the database afterwards.
"""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import Questionnaire, RoleName, SettingValue, Unit
from app.services.organisation.changing import carry_out
from app.services.organisation.tree_import import propose_import
from app.services.settings.reading import cache
from tests.factories import NOW, create_point, create_response, create_survey, saved
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

GUIDE = "/manage/first-steps/"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def newcomer(client: FlaskClient) -> FlaskClient:
    """Somebody who has just signed in as a survey administrator."""
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


def states(page: Page) -> list[str]:
    """The state of each step."""
    return [mark.text for mark in page.all("span", class_="step-state")]


def test_a_newcomer_starts_at_the_guide_until_somebody_has_answered(
    app: Flask, newcomer: FlaskClient
) -> None:
    assert newcomer.get("/start").location == GUIDE
    survey = create_survey()
    create_response(survey, {"overall": 5})
    assert newcomer.get("/start").location == "/results/overview"


def test_in_an_empty_database_the_units_come_first(app: Flask, newcomer: FlaskClient) -> None:
    page = Visitor(newcomer).get(GUIDE)
    assert states(page) == ["bước tiếp theo", *["làm sau"] * 6]
    assert page.one("a", href=f"{GUIDE}units.csv")


def test_a_questionnaire_of_the_catalogue_is_published_as_it_is(
    app: Flask, newcomer: FlaskClient
) -> None:
    token = form_token(newcomer.get(GUIDE).text)
    form = {"csrf_token": token, "questionnaire": "one_stop_short"}
    page = newcomer.post(f"{GUIDE}publish", data=form, follow_redirects=True)
    assert "one_stop_short, phiên bản 1" in page.text
    assert db.session.scalars(select(Questionnaire.code)).all() == ["one_stop_short"]
    unknown = newcomer.post(f"{GUIDE}publish", data={**form, "questionnaire": "x"})
    assert unknown.status_code == 404


def test_where_a_second_person_publishes_the_guide_does_not(
    app: Flask, newcomer: FlaskClient
) -> None:
    token = form_token(newcomer.get(GUIDE).text)
    saved(SettingValue(name="second_person_publishing", value=True, set_at=NOW))
    cache().values.clear()
    form = {"csrf_token": token, "questionnaire": "one_stop_short"}
    page = newcomer.post(f"{GUIDE}publish", data=form, follow_redirects=True)
    assert "cần người thứ hai" in page.text
    assert db.session.query(Questionnaire).count() == 0


def test_the_counters_page_is_offered_once_it_takes_answers(
    app: Flask, newcomer: FlaskClient
) -> None:
    create_point(create_survey(closes_on=NOW.date().replace(year=2099)), code="BCFG2346")
    page = Visitor(newcomer).get(GUIDE)
    assert page.one("a", href="http://127.0.0.1:8000/s/BCFG2346")


def test_when_all_is_done_the_page_says_how_to_go_on(app: Flask, newcomer: FlaskClient) -> None:
    survey = create_survey()
    create_response(survey, {"overall": 5})
    page = Visitor(newcomer).get(GUIDE)
    assert set(states(page)) == {"đã xong"}
    assert "Đã xong mọi bước" in page.text


def test_the_example_file_is_one_that_can_be_imported(
    app: Flask, newcomer: FlaskClient, tmp_path
) -> None:
    content = newcomer.get(f"{GUIDE}units.csv").data.decode("utf-8-sig")
    assert content.startswith("kind,sector,code,name_vi,name_en,parent,from\n")
    path = tmp_path / "units.csv"
    path.write_text(content, encoding="utf-8")
    proposal = propose_import(path, today=NOW.date())
    carry_out(proposal, actor=Actor.command("a test"), now=NOW)
    assert db.session.query(Unit).count() == 5


def test_the_guide_is_for_administrators(client: FlaskClient, app: Flask) -> None:
    sign_in(client, role=RoleName.EVALUATOR)
    assert client.get(GUIDE).status_code == 403
    assert client.get("/start").location == "/results/overview"


def test_what_the_first_steps_tell_to_press_is_called_so_on_the_pages() -> None:
    """A button that is renamed leaves a newcomer looking for words that stand nowhere."""
    words = (ROOT / "app/translations/vi/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    said = {"Lắng Nghe"} | set(re.findall(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$', words, re.MULTILINE))
    text = (ROOT / "app/help/texts/first-steps.vi.md").read_text(encoding="utf-8")
    assert [w for w in re.findall(r"\*\*(.+?)\*\*", text) if w not in said] == []
