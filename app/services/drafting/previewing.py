"""A questionnaire that can be shown, made of a draft that may still have mistakes."""

from dataclasses import replace

from app.services.drafting.documents import Document
from surveys.answering_time import answering_minutes
from surveys.definitions import (
    MAIN_LANGUAGE,
    Question,
    Questionnaire,
    Rule,
    Section,
    Text,
)
from surveys.parsing import parse_questionnaire
from surveys.routing import conditions

NO_WORDS = "…"


def previewable(document: Document) -> Questionnaire:
    """Read a draft as far as it can be shown: rules that look at nothing asked before are let go.

    The designer is told of them in words; the preview shows all else as people will meet it.
    """
    questionnaire, _mistakes = parse_questionnaire(document)
    earlier: set[str] = set()
    sections = []
    for section in questionnaire.sections:
        questions = []
        for question in section.questions:
            questions.append(_shown(question, earlier))
            if question.has_answer:
                earlier.add(question.code)
        sections.append(Section(section.code, section.title, tuple(questions)))
    shown = replace(questionnaire, sections=tuple(sections))
    return replace(shown, minutes=answering_minutes(shown)) if shown.languages else shown


def _shown(question: Question, earlier: set[str]) -> Question:
    return replace(
        question,
        wording=_worded(question.wording),
        options=tuple(replace(each, label=_worded(each.label)) for each in question.options),
        shown_if=_if_sound(question.shown_if, earlier),
        na_if=_if_sound(question.na_if, earlier),
    )


def _worded(text: Text) -> Text:
    """Let what has no words yet be seen."""
    if text.get(MAIN_LANGUAGE):
        return text
    return Text.of({**dict(text.by_language), MAIN_LANGUAGE: NO_WORDS})


def _if_sound(rule: Rule | None, earlier: set[str]) -> Rule | None:
    sound = rule is not None and all(one.item in earlier for one in conditions(rule))
    return rule if sound else None
