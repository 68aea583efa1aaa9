"""How long a questionnaire takes, so that "about one minute" is true.

Reading: Trauzettel-Klosinski and Dietz (2012), "Standardized assessment of reading performance:
the new International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science
53(9), 5452-5461, timed 436 young adults in 17 languages reading aloud: 370 (SD 80) syllables and
184 (SD 29) words a minute. Vietnamese was not among them, and writes each syllable apart, so its
speed is taken in syllables. Both are taken one standard deviation slower than the mean, and most
people read faster silently than aloud: what is stated is meant for a slow reader.

Answering: each question type says how many seconds it takes to decide and tap. All questions
count, those that routing may leave out too; a scale is read once; an optional text is passed over.
"""

import math

from surveys.definitions import MAIN_LANGUAGE, Question, Questionnaire, Text
from surveys.question_types import type_of

VIETNAMESE_SYLLABLES_PER_MINUTE = 290
WORDS_PER_MINUTE = 155
# "About one minute" is still true of a minute and a quarter, no longer of a minute and a half.
SECONDS_OVER = 15


def answering_seconds(questionnaire: Questionnaire, language: str) -> float:
    """Return the seconds a slow reader needs to read all of it once and answer every question."""
    texts: list[Text | None] = [
        questionnaire.title,
        questionnaire.introduction,
        questionnaire.readers,
        questionnaire.na_text,
        *(section.title for section in questionnaire.sections),
        *(option.label for scale in questionnaire.scales for option in scale.options),
    ]
    for question in questionnaire.on_page():
        texts += _question_texts(question)
    answering = sum(type_of(question).seconds(question) for question in questionnaire)
    return answering + sum(_reading(text, language) for text in texts if text)


def answering_minutes(questionnaire: Questionnaire) -> int:
    """Return the minutes to state: true for the language that takes longest."""
    seconds = max(answering_seconds(questionnaire, lang) for lang in questionnaire.languages)
    return max(1, math.ceil((seconds - SECONDS_OVER) / 60))


def reading_seconds(text: str, language: str) -> float:
    """Return the seconds to read a text; words are what white space parts."""
    speed = VIETNAMESE_SYLLABLES_PER_MINUTE if language == MAIN_LANGUAGE else WORDS_PER_MINUTE
    return 60 * len(text.split()) / speed


def _reading(text: Text, language: str) -> float:
    # A text without a translation is shown, and read, in Vietnamese.
    return reading_seconds(text.get(language), language if text.has(language) else MAIN_LANGUAGE)


def _question_texts(question: Question) -> list[Text | None]:
    own = [] if question.scale else [option.label for option in question.options]
    return [question.wording, question.help_text, *own]
