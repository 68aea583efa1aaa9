"""Advice on texts that are hard to understand or push people towards an answer.

Nothing here keeps a questionnaire from being published; word lists can be wrong. What to avoid
follows textbooks: Dillman, Smyth and Christian (2014), "Internet, Phone, Mail, and Mixed-Mode
Surveys", chapter 4; Krosnick and Presser (2010), "Question and questionnaire design".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from surveys.definition_checks import questions_with_paths
from surveys.definitions import MAIN_LANGUAGE, Question, Questionnaire, Text
from surveys.errors import Params
from surveys.parsing import parse_questionnaire
from surveys.question_types import QUESTION_TYPES
from surveys.quotes import UNANSWERED, fill, quotes
from surveys.reading_words import READING_WORDS, ReadingWords

_SENTENCE = re.compile(r"[^.?!…\n]+[.?!…]*")


class AdviceCode(StrEnum):
    """What may be hard about a text."""

    LONG_SENTENCE = "long_sentence"
    DOUBLE_QUESTION = "double_question"
    LEADING_WORDS = "leading_words"
    ONE_SIDED = "one_sided"
    NEGATION = "negation"
    DOUBLE_NEGATION = "double_negation"
    QUOTE_WITHOUT_FALLBACK = "quote_without_fallback"
    QUOTE_SAME_SECTION = "quote_same_section"
    QUOTES_DIFFER = "quotes_differ"


@dataclass(frozen=True)
class Advice:
    """One piece of advice: where, which, and the words it is about."""

    path: str
    code: AdviceCode
    params: Params = field(default_factory=dict)


def advise(questionnaire: Questionnaire) -> list[Advice]:
    """Return the advice on every text, in the order of the document."""
    found: list[Advice] = []
    for name in ("introduction", "readers"):
        found += _of_text(name, getattr(questionnaire, name), _of_any_text)
    section_of = {q.code: s.code for s in questionnaire.sections for q in s.questions}
    for path, question in questions_with_paths(questionnaire):
        found += _of_question(path, question)
        found += _of_quotes(path, question, section_of)
    return found


def advise_draft(document: object) -> list[Advice]:
    """Return the advice on a draft of any shape, as far as it can be read."""
    questionnaire, _mistakes = parse_questionnaire(document)
    return advise(questionnaire)


Looks = Callable[[str, ReadingWords], Iterator[tuple[AdviceCode, Params]]]


def _of_question(path: str, question: Question) -> Iterator[Advice]:
    question_type = QUESTION_TYPES.get(question.type)
    asks = question_type is None or question_type.has_answer
    yield from _of_text(f"{path}.text", question.wording, _of_wording if asks else _of_any_text)
    if question.satisfied and not question.matrix:
        yield from _of_text(f"{path}.text", question.wording, _of_rating)
    yield from _of_text(f"{path}.help", question.help_text, _of_any_text)


def _of_text(path: str, text: Text | None, look: Looks) -> Iterator[Advice]:
    for language, words in text.by_language if text else ():
        if language in READING_WORDS:
            for code, params in look(fill(words, {}), READING_WORDS[language]):
                yield Advice(f"{path}.{language}", code, params)


def _of_any_text(text: str, words: ReadingWords) -> Iterator[tuple[AdviceCode, Params]]:
    for sentence in _SENTENCE.findall(text):
        length = len(sentence.split())
        if length > words.longest:
            yield AdviceCode.LONG_SENTENCE, {"length": length, "longest": words.longest}


def _of_wording(text: str, words: ReadingWords) -> Iterator[tuple[AdviceCode, Params]]:
    yield from _of_any_text(text, words)
    if leading := words.leading.search(text):
        yield AdviceCode.LEADING_WORDS, {"words": leading[0]}
    for sentence in _SENTENCE.findall(text):
        denied = words.negation.findall(words.harmless.sub(" ", sentence.strip()))
        if denied:
            double = len(denied) > 1
            code = AdviceCode.DOUBLE_NEGATION if double else AdviceCode.NEGATION
            yield code, {"words": ", ".join(denied)}


def _of_rating(text: str, words: ReadingWords) -> Iterator[tuple[AdviceCode, Params]]:
    """Look at what only a rated question does wrong: one answer to two things, one side named."""
    joined = words.joining.search(text)
    if text.count("?") > 1 or joined:
        yield AdviceCode.DOUBLE_QUESTION, {"words": joined[0] if joined else "? … ?"}
    one_side, other_side = words.balanced
    if (named := one_side.search(text)) and not other_side.search(text):
        yield AdviceCode.ONE_SIDED, {"words": named[0]}


def _of_quotes(path: str, question: Question, section_of: dict[str, str]) -> Iterator[Advice]:
    for name, text in (("text", question.wording), ("help", question.help_text)):
        if text is None:
            continue
        wanted = {quote.item for quote in quotes(text.get(MAIN_LANGUAGE))}
        for language, words in text.by_language:
            place = f"{path}.{name}.{language}"
            there = quotes(words)
            if {quote.item for quote in there} != wanted:
                yield Advice(place, AdviceCode.QUOTES_DIFFER, {"items": ", ".join(sorted(wanted))})
            for quote in there:
                about = {"item": quote.item}
                if quote.fallback == UNANSWERED:
                    yield Advice(place, AdviceCode.QUOTE_WITHOUT_FALLBACK, about)
                if section_of.get(quote.item) == section_of.get(question.code):
                    yield Advice(place, AdviceCode.QUOTE_SAME_SECTION, about)
