"""How fast the designer opens and saves a questionnaire of 200 questions in 4 languages.

`python -m tests.benchmarks.designer`; the limits are 1 s to open and 200 ms to save a change.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask_migrate import upgrade

from app.models import RoleName
from app.services.drafting.beginnings import blank_document
from app.services.drafting.documents import Document
from app.services.drafting.questions import add_question, add_section
from app.services.drafting.translating import add_language, copy_vietnamese, language_parts
from tests.conftest import build_app
from tests.factories import create_draft, create_staff
from tests.pages import Page
from tests.sign_in import sign_in

SECTIONS, QUESTIONS = 10, 20
LANGUAGES = ("en", "fr", "km")
ROUNDS = 15


def large_document() -> Document:
    """200 questions in ten sections, most of them ratings, every word in four languages."""
    document = blank_document("lon", "Bộ câu hỏi lớn")
    for number in range(SECTIONS):
        section = add_section(document, f"Phần {number + 1} của bộ câu hỏi", is_factor=True)
        for place in range(QUESTIONS):
            kind = "yes_no" if place == 0 else "rating5"
            text = f"Mức độ hài lòng về nội dung số {place + 1} của phần {number + 1}"
            code = add_question(document, section, kind, text)
            if place == 5:
                first = document["sections"][number]["questions"][0]["code"]
                question = document["sections"][number]["questions"][place]
                assert question["code"] == code
                question["shown_if"] = {"item": first, "is": "yes"}
    for language in LANGUAGES:
        add_language(document, language)
        for part, _ in language_parts(document):
            copy_vietnamese(document, language, part)
    return document


def timed(what: str, do: Callable[[int], Any]) -> None:
    """Print the median and the longest time of some rounds, the first one left out."""
    do(0)
    spans = []
    for number in range(1, ROUNDS + 1):
        begin = time.perf_counter()
        do(number)
        spans.append(1000 * (time.perf_counter() - begin))
    print(f"{what:42} median {statistics.median(spans):6.0f} ms   longest {max(spans):6.0f} ms")


def main() -> None:
    """Measure opening pages and saving changes, as a browser asks for them."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        with app.app_context():
            upgrade()
            draft = create_draft(document=large_document())
            user = create_staff(RoleName.SURVEY_ADMINISTRATOR)
            client = sign_in(app.test_client(), user)
            home = f"/design/{draft.id}"
            codes = [q["code"] for s in draft.document["sections"] for q in s["questions"]]
            question = f"{home}/questions/{codes[101]}"
            page = Page(client.get(question).text)
            form = {f.get("name"): f.get("value") for f in page.all("input", type="hidden")}
            form |= {"role": "item", "code": codes[101], "scale": "satisfaction", "factor": ""}

            def save(number: int) -> None:
                sent = {**form, "text": f"Lời số {number}", "satisfied": ["4", "5"]}
                answer = client.post(question, data=sent, headers={"Accept": "application/json"})
                assert answer.get_json()["saved"], answer.text
                form["seen"] = answer.get_json()["seen"]

            def move(number: int) -> None:
                do = f"question-{'up' if number % 2 else 'down'}:{codes[50]}"
                sent = {"csrf_token": form["csrf_token"], "do": do}
                assert client.post(home, data=sent).status_code == 302

            timed("open the outline", lambda _: client.get(home).text)
            timed("open a question", lambda _: client.get(question).text)
            timed("open the words of a section", lambda _: client.get(f"{home}/languages/en").text)
            timed("open the publishing page", lambda _: client.get(f"{home}/publish").text)
            timed("save a question while it is typed", save)
            timed("move a question", move)


if __name__ == "__main__":
    main()
