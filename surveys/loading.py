"""Loading a questionnaire that nobody has checked yet: every mistake of it, at once, with places.

Questionnaires come from people: from the designer, from files, from other systems. Whoever wrote
one wants to see all of its mistakes in one go, so reading does not stop at the first.
"""

import json
from pathlib import Path

from surveys.definition_checks import check_questionnaire
from surveys.definitions import Questionnaire
from surveys.error_codes import MistakeCode
from surveys.errors import InvalidQuestionnaire, Mistake, Param
from surveys.parsing import parse_questionnaire
from surveys.plain_text import clean

MAX_BYTES = 5_000_000


def load_document(document: object) -> Questionnaire:
    """Read and check a document.

    Raises
    ------
    InvalidQuestionnaire
        With every mistake, in the order of shape first, meaning second.
    """
    questionnaire, mistakes = parse_questionnaire(document)
    broken = {mistake.path for mistake in mistakes}
    # A scale that is not there leaves the question without options.
    broken |= {f"{path.removesuffix('.scale')}.options" for path in broken}
    for mistake in check_questionnaire(questionnaire):
        if not any(_is_at_or_below(path, mistake.path) for path in broken):
            mistakes.append(mistake)
    if mistakes:
        raise InvalidQuestionnaire(mistakes)
    return questionnaire


def _is_at_or_below(path: str, top: str) -> bool:
    """Tell whether a mistake at `path` already explains one at `top`."""
    return not top or path == top or path.startswith((f"{top}.", f"{top}["))


def load_json(content: bytes) -> Questionnaire:
    """Read and check the bytes of a JSON file; a byte order mark is read over.

    Raises
    ------
    InvalidQuestionnaire
        With every mistake.
    """
    return load_document(read_json(content))


def load_file(path: Path) -> Questionnaire:
    """Read and check a JSON file; see `load_json`."""
    return load_json(path.read_bytes())


def read_json(content: bytes) -> object:
    """Read JSON strictly: UTF-8, no key twice, no bottomless nesting.

    Raises
    ------
    InvalidQuestionnaire
        If the bytes are no such JSON.
    """
    if len(content) > MAX_BYTES:
        raise _unreadable(MistakeCode.FILE_TOO_LARGE, maximum=MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(MistakeCode.NOT_UTF8) from None
    try:
        return json.loads(text, object_pairs_hook=_object_without_doubles, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise _unreadable(MistakeCode.NOT_JSON, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise _unreadable(MistakeCode.NESTED_TOO_DEEP) from None


def _object_without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document: dict[str, object] = {}
    for key, value in pairs:
        if key in document:
            raise _unreadable(MistakeCode.DUPLICATE_KEY, key=clean(key)[:60])
        document[key] = value
    return document


def _whole_number(written: str) -> int | float:
    # Python refuses to read integers of thousands of digits; as a float they are infinite, and
    # the document reader says that they are out of range.
    return int(written) if len(written) < 20 else float(written)


def _unreadable(code: MistakeCode, **params: Param) -> InvalidQuestionnaire:
    return InvalidQuestionnaire([Mistake("", code, params)])
