"""What pages call the differences between two versions of a questionnaire."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext, lazy_gettext

from app.language_names import language_name
from app.words import FORMULAS
from surveys.definitions import Questionnaire
from surveys.errors import Params
from surveys.question_changes import Change, Difference, Effect

C = Change

CHANGES: dict[Change, Any] = {
    C.OTHER_QUESTIONNAIRE: lazy_gettext("The code is that of another questionnaire."),
    C.LANGUAGE_ADDED: lazy_gettext("%(language)s is added."),
    C.LANGUAGE_REMOVED: lazy_gettext("%(language)s is removed."),
    C.FRAME_CHANGED: lazy_gettext("Title, introduction or another text around it is changed."),
    C.SECTION_ADDED: lazy_gettext("The section is new."),
    C.SECTION_REMOVED: lazy_gettext("The section is removed."),
    C.SECTION_RETITLED: lazy_gettext("The title is changed: “%(old)s” → “%(new)s”."),
    C.FACTOR_ADDED: lazy_gettext("The factor is new."),
    C.FACTOR_REMOVED: lazy_gettext("The factor is removed."),
    C.FACTOR_RETITLED: lazy_gettext("The title is changed: “%(old)s” → “%(new)s”."),
    C.QUESTION_ADDED: lazy_gettext("The question is new."),
    C.QUESTION_REMOVED: lazy_gettext("The question is removed."),
    C.QUESTION_MOVED: lazy_gettext("The question stands in another place."),
    C.ASKED_BEFORE_CHANGED: lazy_gettext("Other questions are rated before the overall one."),
    C.CODE_REUSED: lazy_gettext("The code was used by an earlier question that is gone."),
    C.TYPE_CHANGED: lazy_gettext("The type is changed; give a new question a code of its own."),
    C.WORDING_CHANGED: lazy_gettext("The wording is changed: “%(old)s” → “%(new)s”."),
    C.RETRANSLATED: lazy_gettext("The words in %(language)s are changed: “%(old)s” → “%(new)s”."),
    C.HELP_CHANGED: lazy_gettext("The help is changed."),
    C.TRANSLATION_ADDED: lazy_gettext("The words in %(language)s are new."),
    C.TRANSLATION_REMOVED: lazy_gettext("The words in %(language)s are removed."),
    C.OPTIONS_ADDED: lazy_gettext("Answers are added: %(options)s."),
    C.OPTIONS_REMOVED: lazy_gettext("Answers are removed: %(options)s."),
    C.OPTIONS_REORDERED: lazy_gettext("The answers stand in another order."),
    C.OPTIONS_CHANGED: lazy_gettext("Scores of answers are changed: %(options)s."),
    C.OPTION_WORDING_CHANGED: lazy_gettext(
        "The answer %(option)s is worded otherwise: “%(old)s” → “%(new)s”."
    ),
    C.SATISFIED_CHANGED: lazy_gettext("Other answers count as satisfied."),
    C.REVERSED_CHANGED: lazy_gettext("The direction of the scale is changed."),
    C.NA_CHANGED: lazy_gettext("“Not applicable” is offered otherwise."),
    C.REQUIRED_CHANGED: lazy_gettext("It is changed whether an answer is required."),
    C.ROUTING_CHANGED: lazy_gettext("The condition under which it is asked is changed."),
    C.LIMITS_CHANGED: lazy_gettext("The limits of the answer are changed."),
    C.LENGTH_CHANGED: lazy_gettext("The longest text allowed is changed."),
    C.MATRIX_CHANGED: lazy_gettext("It is shown in a table, or no longer."),
    C.ROLE_CHANGED: lazy_gettext("What the question is for is changed."),
    C.FACTOR_CHANGED: lazy_gettext("The question feeds another factor."),
    C.FORMULA_ADDED: lazy_gettext("The index is new."),
    C.FORMULA_REMOVED: lazy_gettext("The index is no longer computed."),
    C.FORMULA_ITEMS_CHANGED: lazy_gettext("Other questions feed the index."),
}
"""One sentence for each change; a test holds that none is missing."""


EFFECTS = {
    Effect.KEEPS: lazy_gettext("keeps the trend"),
    Effect.BREAKS: lazy_gettext("breaks the trend"),
    Effect.FORBIDDEN: lazy_gettext("must not be"),
}


def difference_words(difference: Difference, *versions: Questionnaire) -> str:
    """Say in one sentence where something differs and what."""
    place, what = place_and_change(difference, *versions)
    return str(gettext("%(place)s: %(what)s", place=place, what=what))


def place_and_change(difference: Difference, *versions: Questionnaire) -> tuple[str, str]:
    """Say where something changed and what; names are looked up in the versions in turn.

    Without any, the code of the question or index stands for its name.
    """
    what = str(CHANGES[difference.code]) % named(difference.params)
    return place_name(difference.place, versions), what


def named(params: Params) -> dict[str, Any]:
    """Give the parameters of a change with languages by their names."""
    filled: dict[str, Any] = {"old": "", "new": "", **params}
    if "language" in params:
        filled["language"] = language_name(str(params["language"]))
    return filled


def place_name(place: str, versions: tuple[Questionnaire, ...]) -> str:
    """Name the thing that a place such as ``questions.signs`` leads to."""
    kind, _, code = place.partition(".")
    name = next((n for v in versions if (n := NAMES.get(kind, _nothing)(v, code))), "")
    return name or (code if kind in NAMES and code else str(PLACES.get(kind, kind)))


def _question(questionnaire: Questionnaire, code: str) -> str:
    found = {question.code: question for question in questionnaire.on_page()}.get(code)
    return str(gettext("Question “%(text)s”", text=found.wording.get("vi"))) if found else ""


def _section(questionnaire: Questionnaire, code: str) -> str:
    for section in questionnaire.sections:
        if section.code == code:
            title = section.title.get("vi") if section.title else code
            return str(gettext("Section “%(text)s”", text=title))
    return ""


def _factor(questionnaire: Questionnaire, code: str) -> str:
    found = {factor.code: factor for factor in questionnaire.factors}.get(code)
    return str(gettext("Factor “%(text)s”", text=found.title.get("vi"))) if found else ""


def _formula(questionnaire: Questionnaire, code: str) -> str:
    formula, _, factor = code.partition(".")
    name = str(FORMULAS.get(formula, formula))
    side = _factor(questionnaire, factor) if factor else ""
    return str(gettext("Index “%(text)s”", text=f"{name}, {side}" if side else name))


def _nothing(_questionnaire: Questionnaire, _code: str) -> str:
    return ""


NAMES: dict[str, Callable[[Questionnaire, str], str]] = {
    "questions": _question,
    "sections": _section,
    "factors": _factor,
    "formulas": _formula,
}

PLACES = {
    "languages": lazy_gettext("Languages"),
    "title": lazy_gettext("Title"),
    "introduction": lazy_gettext("Introduction"),
    "readers": lazy_gettext("Who reads the answers"),
    "minutes": lazy_gettext("Time it takes"),
    "na_text": lazy_gettext("Words of “don't know / not applicable”"),
    "source": lazy_gettext("Source"),
    "sections": lazy_gettext("The whole questionnaire"),
    "code": lazy_gettext("Item code"),
}
