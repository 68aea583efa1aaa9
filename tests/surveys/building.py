"""Small questionnaire documents for tests: one question each, or as many as a test wants."""

import json
from copy import deepcopy
from pathlib import Path

from surveys.loading import load_document

SAMPLES = Path(__file__).parent / "questionnaires"
WORDS = {"vi": "Câu chữ", "en": "Words"}
SCALE = {"code": "five", "options": [{"code": code, "text": WORDS} for code in "12345"]}
YES_NO = [{"code": "yes", "text": {"vi": "Có"}}, {"code": "no", "text": {"vi": "Không"}}]


def sample(name):
    """Read a sample document, such as "rating5"."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def rating(code, **keys):
    """Make a scored rating on the scale "five"."""
    basis = {"type": "rating5", "scale": "five", "satisfied": [4, 5], "text": WORDS}
    return {"code": code, **basis, **keys}


def yes_no(code, **keys):
    """Make a yes/no question."""
    return {"code": code, "type": "yes_no", "text": WORDS, "options": YES_NO, **keys}


def choice(code, options="abc", **keys):
    """Make a single choice with an option per letter."""
    made = [{"code": option, "text": {"vi": option}} for option in options]
    return {"code": code, "type": "single_choice", "text": WORDS, "options": made, **keys}


def ask(code, question_type, **keys):
    """Make a question without options."""
    return {"code": code, "type": question_type, "text": WORDS, **keys}


def matrix(code, *rows, **keys):
    """Make a matrix on the scale "five" with its rows."""
    head = {"code": code, "type": "matrix5", "scale": "five", "text": WORDS, **keys}
    return [head, *(rating(row, matrix=code) for row in rows)]


def document(*questions, **keys):
    """Make a document of one section."""
    made = {
        "schema_version": 1,
        "code": "test",
        "languages": ["vi", "en"],
        "title": WORDS,
        "introduction": WORDS,
        "readers": WORDS,
        "source": {"programme": WORDS, "note": WORDS},
        "minutes": 1,
        "na_text": WORDS,
        "scales": [SCALE],
        "sections": [{"code": "all", "questions": list(questions)}],
        **keys,
    }
    return deepcopy(made)


def questionnaire(*questions, **keys):
    """Load a document of one section."""
    return load_document(document(*questions, **keys))
