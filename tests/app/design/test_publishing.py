"""Publishing: what is missing is listed, versions freeze, changes are told, a second person agrees.

Truth leaned on: the stored versions and the audit, read back.
"""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, QuestionnaireVersion
from app.queries.questionnaires import latest_versions
from app.services.drafting.documents import question_of
from app.services.settings.changing import change_settings
from tests.app.design.designing import Designer, latest_draft
from tests.factories import ACTOR, NOW


def versions() -> list[QuestionnaireVersion]:
    """Every published version, the first one first."""
    db.session.expire_all()
    return list(db.session.scalars(select(QuestionnaireVersion).order_by("number")))


def acts() -> list[str]:
    """What the audit says was done to questionnaires."""
    query = select(AuditEvent.act).where(AuditEvent.act.like("questionnaire.%"))
    return list(db.session.scalars(query.order_by(AuditEvent.id)))


def published(mai: Designer) -> str:
    """A published questionnaire of the catalogue's short form; gives its address."""
    home = f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"
    mai.send(f"{home}/publish", do="publish")
    return home


def test_a_draft_with_mistakes_is_not_published_and_each_is_listed(mai: Designer) -> None:
    home = f"/design/{mai.begin().id}"
    assert "Mục này còn trống" in mai.page(f"{home}/publish").text
    answer = mai.send(f"{home}/publish", status=422, do="publish")
    assert "cần sửa các chỗ nêu dưới đây trước" in answer.text
    assert versions() == []


def test_a_mistake_names_its_question_by_number_and_words(mai: Designer) -> None:
    home = f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"
    mai.fill(f"{home}/questions/overall", satisfied=[])
    page = mai.page(f"{home}/publish")
    place = next(a for a in page.all("a") if a.get("href") == f"{home}/questions/overall")
    assert place.text.startswith("Câu 1 (Nhìn chung, Ông/Bà")


def test_publishing_freezes_the_document(mai: Designer) -> None:
    home = published(mai)
    version = versions()[0]
    assert version.document["title"]["vi"] == "Một cửa"
    mai.fill(f"{home}/questions/overall", text="Câu khác?")
    assert versions()[0].document == version.document
    assert question_of(latest_draft().document, "overall")["text"]["vi"] == "Câu khác?"
    assert acts() == ["questionnaire.publish"]


def test_a_reworded_question_keeps_the_trend_and_is_told_in_words(mai: Designer) -> None:
    home = published(mai)
    old = versions()[0].document["sections"][0]["questions"][0]["text"]["vi"]
    mai.fill(f"{home}/questions/overall", text="Nhìn chung, Ông/Bà có hài lòng không?")
    page = mai.page(f"{home}/publish")
    assert "Giữ chuỗi so sánh" in page.text
    assert f"Đổi lời câu hỏi: “{old}” → “Nhìn chung, Ông/Bà có hài lòng không?”" in page.text
    mai.send(f"{home}/publish", do="publish")
    assert [version.number for version in versions()] == [1, 2]
    history = mai.page(f"{home}/versions")
    assert "Phiên bản 2" in history.text
    assert "Đổi lời câu hỏi" in history.text


def test_what_breaks_the_trend_must_be_accepted(mai: Designer) -> None:
    home = published(mai)
    mai.fill(f"{home}/questions/overall", satisfied=["5"])
    answer = mai.send(f"{home}/publish", status=422, do="publish")
    assert "chấp nhận đứt chuỗi so sánh" in answer.text
    assert len(versions()) == 1
    mai.send(f"{home}/publish", do="publish", accepts="y")
    assert len(versions()) == 2


def test_what_would_change_stored_answers_is_refused(mai: Designer) -> None:
    home = published(mai)
    page = mai.page(f"{home}/questions/overall")
    assert not page.all("input", name="code")
    mai.send(f"{home}/indices", do="formulas", formula=["people_top2", "items_top2"])
    mai.send(home, do="question-delete:overall")
    mai.send(f"{home}/questions", section="items", type="yes_no", text="overall")
    mai.send(home, do="section-delete:overall")
    mai.fill(f"{home}/questions/overall", role="overall", options__0__satisfied="y")
    assert question_of(latest_draft().document, "overall")["type"] == "yes_no"
    assert "Không được" in mai.page(f"{home}/publish").text
    answer = mai.send(f"{home}/publish", status=422, do="publish", accepts="y")
    assert "làm khác nghĩa" in answer.text
    assert len(versions()) == 1


def test_the_same_draft_again_is_no_new_version(mai: Designer) -> None:
    home = published(mai)
    assert "bản thảo giống phiên bản đã phát hành" in mai.page(f"{home}/publish").text
    mai.send(f"{home}/publish", do="publish")
    assert len(versions()) == 1


@pytest.fixture
def second_person(app: Flask) -> None:
    """The setting that a second person publishes."""
    change_settings({"second_person_publishing": True}, actor=ACTOR, now=NOW)


@pytest.mark.usefixtures("second_person")
def test_a_second_person_publishes_what_was_asked_for(mai: Designer, nam: Designer) -> None:
    home = f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"
    mai.send(f"{home}/publish", status=422, do="publish")
    mai.send(f"{home}/publish", do="ask")
    mai.send(f"{home}/publish", status=422, do="publish")
    nam.send(f"{home}/publish", do="publish")
    assert len(versions()) == 1
    assert acts() == ["questionnaire.ask", "questionnaire.publish"]


@pytest.mark.usefixtures("second_person")
def test_a_change_takes_the_request_back(mai: Designer, nam: Designer) -> None:
    home = f"/design/{mai.begin('Một cửa', 'catalogue:one_stop_short').id}"
    mai.send(f"{home}/publish", do="ask")
    mai.fill(f"{home}/questions/overall", text="Câu khác?")
    nam.send(f"{home}/publish", status=422, do="publish")
    assert versions() == []


def test_a_questionnaire_is_retired_and_offered_again(mai: Designer) -> None:
    home = published(mai)
    mai.send(f"{home}/retire", do="retire")
    assert "Ngừng dùng từ" in mai.page(f"{home}/versions").text
    assert latest_versions() == []
    mai.send(f"{home}/retire", do="offer")
    assert acts()[-2:] == ["questionnaire.retire", "questionnaire.offer"]


def test_every_version_is_shown_for_ever_with_its_own_words(mai: Designer) -> None:
    home = published(mai)
    mai.fill(f"{home}/questions/overall", text="Câu của bản hai?")
    mai.send(f"{home}/publish", do="publish")
    first, second = versions()
    old = first.document["sections"][0]["questions"][0]["text"]["vi"]
    assert old in mai.page(f"/design/versions/{first.id}/preview/vi").text
    assert "Câu của bản hai?" in mai.page(f"/design/versions/{second.id}/preview/vi").text
    shown = mai.page(f"/design/versions/{first.id}")
    assert "Phiên bản 1" in shown.text
    for language in ("vi", "en"):
        form = f"/manage/paper/versions/{first.id}/form.pdf?language={language}"
        assert any(link.get("href") == form for link in shown.all("a"))
    mai.page(f"/design/versions/{first.id}/preview/fr", status=404)
