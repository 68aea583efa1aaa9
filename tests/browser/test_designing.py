"""The long one-stop questionnaire, designed from blank to its second version by the keyboard alone.

Truth leaned on: the shipped questionnaire that is typed in, the stored versions, and the trend of
answers counted by hand.
"""

import signal
import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from app import clock, create_app
from app.extensions import db
from app.models import (
    CollectionPoint,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Survey,
    SurveyPoint,
    Unit,
)
from app.services.response_store import close_store
from surveys.catalogue import load_catalogue_questionnaire
from surveys.definitions import Question, Section
from surveys.documents import from_document
from tests.browser.site import Site

pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODEL = load_catalogue_questionnaire("one_stop_long")
TITLE = "Khảo sát một cửa của tỉnh"
REWORDED = "Nhìn chung, Ông/Bà thấy hài lòng hay không hài lòng về lần giao dịch này?"
ENGLISH = {
    text.get("vi"): text.get("en")
    for text in (
        *(scale.label for kind in MODEL.scales for scale in kind.options),
        *(question.wording for question in MODEL),
        *(option.label for question in MODEL for option in question.options),
        *(section.title for section in MODEL.sections if section.title),
        *(factor.title for factor in MODEL.factors),
        *(MODEL.introduction, MODEL.readers, MODEL.na_text),
    )
}
LONGEST = 400
MOST_TABS = 400
PLACE_OF = """wanted => {
  const at = document.activeElement;
  const words = (at.getAttribute("aria-label") || at.textContent || "").trim();
  return at.id === wanted || (at.name && at.name === wanted)
    || (["A", "BUTTON"].includes(at.tagName) && words.startsWith(wanted));
}"""


class Keyboard:
    """Reaches everything by Tab, and types; no mouse, no script of ours."""

    def __init__(self, page: Any) -> None:
        self.page, self.keys = page, page.keyboard

    def to(self, wanted: str) -> None:
        """Press Tab until the control with this id, name or wording has the focus."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(PLACE_OF, wanted):
                return
            self.keys.press("Tab")
        raise AssertionError(f"Tab never reaches {wanted!r} on {self.page.url}")

    def write(self, wanted: str, text: str) -> None:
        """Fill in a field, whatever stood there."""
        self.to(wanted)
        self.keys.press("Control+A")
        self.keys.insert_text(text)

    def go(self, wanted: str, key: str = "Enter") -> None:
        """Press a link or a button, and wait for the page that answers."""
        self.to(wanted)
        with self.page.expect_navigation():
            self.keys.press(key)

    def choose(self, wanted: str, value: str) -> None:
        """Choose in a list by the arrow keys."""
        self.to(wanted)
        self.keys.press("Home")
        for _ in range(40):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{value!r} is not in the list {wanted!r}")

    def tick(self, wanted: str) -> None:
        """Tick a box."""
        self.to(wanted)
        self.keys.press("Space")


@pytest.fixture
def long_time() -> None:
    """More time than other tests have: everything is typed."""
    signal.alarm(LONGEST)


@pytest.mark.usefixtures("long_time")
def test_a_long_questionnaire_is_built_translated_and_published_twice_by_keys(
    doors: Any, site: Site
) -> None:
    with doors.window("administrator") as opened:
        opened.open("/design/")
        hands = Keyboard(opened.page)
        begin(hands)
        for section in MODEL.sections:
            build_section(hands, section)
        finish_overall(hands)
        choose_indices(hands)
        translate(hands)
        preview(hands)
        hands.go("Phát hành")
        hands.go("Phát hành phiên bản 1")
        assert "Đã phát hành" in opened.page.content()
        reword(hands)
        hands.go("Phát hành")
        assert "Giữ chuỗi so sánh" in opened.page.content()
        hands.go("Phát hành phiên bản 2")
    code, unit_id = ask_both_versions(site)
    with doors.window("evaluator") as opened:
        opened.open(f"/results/trend/{code}/{unit_id}?step=surveys")
        page = opened.page.content()
        assert "Chuỗi so sánh tiếp tục qua một thay đổi" in page
        assert REWORDED in page
        assert opened.page.locator("tbody tr").count() == 2
        assert opened.page.locator("img[src*='/trend']").count() == 1


def begin(hands: Keyboard) -> None:
    """A blank questionnaire."""
    hands.go("Tạo bộ câu hỏi")
    hands.to("title")
    hands.keys.insert_text(TITLE)
    with hands.page.expect_navigation():
        hands.keys.press("Enter")
    assert "Chưa có phần nào" in hands.page.content()


def build_section(hands: Keyboard, section: Section) -> None:
    """A section with its questions, each added by Enter; choices get their answers a line each."""
    hands.to("new-title")
    hands.keys.insert_text(section.title.get("vi") if section.title else "")
    if any(question.factor for question in section.questions):
        hands.tick("is-factor")
    hands.go("Thêm phần")
    for question in section.questions:
        add(hands, question)


def add(hands: Keyboard, question: Question) -> None:
    """One question; the field has the focus already after the one before."""
    hands.to("text")
    hands.keys.insert_text(question.text("vi"))
    hands.keys.press("Tab")
    kind = hands.page.evaluate("document.activeElement.id")
    hands.choose(kind, question.type)
    if question.type != "single_choice":
        hands.go("Thêm")
        return
    hands.go("Thêm và sửa tiếp")
    hands.to("more_options")
    hands.keys.insert_text("\n".join(label for _, label in question.choices("vi")))
    hands.go("Lưu, về danh sách")
    section = hands.page.evaluate("location.hash.slice(3)")
    code = hands.page.evaluate(
        "code => document.getElementById('q-' + code).closest('[data-section]').dataset.section",
        section,
    )
    hands.to(f"text-{code}")


def finish_overall(hands: Keyboard) -> None:
    """The first question is the overall one, and required."""
    hands.go(MODEL.questions["overall"].text("vi"))
    hands.choose("role", "overall")
    hands.tick("required")
    hands.go("Lưu")


def choose_indices(hands: Keyboard) -> None:
    """Three indices."""
    hands.go("Yếu tố và chỉ số")
    for formula in ("people_top2", "items_top2", "factor_items_top2"):
        hands.tick(f"f-{formula}")
    hands.go("Lưu chỉ số")


def translate(hands: Keyboard) -> None:
    """English, part by part, as the catalogue says it."""
    hands.go("Ngôn ngữ")
    hands.to("language")
    hands.go("Thêm")
    hands.go("Dịch")
    for place in range(len(MODEL.sections) + 1):
        fields = hands.page.locator(".translated").evaluate_all(
            "all => all.map(one => [one.querySelector('textarea').id,"
            " one.querySelector('label').textContent.trim()])"
        )
        for name, source in fields:
            hands.write(name, ENGLISH.get(source) or f"{source} (English)")
        hands.go("Lưu, sang phần sau" if place < len(MODEL.sections) else "Lưu")
    hands.go("Ngôn ngữ")
    assert "Đã đủ mọi đoạn chữ" in hands.page.content()


def preview(hands: Keyboard) -> None:
    """Both languages in the frame, by the real renderer."""
    hands.go("Xem thử")
    frame = hands.page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == TITLE
    hands.go("in-en")
    words = MODEL.questions["overall"].text("en")
    assert words in hands.page.frame_locator("iframe").locator("legend").first.inner_text()


def reword(hands: Keyboard) -> None:
    """Other words for the overall question."""
    hands.go("Câu hỏi")
    hands.go(MODEL.questions["overall"].text("vi"))
    hands.write("text", REWORDED)
    hands.go("Lưu")


def ask_both_versions(site: Site) -> tuple[str, int]:
    """Field both versions at one counter, a survey each, with answers; gives code and unit."""
    app = create_app(INSTANCE_PATH=str(site.instance))
    with app.app_context():
        query = (
            select(QuestionnaireVersion)
            .join(Questionnaire)
            .where(QuestionnaireVersion.document["title"]["vi"].as_string() == TITLE)
            .order_by(QuestionnaireVersion.number)
        )
        first, second = db.session.scalars(query).all()
        typed = from_document(first.document)
        assert [q.text("vi") for q in typed] == [q.text("vi") for q in MODEL]
        assert [q.type for q in typed] == [q.type for q in MODEL]
        overall = next(iter(typed)).code
        unit_id = db.session.scalars(select(Unit.id).where(Unit.code == "25-HCC-14")).one()
        spans = [(date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28))]
        for version, (opens_on, closes_on) in zip((first, second), spans, strict=True):
            field_at(unit_id, version, overall, opens_on, closes_on)
        code = first.questionnaire.code
        close_store(app)
        db.session.remove()
        db.engine.dispose()
    return code, unit_id


def field_at(
    unit_id: int, version: QuestionnaireVersion, overall: str, opens_on: date, closes_on: date
) -> None:
    """A survey of a month with forty answers at a counter."""
    query = select(CollectionPoint).where(CollectionPoint.place_id == unit_id)
    point = db.session.scalars(query).first()
    assert point is not None
    survey = Survey(
        code=f"theo-phim-{version.number}",
        title_vi=TITLE,
        title_en=TITLE,
        sector="administration",
        version_id=version.id,
        opens_on=opens_on,
        closes_on=closes_on,
        opened_at=clock.now(),
        formulas=["people_top2"],
        demonstration=True,
    )
    db.session.add(survey)
    db.session.flush()
    db.session.add(SurveyPoint(survey_id=survey.id, point_id=point.id))
    moment = datetime(2026, opens_on.month, 10, 5, tzinfo=UTC)
    rows = [
        {
            "key": uuid.uuid4(),
            "survey_id": survey.id,
            "version_id": version.id,
            "point_id": point.id,
            "unit_id": unit_id,
            "mode": point.mode,
            "language": "vi",
            "answered_at": moment,
            "answers": {overall: 5 if place % 5 else 2},
            "verified": False,
        }
        for place in range(40)
    ]
    db.session.execute(insert(Response), rows)
    db.session.commit()
