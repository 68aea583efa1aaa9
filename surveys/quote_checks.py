"""What can be wrong with earlier answers quoted in texts."""

from collections.abc import Iterator, Mapping, Sequence

from surveys.definitions import Question, Questionnaire, Text
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake
from surveys.question_types import QUESTION_TYPES
from surveys.quotes import quotes


def check_quotes(
    questionnaire: Questionnaire, questions: Sequence[tuple[str, Question]]
) -> Iterator[Mistake]:
    """Yield the mistakes of all quotes: only earlier answers that can be said in a few words."""
    known = {question.code for question in questionnaire.on_page()}
    earlier: dict[str, Question] = {}
    for path, question in questions:
        for name, text in (("text", question.wording), ("help", question.help_text)):
            yield from _check_text(f"{path}.{name}", text, earlier, known)
        earlier[question.code] = question


def quoted_items(questionnaire: Questionnaire) -> set[str]:
    """Return the items that some text quotes in some language."""
    texts = [t for q in questionnaire.on_page() for t in (q.wording, q.help_text) if t]
    words = [words for text in texts for _language, words in text.by_language if "{" in words]
    return {quote.item for each in words for quote in quotes(each)}


def _check_text(
    path: str, text: Text | None, earlier: Mapping[str, Question], known: set[str]
) -> Iterator[Mistake]:
    for language, words in text.by_language if text else ():
        noted: set[str] = set()
        for quote in quotes(words):
            code = _what_is_wrong(quote.item, earlier, known)
            if code is not None and quote.item not in noted:
                yield Mistake(f"{path}.{language}", code, {"item": quote.item})
            noted.add(quote.item)


def _what_is_wrong(
    item: str, earlier: Mapping[str, Question], known: set[str]
) -> MistakeCode | None:
    if item not in earlier:
        return MistakeCode.QUOTE_ITEM_LATER if item in known else MistakeCode.QUOTE_ITEM_UNKNOWN
    question_type = QUESTION_TYPES.get(earlier[item].type)
    unsuited = question_type is not None and not question_type.quotable
    return MistakeCode.QUOTE_ITEM_UNSUITED if unsuited else None
