"""Deeds on the questions and sections of a draft's document; each changes the document given."""

from app.services.drafting.codes import proposed_code
from app.services.drafting.documents import (
    Document,
    copy_of,
    every_question,
    question_of,
    section_of,
    section_of_question,
    set_words,
)
from surveys.definitions import Question, Role, Text
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.base import QuestionType
from surveys.translations import JsonObject

USUAL_WORDS = {"yes": {"vi": "Có"}, "no": {"vi": "Không"}}
"""What answers are called whose codes a type insists on."""

SATISFIED_FROM = 4
"""The levels of a five-point scale that count as satisfied, unless the designer says otherwise."""


def add_section(document: Document, title: str, *, is_factor: bool) -> str:
    """Add a section at the end, and a factor of its name; gives its code."""
    taken = {thing["code"] for thing in [*document["sections"], *document.get("factors", [])]}
    code = proposed_code(title, taken, fallback="section")
    section: JsonObject = {"code": code, "questions": []}
    set_words(section, "title", title)
    document["sections"].append(section)
    if is_factor:
        document.setdefault("factors", []).append({"code": code, "title": {"vi": title}})
    return code


def add_question(document: Document, section_code: str, type_name: str, text: str) -> str:
    """Add a question at the end of a section, with what is usual for its type; gives its code."""
    section = section_of(document, section_code)
    taken = {question["code"] for _, question in every_question(document)}
    question: JsonObject = {
        "code": proposed_code(text, taken, fallback="cau"),
        "type": type_name,
        "text": {"vi": text} if text else {},
    }
    give_type(document, section, question)
    section["questions"].append(question)
    return str(question["code"])


def give_type(document: Document, section: JsonObject, question: JsonObject) -> None:
    """Give a question what is usual for its type: options, satisfied codes, factor."""
    question_type = QUESTION_TYPES[question["type"]]
    if question_type.has_options:
        _give_options(document, question, question_type)
    if question_type.is_text:
        question["role"] = Role.COMMENT.value
    if question_type.stores_number and question_type.has_options:
        levels = question_type.possible_values(_as_question(question))
        question["satisfied"] = [
            level for level in levels if isinstance(level, int) and level >= SATISFIED_FROM
        ]
        question["na_allowed"] = True
        factors = {factor["code"] for factor in document.get("factors", [])}
        if section["code"] in factors:
            question["factor"] = section["code"]


def move_question(document: Document, code: str, *, by: int) -> None:
    """Move a question one place up (-1) or down (+1); at an edge into the next section."""
    section = section_of_question(document, code)
    sections = document["sections"]
    questions = section["questions"]
    place = next(i for i, question in enumerate(questions) if question["code"] == code)
    if 0 <= place + by < len(questions):
        questions.insert(place + by, questions.pop(place))
        return
    next_section = sections.index(section) + by
    if 0 <= next_section < len(sections):
        others = sections[next_section]["questions"]
        others.insert(0 if by > 0 else len(others), questions.pop(place))


def place_question(document: Document, code: str, section_code: str, place: int) -> None:
    """Put a question at a place of a section, as dragging does."""
    target = section_of(document, section_code)["questions"]
    questions = section_of_question(document, code)["questions"]
    question = question_of(document, code)
    questions.remove(question)
    target.insert(min(max(place, 0), len(target)), question)


def duplicate_question(document: Document, code: str) -> str:
    """Put a copy of a question below it, under a code of its own; gives the code."""
    questions = section_of_question(document, code)["questions"]
    original = question_of(document, code)
    taken = {question["code"] for _, question in every_question(document)}
    twin = copy_of(original)
    twin["code"] = proposed_code(code, taken)
    if twin.get("role") == Role.OVERALL:  # there can be only one
        del twin["role"]
    questions.insert(questions.index(original) + 1, twin)
    return str(twin["code"])


def delete_question(document: Document, code: str) -> None:
    """Take a question out, and out of the indices that name it."""
    section_of_question(document, code)["questions"].remove(question_of(document, code))
    for formula in document.get("formulas", []):
        if code in formula.get("items", []):
            formula["items"].remove(code)
            if not formula["items"]:
                del formula["items"]


def move_section(document: Document, code: str, *, by: int) -> None:
    """Move a section one place up (-1) or down (+1)."""
    sections = document["sections"]
    place = sections.index(section_of(document, code))
    if 0 <= place + by < len(sections):
        sections.insert(place + by, sections.pop(place))


def delete_section(document: Document, code: str) -> None:
    """Take a section out with its questions, and its factor when nothing else feeds it."""
    section = section_of(document, code)
    for question in list(section["questions"]):
        delete_question(document, question["code"])
    document["sections"].remove(section)
    fed = {question.get("factor") for _, question in every_question(document)}
    document["factors"] = [
        factor
        for factor in document.get("factors", [])
        if factor["code"] != code or factor["code"] in fed
    ]


def _give_options(document: Document, question: JsonObject, question_type: QuestionType) -> None:
    """Share the scale that has the codes the type insists on, else give options of its own."""
    wanted = question_type.codes_asked
    if wanted is None:  # the designer writes them, a line each
        return
    for scale in document.get("scales", []):
        if tuple(option["code"] for option in scale["options"]) == wanted:
            question["scale"] = scale["code"]
            return
    question["options"] = [
        {"code": code, "text": dict(USUAL_WORDS.get(code, {}))} for code in wanted
    ]


def _as_question(question: JsonObject) -> Question:
    return Question(question["code"], question["type"], Text(()))
