"""Whatever a designer makes of a questionnaire, every page of it opens and says what is wrong.

Truth leaned on: no page may answer with an error of the server, whatever was done before.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services.drafting.documents import Document, every_question, set_words
from app.services.drafting.measuring import remove_factor
from app.services.drafting.questions import (
    add_question,
    delete_question,
    duplicate_question,
    move_question,
    move_section,
)
from app.services.drafting.renaming import rename_question
from surveys.loading import read_json
from surveys.question_types import QUESTION_TYPES
from tests.app.design.designing import Designer
from tests.factories import create_draft

SAMPLES = sorted(
    (Path(__file__).parents[2] / "surveys" / "questionnaires").glob("*.json"), key=lambda p: p.stem
)
DEEDS = 25


def clear_words(document: Document, code: str, _dice: random.Random) -> None:
    """Take the Vietnamese words of a question and its answers out."""
    for _, question in every_question(document):
        if question["code"] == code:
            set_words(question, "text", "")
            for option in question.get("options", []):
                set_words(option, "text", "")


def clear_satisfied(document: Document, code: str, _dice: random.Random) -> None:
    """Let no answer of a question count as satisfied."""
    for _, question in every_question(document):
        if question["code"] == code:
            question.pop("satisfied", None)
            question["required"] = True


def lose_factor(document: Document, _code: str, dice: random.Random) -> None:
    """Remove a factor."""
    factors = document.get("factors", [])
    if factors:
        remove_factor(document, dice.choice(factors)["code"])


def add_any(document: Document, _code: str, dice: random.Random) -> None:
    """Add a question of any type without words."""
    section = dice.choice(document["sections"])["code"]
    add_question(document, section, dice.choice(list(QUESTION_TYPES)), "")


DO: list[Callable[[Document, str, random.Random], object]] = [
    clear_words,
    clear_satisfied,
    lose_factor,
    add_any,
    lambda d, code, dice: move_question(d, code, by=dice.choice((-1, 1))),
    lambda d, code, _: duplicate_question(d, code),
    lambda d, code, _: delete_question(d, code),
    lambda d, code, _: rename_question(d, code, f"x_{code}"[:38]),
    lambda d, _, dice: move_section(d, dice.choice(d["sections"])["code"], by=1),
]


def worked_on(document: Document, seed: int) -> Document:
    """A document after many deeds, some of them foolish."""
    dice = random.Random(seed)
    for _ in range(DEEDS):
        codes = [question["code"] for _, question in every_question(document)]
        if codes:
            dice.choice(DO)(document, dice.choice(codes), dice)
    return document


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_page_of_any_draft_opens(mai: Designer, sample: Path) -> None:
    document = read_json(sample.read_bytes())
    assert isinstance(document, dict)
    draft = create_draft(document=worked_on(document, seed=len(sample.stem)))
    home = f"/design/{draft.id}"
    mai.page("/design/")
    for path in ("", "/frame", "/indices", "/scales", "/languages", "/preview", "/publish"):
        mai.page(home + path)
    for path in ("/trial", "/dry-run", "/versions", "/preview/vi"):
        mai.page(home + path)
    codes = [question["code"] for _, question in every_question(draft.document)]
    for code in codes[:12]:
        mai.page(f"{home}/questions/{code}")
        mai.page(f"{home}/questions/{code}/shown_if?item={codes[0]}")


def test_numbers_that_no_column_holds_are_not_found(mai: Designer) -> None:
    for path in ("", "/frame", "/preview", "/preview/vi", "/dry-run", "/publish", "/trial.svg"):
        assert mai.client.get(f"/design/99999999999999999999{path}").status_code == 404
    for path in ("", "/preview/vi"):
        assert mai.client.get(f"/design/versions/99999999999999999999{path}").status_code == 404
    assert mai.client.get("/results/trend/x/99999999999999999999").status_code == 404
    assert mai.client.get("/t/%00").status_code == 404
