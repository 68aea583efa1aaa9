"""The mistakes of a draft in the designer's words: what is wrong here, and what to do about it."""

from typing import Any

from flask_babel import lazy_gettext

from surveys.error_codes import MistakeCode
from surveys.errors import Mistake

M = MistakeCode

SENTENCES: dict[MistakeCode, Any] = {
    M.NOT_UTF8: lazy_gettext("The file is not UTF-8 text; save it anew as UTF-8."),
    M.NOT_JSON: lazy_gettext("The file is not JSON: look at line %(line)s, column %(column)s."),
    M.NESTED_TOO_DEEP: lazy_gettext("The file is nested too deeply to be a questionnaire."),
    M.DUPLICATE_KEY: lazy_gettext("The key “%(key)s” stands twice in one place; leave one."),
    M.FILE_TOO_LARGE: lazy_gettext("The file is larger than %(maximum)s bytes."),
    M.NOT_AN_OBJECT: lazy_gettext("Several named values are expected here, in { }."),
    M.NOT_A_LIST: lazy_gettext("A list is expected here, in [ ]."),
    M.NOT_A_STRING: lazy_gettext("A text is expected here."),
    M.NOT_TRUE_OR_FALSE: lazy_gettext("Only true or false is possible here."),
    M.NOT_A_NUMBER: lazy_gettext("A number is expected here."),
    M.NOT_A_WHOLE_NUMBER: lazy_gettext("A whole number is expected here."),
    M.UNKNOWN_KEY: lazy_gettext("Nobody here knows what “%(key)s” means; remove it."),
    M.MISSING: lazy_gettext("This is missing."),
    M.EMPTY: lazy_gettext("This is empty; fill it in."),
    M.TOO_LONG: lazy_gettext("This is longer than %(maximum)s characters; shorten it."),
    M.TOO_MANY: lazy_gettext("There can be at most %(maximum)s of these."),
    M.OUT_OF_RANGE: lazy_gettext("The number must be from %(minimum)s to %(maximum)s."),
    M.BAD_CODE: lazy_gettext(
        "A code has only small letters without marks, digits and _, at most 40 of them."
    ),
    M.RESERVED_CODE: lazy_gettext("The code “%(value)s” has another meaning; choose another one."),
    M.UNKNOWN_CHOICE: lazy_gettext("“%(value)s” is not possible here; possible are: %(allowed)s."),
    M.SCHEMA_VERSION_UNKNOWN: lazy_gettext("Form version %(value)s is not known here."),
    M.GIVEN_TWICE: lazy_gettext("“%(value)s” is there twice; each can be there only once."),
    M.BAD_LANGUAGE: lazy_gettext("This is not the code of a language, such as vi or en."),
    M.LANGUAGE_NOT_DECLARED: lazy_gettext(
        "The language “%(language)s” is not among those of the questionnaire."
    ),
    M.VIETNAMESE_MISSING: lazy_gettext("The Vietnamese words are missing; write them."),
    M.UNKNOWN_TEXT: lazy_gettext("The questionnaire has no place for the text “%(key)s”."),
    M.SCALE_UNKNOWN: lazy_gettext("There is no scale “%(value)s”; choose another one."),
    M.SCALE_AND_OPTIONS: lazy_gettext(
        "A question has a shared scale or answers of its own, not both."
    ),
    M.OPTIONS_NEEDED: lazy_gettext("At least two answers to choose from are needed."),
    M.OPTIONS_NOT_ALLOWED: lazy_gettext("A question of this type has no answers to choose from."),
    M.OPTION_CODES_MUST_BE: lazy_gettext(
        "The codes of the answers must be %(codes)s, in this order."
    ),
    M.SCORE_NOT_ALLOWED: lazy_gettext("The answers of this type have no scores."),
    M.SCORES_INCOMPLETE: lazy_gettext("Give every answer a score, or none."),
    M.EXCLUSIVE_NOT_ALLOWED: lazy_gettext(
        "“Alone” only makes sense where several answers can be chosen."
    ),
    M.LIMIT_NOT_ALLOWED: lazy_gettext("A question of this type has no such limit."),
    M.MINIMUM_ABOVE_MAXIMUM: lazy_gettext(
        "The smallest number (%(minimum)s) is larger than the largest one (%(maximum)s)."
    ),
    M.BAD_DATE: lazy_gettext("Write the day as year-month-day, for example 2026-12-31."),
    M.EARLIEST_AFTER_LATEST: lazy_gettext(
        "The first day (%(earliest)s) is after the last one (%(latest)s)."
    ),
    M.NA_RULE_WITHOUT_NA: lazy_gettext(
        "There is a condition for “not applicable”, but the question does not offer it."
    ),
    M.NA_NEVER_OPEN: lazy_gettext(
        "No answers to the earlier questions ever open “not applicable”; loosen the conditions."
    ),
    M.REQUIRED_NOT_ALLOWED: lazy_gettext("There is nothing here that could have to be answered."),
    M.ROLE_NOT_ALLOWED: lazy_gettext("There is no answer here that could play this role."),
    M.MATRIX_NOT_ABOVE: lazy_gettext(
        "The head of the table, “%(value)s”, must stand right above its rows; move one of them."
    ),
    M.MATRIX_EMPTY: lazy_gettext(
        "A table needs at least two rows: ratings right below that choose it."
    ),
    M.MATRIX_ROW_TYPE: lazy_gettext("A row of a table must be a rating on five levels."),
    M.MATRIX_ROW_SCALE: lazy_gettext("A row must have the same scale as its table."),
    M.MATRIX_ROW_RULE: lazy_gettext("A row must be asked under the same condition as its table."),
    M.QUOTE_ITEM_UNKNOWN: lazy_gettext(
        "The text quotes the answer to “%(item)s”, a question that is gone."
    ),
    M.QUOTE_ITEM_LATER: lazy_gettext(
        "The text quotes the answer to “%(item)s”, which is asked later; move one of the two."
    ),
    M.QUOTE_ITEM_UNSUITED: lazy_gettext("Answers to “%(item)s” cannot be quoted."),
    M.RULE_ITEM_UNANSWERED: lazy_gettext(
        "The condition looks at “%(item)s”, which nobody can answer; remove it."
    ),
    M.NA_NOT_ALLOWED: lazy_gettext("A question of this type has no “not applicable”."),
    M.NA_TEXT_MISSING: lazy_gettext(
        "Write the words of “not applicable”: some question offers that answer."
    ),
    M.SATISFIED_NOT_ALLOWED: lazy_gettext(
        "The answers to a question of this type do not count as satisfied or not."
    ),
    M.SATISFIED_NOT_AN_OPTION: lazy_gettext(
        "“%(value)s” counts as satisfied but is not one of the answers."
    ),
    M.SATISFIED_EVERYTHING: lazy_gettext(
        "Not every answer can count as satisfied; leave some of them out."
    ),
    M.SATISFIED_WRONG_END: lazy_gettext(
        "The answers that count as satisfied must be the favourable end of the scale."
    ),
    M.REVERSED_NOT_ALLOWED: lazy_gettext("A question of this type cannot be reversed."),
    M.FACTOR_UNKNOWN: lazy_gettext("There is no factor “%(value)s”; choose another one."),
    M.FACTOR_NOT_ALLOWED: lazy_gettext(
        "Only a question with satisfied answers can feed a factor: mark those answers."
    ),
    M.FACTOR_WITHOUT_ITEMS: lazy_gettext(
        "No question feeds this factor; choose it at a question, or delete it."
    ),
    M.ATTRIBUTE_REQUIRED: lazy_gettext("A question about the person is always optional."),
    M.ATTRIBUTE_NOT_CHOICE: lazy_gettext(
        "A question about the person offers groups to choose from, so that nobody is recognised."
    ),
    M.COMMENT_NOT_TEXT: lazy_gettext("A comment must be a question answered in words."),
    M.OVERALL_NOT_SCORED: lazy_gettext(
        "Mark which answers to the overall question count as satisfied."
    ),
    M.OVERALL_TWICE: lazy_gettext(
        "There can be only one overall question; “%(item)s” is one already."
    ),
    M.FORMULA_ITEM_UNKNOWN: lazy_gettext("The index names the question “%(item)s”, which is gone."),
    M.FORMULA_ITEM_UNSUITED: lazy_gettext(
        "The question “%(item)s” cannot feed this index: it has no fitting answers."
    ),
    M.FORMULA_WITHOUT_ITEMS: lazy_gettext(
        "No question feeds this index yet; add one, or leave the index out."
    ),
    M.FORMULA_ONE_ITEM: lazy_gettext("This index is computed from exactly one question."),
    M.FORMULA_ITEMS_BY_FACTOR: lazy_gettext("This index takes its questions from the factors."),
    M.RULE_OPERATOR: lazy_gettext("The condition is not complete; make it anew."),
    M.RULE_ITEM_UNKNOWN: lazy_gettext(
        "The condition looks at the question “%(item)s”, which is gone; remove it."
    ),
    M.RULE_ITEM_LATER: lazy_gettext(
        "The condition looks at “%(item)s”, which is asked later; move one of the two."
    ),
    M.RULE_VALUE_UNSUITED: lazy_gettext(
        "The question “%(item)s” can never have the answer “%(value)s”."
    ),
    M.RULE_OPERATOR_UNSUITED: lazy_gettext(
        "The answers to “%(item)s” cannot be compared in this way; make the condition anew."
    ),
    M.RULE_TOO_DEEP: lazy_gettext("Conditions are nested at most %(maximum)s deep; simplify them."),
    M.NEVER_SHOWN: lazy_gettext(
        "No answers to the earlier questions ever lead here; loosen the conditions."
    ),
    M.ROUTING_TOO_ENTANGLED: lazy_gettext(
        "The conditions are too entangled to be checked; simplify them."
    ),
}
"""One sentence for each code; a test holds that none is missing."""


def sentence(mistake: Mistake) -> str:
    """Say a mistake in one sentence."""
    known = SENTENCES.get(mistake.code)
    return str(known) % mistake.params if known else str(mistake)
