"""The cells by which XLSForm says what kind of question one is, from our document of it.

Both directions use them: the export writes them; the import compares them with what a file says,
and believes our own column beside them only where nobody has changed the standard ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.definitions import NA
from surveys.exchange.xpath_writing import write_constraint
from surveys.quotes import quotes
from surveys.translations import JsonObject

OWN_COLUMN = "ln_question"
OWN_TEXT = "ln_"
OWN_FRAME = "ln_frame"
OWN_SCORE, OWN_EXCLUSIVE = "ln_score", "ln_exclusive"
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}

_LISTS = {
    **dict.fromkeys(("rating5", "yes_no", "single_choice"), "select_one"),
    "several_choices": "select_multiple",
    "ranking": "rank",
}
_PLAIN = {"short_text": "text", "long_text": "text", "date": "date", "statement": "note"}
_APPEARANCES = {"rating5": "likert", "long_text": "multiline", "matrix5": "field-list"}


@dataclass(frozen=True)
class KindCells:
    """What a row says of its kind: type, appearance, constraint."""

    type: str
    appearance: str
    constraint: str


def kind_cells(question: JsonObject, exclusive: Sequence[str] = ()) -> KindCells:
    """Return the cells of a question document; `exclusive` are the options that stand alone."""
    kind = question["type"]
    if kind == "matrix5":
        word = "begin_group"
    elif kind in _LISTS:
        word = f"{_LISTS[kind]} {list_name(question)}"
    elif kind in _PLAIN:
        word = _PLAIN[kind]
    else:
        word = "decimal" if question.get("decimals") else "integer"
    return KindCells(word, _APPEARANCES.get(kind, ""), write_constraint(question, exclusive))


def list_name(question: JsonObject) -> str:
    """Return the name of a question's list of options; "not applicable" makes a list of its own."""
    name = str(question.get("scale") or f"{question['code']}-options")
    return (
        f"{name}-or-{NA}" if question.get("na_allowed") and question["type"] != "ranking" else name
    )


def heading(column: str, language: str) -> str:
    """Return the heading of a text in a language."""
    return f"{column}::{LANGUAGE_NAMES.get(language, language)} ({language})"


def quoted_for_xlsform(text: str) -> str:
    """Write quotes as XLSForm does, which has no words for an answer that was not given."""
    for quote in quotes(text):
        name = quote.item if quote.item[0].isalpha() else f"_{quote.item}"
        for written in (f"{{{quote.item}|{quote.fallback}}}", f"{{{quote.item}}}"):
            text = text.replace(written, f"${{{name}}}")
    return text
