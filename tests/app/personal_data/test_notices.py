"""Notices to citizens: in versions, the one in force shown before sending.

Truth leaned on: the page that a citizen gets; versions made with dates on either side.
"""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import NoticeVersion, RoleName, Survey
from app.queries.notices import notice_in_force
from app.services.access_codes import new_access_code
from app.services.notices import InvalidNotice, NewNotice, publish_notice
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.respond.citizen import OPEN
from tests.factories import ACTOR, NOW, create_point, create_survey, create_version
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

NOTICES = "/manage/personal-data/notices"
LAW = "Luật số 91/2025/QH15"


def publish(words: str, *, sector: str | None = "administration", survey: Survey | None = None):
    """Publish a notice for a sector or a survey."""
    wanted = NewNotice(None if survey else sector, survey.id if survey else None, words, "", LAW)
    return publish_notice(wanted, actor=ACTOR, now=NOW)


def address_of(survey: Survey) -> str:
    """The address of a survey's questionnaire."""
    code = new_access_code()
    create_point(survey, code=code)
    return f"/s/{code}"


def open_survey(**columns: object) -> Survey:
    """A survey of a published questionnaire that is open today."""
    document = to_document(load_catalogue_questionnaire("one_stop_short"))
    return create_survey(version=create_version(document), **OPEN, **columns)


def test_every_sector_has_a_notice_from_the_beginning(app: Flask) -> None:
    for sector, words in (
        ("administration", "cơ quan có tên nêu trên"),
        ("health", "khám, chữa bệnh"),
        ("education", "cha mẹ hoặc người giám hộ"),
    ):
        survey = open_survey(sector=sector)
        found = notice_in_force(survey.id)
        assert words in found.text_vi
        assert "91/2025/QH15" in found.law


def test_a_citizen_reads_the_notice_before_sending(app: Flask, page: Visitor) -> None:
    path = address_of(open_survey())
    shown = page.get(path)
    assert "cơ quan có tên nêu trên" in shown.text
    assert "91/2025/QH15" in shown.text
    assert "The agency named above" in page.get(f"{path}?lang=en").text


def test_a_new_version_is_shown_at_once_even_on_remembered_pages(app: Flask, page: Visitor) -> None:
    path = address_of(open_survey())
    page.get(path)
    publish("Ủy ban nhân dân tỉnh <thu thập> phiếu này.")
    assert "Ủy ban nhân dân tỉnh <thu thập> phiếu này." in page.get(path).text


def test_a_surveys_own_notice_goes_before_its_sectors(app: Flask, page: Visitor) -> None:
    survey = open_survey()
    publish("Riêng cho đợt này.", survey=survey)
    publish("Cho cả lĩnh vực.")
    assert notice_in_force(survey.id).text_vi == "Riêng cho đợt này."
    assert notice_in_force(open_survey().id).text_vi == "Cho cả lĩnh vực."


def test_which_notice_was_in_force_when_an_answer_came_can_be_told(app: Flask) -> None:
    survey = create_survey()
    publish("Bản hai.")
    before = notice_in_force(survey.id, at=NOW - timedelta(seconds=1))
    assert "cơ quan có tên" in before.text_vi
    assert notice_in_force(survey.id, at=NOW).text_vi == "Bản hai."
    assert notice_in_force(survey.id, at=NOW - timedelta(days=900)) is None


def test_the_same_words_again_are_no_new_version(app: Flask) -> None:
    assert publish("Bản hai.") is not None
    assert publish("  Bản   hai. ") is None


@pytest.mark.parametrize("words", ["", "   ", "x" * 601])
def test_vietnamese_is_needed_and_short(app: Flask, words: str) -> None:
    with pytest.raises(InvalidNotice) as refused:
        publish(words)
    assert list(refused.value.mistakes) == ["text_vi"]


def test_a_version_is_never_changed_and_goes_only_with_its_survey(app: Flask) -> None:
    survey = create_survey()
    publish("Riêng.", survey=survey)
    for statement in ("UPDATE notice_version SET law = 'x'", "DELETE FROM notice_version"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(statement))
        db.session.rollback()
    db.session.delete(survey)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(NoticeVersion)) == 3


def test_the_page_publishes_and_tells_what_is_wrong(app: Flask) -> None:
    page = Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))
    page.get(NOTICES)
    path = f"{NOTICES}/education"
    form = {"csrf_token": form_token(page.get(path).html), "text_vi": "", "law": LAW}
    refused = page.post(path, data={**form, "text_en": "For parents."})
    assert "Phải có bản tiếng Việt." in refused.one("p", id="text_vi-error").text
    assert refused.one("textarea", name="text_en").text == "For parents."
    answer = page.client.post(path, data={**form, "text_vi": "Dành cho cha mẹ học sinh."})
    assert answer.status_code == 302
    assert "Dành cho cha mẹ học sinh." in page.get(NOTICES).text
    page.get(f"{NOTICES}/farming", status=404)


def test_a_survey_gets_words_of_its_own_on_its_page(app: Flask) -> None:
    survey = create_survey()
    page = Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))
    path = f"{NOTICES}/survey/{survey.code}"
    form = {"csrf_token": form_token(page.get(path).html), "text_vi": "Riêng.", "law": LAW}
    assert page.client.post(path, data=form).status_code == 302
    assert notice_in_force(survey.id).text_vi == "Riêng."
