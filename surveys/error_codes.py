"""Every error code of `surveys`, with the parameters it carries, in one place.

The package says *what* is wrong, never in which words: the application puts each code into the
reader's language. The English sentences are for developers, command lines and logs; their braces
name the parameters that come with the code, and a test formats each of them.
"""

from enum import StrEnum


class AnswerCode(StrEnum):
    """What can be wrong with one answer, or with a whole submission."""

    REQUIRED = "required"
    NOTHING_ANSWERED = "nothing_answered"
    UNKNOWN_ITEM = "unknown_item"
    ONE_ANSWER_ONLY = "one_answer_only"
    NOT_AN_OPTION = "not_an_option"
    NA_NOT_ALLOWED = "na_not_allowed"
    NA_NOT_NOW = "na_not_now"
    NA_WITH_ANSWER = "na_with_answer"
    EXCLUSIVE_WITH_OTHERS = "exclusive_with_others"
    TOO_MANY_CHOICES = "too_many_choices"
    RANKED_TWICE = "ranked_twice"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE_NUMBER = "not_whole_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    NOT_TEXT = "not_text"
    TEXT_TOO_LONG = "text_too_long"


ANSWER_ENGLISH: dict[AnswerCode, str] = {
    AnswerCode.REQUIRED: "this question must be answered",
    AnswerCode.NOTHING_ANSWERED: "no question was answered",
    AnswerCode.UNKNOWN_ITEM: "the questionnaire has no item of this code",
    AnswerCode.ONE_ANSWER_ONLY: "only one answer can be given",
    AnswerCode.NOT_AN_OPTION: "{value} is not one of the options",
    AnswerCode.NA_NOT_ALLOWED: "this question cannot be answered with 'not applicable'",
    AnswerCode.NA_NOT_NOW: "'not applicable' is not open after the earlier answers",
    AnswerCode.NA_WITH_ANSWER: "'not applicable' cannot stand beside another answer",
    AnswerCode.EXCLUSIVE_WITH_OTHERS: "option {option} cannot stand beside others",
    AnswerCode.TOO_MANY_CHOICES: "at most {maximum} options can be chosen",
    AnswerCode.RANKED_TWICE: "option {option} stands in two places",
    AnswerCode.NOT_A_NUMBER: "this is not a number",
    AnswerCode.NOT_WHOLE_NUMBER: "a whole number is needed",
    AnswerCode.TOO_MANY_DECIMALS: "at most {decimals} decimals",
    AnswerCode.TOO_SMALL: "must be at least {minimum}",
    AnswerCode.TOO_LARGE: "must be at most {maximum}",
    AnswerCode.NOT_A_DATE: "this is not a date",
    AnswerCode.DATE_TOO_EARLY: "must be {earliest} or later",
    AnswerCode.DATE_TOO_LATE: "must be {latest} or earlier",
    AnswerCode.NOT_TEXT: "this is not a text",
    AnswerCode.TEXT_TOO_LONG: "at most {maximum} characters; there are {length}",
}


class MistakeCode(StrEnum):
    """What can be wrong with a questionnaire document."""

    # the file
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NESTED_TOO_DEEP = "nested_too_deep"
    DUPLICATE_KEY = "duplicate_key"
    FILE_TOO_LARGE = "file_too_large"
    # the shape of the document
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_STRING = "not_a_string"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    UNKNOWN_KEY = "unknown_key"
    MISSING = "missing"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    OUT_OF_RANGE = "out_of_range"
    BAD_CODE = "bad_code"
    RESERVED_CODE = "reserved_code"
    BAD_DATE = "bad_date"
    UNKNOWN_CHOICE = "unknown_choice"
    SCHEMA_VERSION_UNKNOWN = "schema_version_unknown"
    GIVEN_TWICE = "given_twice"
    # languages and texts
    BAD_LANGUAGE = "bad_language"
    LANGUAGE_NOT_DECLARED = "language_not_declared"
    VIETNAMESE_MISSING = "vietnamese_missing"
    UNKNOWN_TEXT = "unknown_text"
    # questions against their type
    SCALE_UNKNOWN = "scale_unknown"
    SCALE_AND_OPTIONS = "scale_and_options"
    OPTIONS_NEEDED = "options_needed"
    OPTIONS_NOT_ALLOWED = "options_not_allowed"
    OPTION_CODES_MUST_BE = "option_codes_must_be"
    SCORE_NOT_ALLOWED = "score_not_allowed"
    SCORES_INCOMPLETE = "scores_incomplete"
    EXCLUSIVE_NOT_ALLOWED = "exclusive_not_allowed"
    LIMIT_NOT_ALLOWED = "limit_not_allowed"
    MINIMUM_ABOVE_MAXIMUM = "minimum_above_maximum"
    EARLIEST_AFTER_LATEST = "earliest_after_latest"
    NA_NOT_ALLOWED = "na_not_allowed"
    NA_TEXT_MISSING = "na_text_missing"
    NA_RULE_WITHOUT_NA = "na_rule_without_na"
    REQUIRED_NOT_ALLOWED = "required_not_allowed"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    SATISFIED_NOT_ALLOWED = "satisfied_not_allowed"
    SATISFIED_NOT_AN_OPTION = "satisfied_not_an_option"
    SATISFIED_EVERYTHING = "satisfied_everything"
    SATISFIED_WRONG_END = "satisfied_wrong_end"
    REVERSED_NOT_ALLOWED = "reversed_not_allowed"
    FACTOR_UNKNOWN = "factor_unknown"
    FACTOR_NOT_ALLOWED = "factor_not_allowed"
    FACTOR_WITHOUT_ITEMS = "factor_without_items"
    ATTRIBUTE_REQUIRED = "attribute_required"
    ATTRIBUTE_NOT_CHOICE = "attribute_not_choice"
    COMMENT_NOT_TEXT = "comment_not_text"
    OVERALL_NOT_SCORED = "overall_not_scored"
    OVERALL_TWICE = "overall_twice"
    # matrices
    MATRIX_NOT_ABOVE = "matrix_not_above"
    MATRIX_EMPTY = "matrix_empty"
    MATRIX_ROW_TYPE = "matrix_row_type"
    MATRIX_ROW_SCALE = "matrix_row_scale"
    MATRIX_ROW_RULE = "matrix_row_rule"
    # earlier answers quoted
    QUOTE_ITEM_UNKNOWN = "quote_item_unknown"
    QUOTE_ITEM_LATER = "quote_item_later"
    QUOTE_ITEM_UNSUITED = "quote_item_unsuited"
    # formulas
    FORMULA_ITEM_UNKNOWN = "formula_item_unknown"
    FORMULA_ITEM_UNSUITED = "formula_item_unsuited"
    FORMULA_WITHOUT_ITEMS = "formula_without_items"
    FORMULA_ONE_ITEM = "formula_one_item"
    FORMULA_ITEMS_BY_FACTOR = "formula_items_by_factor"
    # routing
    RULE_OPERATOR = "rule_operator"
    RULE_ITEM_UNKNOWN = "rule_item_unknown"
    RULE_ITEM_LATER = "rule_item_later"
    RULE_ITEM_UNANSWERED = "rule_item_unanswered"
    RULE_VALUE_UNSUITED = "rule_value_unsuited"
    RULE_OPERATOR_UNSUITED = "rule_operator_unsuited"
    RULE_TOO_DEEP = "rule_too_deep"
    NEVER_SHOWN = "never_shown"
    NA_NEVER_OPEN = "na_never_open"
    ROUTING_TOO_ENTANGLED = "routing_too_entangled"


MISTAKE_ENGLISH: dict[MistakeCode, str] = {
    MistakeCode.NOT_UTF8: "the file is not UTF-8 text",
    MistakeCode.NOT_JSON: "the file is not JSON: line {line}, column {column}",
    MistakeCode.NESTED_TOO_DEEP: "the document is nested too deeply",
    MistakeCode.DUPLICATE_KEY: "the key {key} stands twice in one object",
    MistakeCode.FILE_TOO_LARGE: "the file is larger than {maximum} bytes",
    MistakeCode.NOT_AN_OBJECT: "must be an object",
    MistakeCode.NOT_A_LIST: "must be a list",
    MistakeCode.NOT_A_STRING: "must be a string",
    MistakeCode.NOT_TRUE_OR_FALSE: "must be true or false",
    MistakeCode.NOT_A_NUMBER: "must be a number",
    MistakeCode.NOT_A_WHOLE_NUMBER: "must be a whole number",
    MistakeCode.UNKNOWN_KEY: "unknown key {key}",
    MistakeCode.MISSING: "is missing",
    MistakeCode.EMPTY: "is empty",
    MistakeCode.TOO_LONG: "is longer than {maximum} characters",
    MistakeCode.TOO_MANY: "more than {maximum}",
    MistakeCode.OUT_OF_RANGE: "must be from {minimum} to {maximum}",
    MistakeCode.BAD_CODE: "codes are small letters, digits and _, at most 40",
    MistakeCode.RESERVED_CODE: "the code {value} is reserved",
    MistakeCode.BAD_DATE: "must be a date such as 2025-12-31",
    MistakeCode.UNKNOWN_CHOICE: "{value} is not one of: {allowed}",
    MistakeCode.SCHEMA_VERSION_UNKNOWN: "schema version {value} is not known here",
    MistakeCode.GIVEN_TWICE: "given twice: {value}",
    MistakeCode.BAD_LANGUAGE: "not a language code",
    MistakeCode.LANGUAGE_NOT_DECLARED: "language {language} is not among the languages",
    MistakeCode.VIETNAMESE_MISSING: "the Vietnamese text (vi) is missing",
    MistakeCode.UNKNOWN_TEXT: "there is no place for the text {key}",
    MistakeCode.SCALE_UNKNOWN: "there is no scale {value}",
    MistakeCode.SCALE_AND_OPTIONS: "a question has a scale or options of its own, not both",
    MistakeCode.OPTIONS_NEEDED: "at least two options are needed",
    MistakeCode.OPTIONS_NOT_ALLOWED: "a question of type {type} has no options",
    MistakeCode.OPTION_CODES_MUST_BE: "the option codes must be {codes}, in this order",
    MistakeCode.SCORE_NOT_ALLOWED: "options of type {type} have no scores of their own",
    MistakeCode.SCORES_INCOMPLETE: "every option needs a score, or none",
    MistakeCode.EXCLUSIVE_NOT_ALLOWED: "only options of several_choices can be exclusive",
    MistakeCode.LIMIT_NOT_ALLOWED: "a question of type {type} has no such limit",
    MistakeCode.MINIMUM_ABOVE_MAXIMUM: "minimum {minimum} is above maximum {maximum}",
    MistakeCode.EARLIEST_AFTER_LATEST: "the first day {earliest} is after the last one {latest}",
    MistakeCode.NA_NOT_ALLOWED: "a question of type {type} has no 'not applicable'",
    MistakeCode.NA_TEXT_MISSING: "na_text is needed: some question allows 'not applicable'",
    MistakeCode.NA_RULE_WITHOUT_NA: "na_if needs na_allowed",
    MistakeCode.REQUIRED_NOT_ALLOWED: "type {type} has no answer that could be required",
    MistakeCode.ROLE_NOT_ALLOWED: "type {type} has no answer that could play this role",
    MistakeCode.SATISFIED_NOT_ALLOWED: "a question of type {type} has no satisfied codes",
    MistakeCode.SATISFIED_NOT_AN_OPTION: "{value} is not one of the options",
    MistakeCode.SATISFIED_EVERYTHING: "not every option can count as satisfied",
    MistakeCode.SATISFIED_WRONG_END: "satisfied codes must be the favourable end of the scale",
    MistakeCode.REVERSED_NOT_ALLOWED: "a question of type {type} cannot be reversed",
    MistakeCode.FACTOR_UNKNOWN: "there is no factor {value}",
    MistakeCode.FACTOR_NOT_ALLOWED: "only a question with satisfied codes can feed a factor",
    MistakeCode.FACTOR_WITHOUT_ITEMS: "no question feeds this factor",
    MistakeCode.ATTRIBUTE_REQUIRED: "a question about the person must be optional",
    MistakeCode.ATTRIBUTE_NOT_CHOICE: "a question about the person must be a choice of groups",
    MistakeCode.COMMENT_NOT_TEXT: "a comment must be a text question",
    MistakeCode.OVERALL_NOT_SCORED: "the overall question needs satisfied codes",
    MistakeCode.OVERALL_TWICE: "there can be only one overall question; the first is {item}",
    MistakeCode.MATRIX_NOT_ABOVE: "the matrix {value} does not stand right above its rows",
    MistakeCode.MATRIX_EMPTY: "a matrix needs at least two rows right below it",
    MistakeCode.MATRIX_ROW_TYPE: "a row of a matrix must be of type rating5",
    MistakeCode.MATRIX_ROW_SCALE: "a row must have the scale of its matrix",
    MistakeCode.MATRIX_ROW_RULE: "a row must have the shown_if rule of its matrix",
    MistakeCode.QUOTE_ITEM_UNKNOWN: "there is no item {item} to quote",
    MistakeCode.QUOTE_ITEM_LATER: "item {item} is asked later and cannot be quoted here",
    MistakeCode.QUOTE_ITEM_UNSUITED: "answers to item {item} cannot be quoted",
    MistakeCode.FORMULA_ITEM_UNKNOWN: "there is no item {item}",
    MistakeCode.FORMULA_ITEM_UNSUITED: "formula {formula} cannot use item {item}",
    MistakeCode.FORMULA_WITHOUT_ITEMS: "formula {formula} has no item to work on",
    MistakeCode.FORMULA_ONE_ITEM: "formula {formula} works on exactly one item",
    MistakeCode.FORMULA_ITEMS_BY_FACTOR: "formula {formula} takes its items from the factors",
    MistakeCode.RULE_OPERATOR: "a condition needs exactly one of: {allowed}",
    MistakeCode.RULE_ITEM_UNKNOWN: "there is no item {item}",
    MistakeCode.RULE_ITEM_LATER: "item {item} is asked later",
    MistakeCode.RULE_ITEM_UNANSWERED: "item {item} is nothing that can be answered",
    MistakeCode.RULE_VALUE_UNSUITED: "item {item} can never have the answer {value}",
    MistakeCode.RULE_OPERATOR_UNSUITED: "'{operator}' cannot be asked of item {item}",
    MistakeCode.RULE_TOO_DEEP: "rules can be nested {maximum} deep at most",
    MistakeCode.NEVER_SHOWN: "no answers to the earlier questions can ever show this question",
    MistakeCode.NA_NEVER_OPEN: "no earlier answers can ever allow 'not applicable'",
    MistakeCode.ROUTING_TOO_ENTANGLED: "the rules are too entangled to be checked; simplify them",
}
