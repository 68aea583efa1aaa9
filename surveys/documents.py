"""A questionnaire as one JSON document and back, its canonical bytes and their digest."""

import hashlib
import json
from typing import TypeAlias

from surveys.definitions import Option, Question, Questionnaire, Role, Text
from surveys.errors import InvalidQuestionnaire
from surveys.parsing import SCHEMA_VERSION, parse_questionnaire
from surveys.rule_parsing import rule_document

Document: TypeAlias = dict[str, object]


def to_document(questionnaire: Questionnaire) -> Document:
    """Return the questionnaire as objects, lists and strings; what is not set is left out."""
    return _without_unset(
        {
            "schema_version": SCHEMA_VERSION,
            "code": questionnaire.code,
            "languages": list(questionnaire.languages),
            "title": _text(questionnaire.title),
            "introduction": _text(questionnaire.introduction),
            "readers": _text(questionnaire.readers),
            "source": {
                "programme": _text(questionnaire.source.programme),
                "note": _text(questionnaire.source.note),
            },
            "minutes": questionnaire.minutes,
            "na_text": _text(questionnaire.na_text),
            "factors": [{"code": f.code, "title": _text(f.title)} for f in questionnaire.factors],
            "scales": [
                {"code": scale.code, "options": [_option(o) for o in scale.options]}
                for scale in questionnaire.scales
            ],
            "formulas": [
                _without_unset({"id": f.id, "items": list(f.items)}) for f in questionnaire.formulas
            ],
            "sections": [
                _without_unset(
                    {
                        "code": section.code,
                        "title": _text(section.title),
                        "questions": [_question(q) for q in section.questions],
                    }
                )
                for section in questionnaire.sections
            ],
        }
    )


def from_document(document: object) -> Questionnaire:
    """Read a document that was accepted once, such as a published version.

    Only its shape is checked: a rule that was added later must not make old answers unreadable.
    New documents go through `loading.load_document`.

    Raises
    ------
    InvalidQuestionnaire
        If the document does not have the shape of its schema version.
    """
    questionnaire, mistakes = parse_questionnaire(document)
    if mistakes:
        raise InvalidQuestionnaire(mistakes)
    return questionnaire


def canonical_json(questionnaire: Questionnaire) -> bytes:
    """Return the one way to write the questionnaire: UTF-8, sorted keys, no spaces."""
    document = to_document(questionnaire)
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(questionnaire: Questionnaire) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal; equal means identical."""
    return hashlib.sha256(canonical_json(questionnaire)).hexdigest()


def _question(question: Question) -> Document:
    return _without_unset(
        {
            "code": question.code,
            "type": question.type,
            "text": _text(question.wording),
            "help": _text(question.help_text),
            "role": None if question.role is Role.ITEM else question.role.value,
            "required": question.required,
            "na_allowed": question.na_allowed,
            "scale": question.scale,
            "options": [] if question.scale else [_option(o) for o in question.options],
            "satisfied": list(question.satisfied),
            "reversed": question.reversed,
            "factor": question.factor,
            "shown_if": rule_document(question.shown_if) if question.shown_if else None,
            "na_if": rule_document(question.na_if) if question.na_if else None,
            "matrix": question.matrix,
            **question.limits.given(),
        }
    )


def _option(option: Option) -> Document:
    document: Document = {"code": option.code, "text": _text(option.label)}
    if option.score is not None:  # a score of 0 is a score
        document["score"] = option.score
    if option.exclusive:
        document["exclusive"] = True
    return document


def _text(text: Text | None) -> dict[str, str] | None:
    return dict(text.by_language) if text else None


def _without_unset(document: Document) -> Document:
    """Leave out what equals its default, so that a document has one form; 0 is a value."""
    return {
        key: value
        for key, value in document.items()
        if value is not None and value is not False and value != []
    }
