"""A citizen for tests: opens a questionnaire, fills it in as a browser would, sends it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.services.access_codes import new_access_code
from tests.factories import create_point, create_survey, create_unit, create_version
from tests.pages import Element, Page, Visitor

LEVELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
IN_ENGLISH = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"]
BOTH = ("vi", "en")
OPEN = {"opens_on": date(2020, 1, 1), "closes_on": date(2099, 12, 31)}

Data = dict[str, Any]


def words(vietnamese: str, english: str | None = None) -> Data:
    """A text in both languages."""
    return {"vi": vietnamese, "en": english or f"{vietnamese} (en)"}


def rating(code: str, **changes: Any) -> Data:
    """A five-point rating that may be passed over, with "not applicable"."""
    question = {
        "code": code,
        "type": "rating5",
        "text": words(f"Câu hỏi {code}"),
        "scale": "satisfaction",
        "satisfied": [4, 5],
        "na_allowed": True,
    }
    return {**question, **changes}


def overall() -> Data:
    """The overall rating, which has to be answered."""
    return {**rating("overall", role="overall", required=True), "na_allowed": False}


def comment(**changes: Any) -> Data:
    """A comment in the person's own words."""
    question = {"code": "comment", "type": "long_text", "role": "comment", "max_length": 200}
    return {**question, "text": words("Góp ý"), "help": words("Không bắt buộc"), **changes}


def options(*codes: str, **changes: Any) -> list[Data]:
    """Options to choose from; a keyword of a code adds to its option."""
    return [
        {"code": code, "text": words(f"Chọn {code}"), **changes.get(code, {})} for code in codes
    ]


def document(*sections: list[Data]) -> Data:
    """A questionnaire of sections of questions; by default overall, one item and a comment."""
    sections = sections or ([overall(), rating("attitude"), comment()],)
    levels = zip(LEVELS, IN_ENGLISH, strict=True)
    return {
        "schema_version": 1,
        "code": "test",
        "languages": list(BOTH),
        "minutes": 1,
        "title": words("Ý kiến của Ông/Bà", "Your opinion"),
        "introduction": words("Mời Ông/Bà cho ý kiến.", "Please tell us."),
        "readers": words("Chỉ người được giao nhiệm vụ đọc.", "Only assigned people read it."),
        "na_text": words("Không biết / không áp dụng", "Don't know / not applicable"),
        "source": {"programme": words("Không"), "note": words("Không")},
        "scales": [
            {
                "code": "satisfaction",
                "options": [
                    {"code": str(level), "text": words(*both)}
                    for level, both in enumerate(levels, 1)
                ],
            }
        ],
        "sections": [
            {"code": f"section{number}", "title": words(f"Phần {number}"), "questions": questions}
            for number, questions in enumerate(sections, 1)
        ],
    }


def new_code(*sections: list[Data], **survey: Any) -> str:
    """An access code at "Quầy số 3" of a survey that is open, unless its days are given."""
    version = create_version(document(*sections))
    code = new_access_code()
    place = create_unit(name="Quầy số 3", parent=create_unit(name="Trung tâm phường Việt Trì"))
    create_point(create_survey(version=version, **{**OPEN, **survey}), place=place, code=code)
    return code


def fields(page: Page) -> Data:
    """What a browser would send of the page's form as it stands, without a button."""
    sent: dict[str, list[str]] = {}
    for element in page.elements:
        if element.has_parent("form") and element.tag in ("input", "textarea") and is_sent(element):
            value = element.get("value") if element.tag == "input" else element.text
            sent.setdefault(element.get("name"), []).append(value)
        elif element.tag == "select":
            sent.setdefault(element.get("name"), []).append(selected(page, element))
    return sent


def selected(page: Page, select: Element) -> str:
    """The option that a browser sends for a list: the selected one, else the first."""
    inside = [option for option in page.all("option") if option.has_parent("select") is select]
    chosen = [option for option in inside if "selected" in option.attributes]
    return (chosen or inside)[0].get("value")


def is_sent(element: Element) -> bool:
    """Whether a browser sends the field: a row only when it is chosen."""
    return element.get("type") not in ("radio", "checkbox") or "checked" in element.attributes


def fill(page: Page, answers: Mapping[str, object], move: str = "send") -> Data:
    """Fill in answers by item code and press a button."""
    filled = {f"q_{item}": value for item, value in answers.items()}
    return {**fields(page), **filled, "form-move": move}


def send(visitor: Visitor, code: str, answers: Mapping[str, object], **arguments: Any) -> str:
    """Open the questionnaire, fill it in and send it; give where the answer leads."""
    page = visitor.get(f"/s/{code}")
    answer = visitor.client.post(f"/s/{code}", data=fill(page, answers), **arguments)
    assert answer.status_code == 303, answer.text
    return answer.location


def receipt_code(page: Page) -> str:
    """The receipt code a page shows."""
    return page.one("p", class_="code").text
