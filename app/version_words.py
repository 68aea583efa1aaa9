"""What pages call the differences between two versions of a questionnaire."""

from flask_babel import gettext, lazy_gettext

from surveys.question_changes import Change, Difference, Effect

CHANGES = {
    Change.OTHER_QUESTIONNAIRE: lazy_gettext("it is another questionnaire"),
    Change.LANGUAGE_ADDED: lazy_gettext("a language is added"),
    Change.LANGUAGE_REMOVED: lazy_gettext("a language is taken out"),
    Change.FRAME_CHANGED: lazy_gettext("texts around the questions are changed"),
    Change.SECTION_ADDED: lazy_gettext("the part is new"),
    Change.SECTION_REMOVED: lazy_gettext("the part is taken out"),
    Change.SECTION_RETITLED: lazy_gettext("the part has another title"),
    Change.FACTOR_ADDED: lazy_gettext("the factor is new"),
    Change.FACTOR_REMOVED: lazy_gettext("the factor is taken out"),
    Change.FACTOR_RETITLED: lazy_gettext("the factor has another title"),
    Change.QUESTION_ADDED: lazy_gettext("the question is new"),
    Change.QUESTION_REMOVED: lazy_gettext("the question is taken out"),
    Change.QUESTION_MOVED: lazy_gettext("the question stands in another place"),
    Change.ASKED_BEFORE_CHANGED: lazy_gettext("other questions are asked before it"),
    Change.CODE_REUSED: lazy_gettext("the code was used by an earlier question"),
    Change.TYPE_CHANGED: lazy_gettext("the question is of another type"),
    Change.WORDING_CHANGED: lazy_gettext("the wording is changed"),
    Change.RETRANSLATED: lazy_gettext("a translation says something else"),
    Change.HELP_CHANGED: lazy_gettext("the help text is changed"),
    Change.TRANSLATION_ADDED: lazy_gettext("a translation is added"),
    Change.TRANSLATION_REMOVED: lazy_gettext("a translation is taken out"),
    Change.OPTIONS_ADDED: lazy_gettext("options are added"),
    Change.OPTIONS_REMOVED: lazy_gettext("options are taken out"),
    Change.OPTIONS_REORDERED: lazy_gettext("the options stand in another order"),
    Change.OPTIONS_CHANGED: lazy_gettext("the options are others"),
    Change.OPTION_WORDING_CHANGED: lazy_gettext("the wording of an option is changed"),
    Change.SATISFIED_CHANGED: lazy_gettext("other answers count as satisfied"),
    Change.REVERSED_CHANGED: lazy_gettext("the scale is turned round"),
    Change.NA_CHANGED: lazy_gettext("“not applicable” is offered or no longer offered"),
    Change.REQUIRED_CHANGED: lazy_gettext("whether it must be answered is changed"),
    Change.ROUTING_CHANGED: lazy_gettext("other people are asked it"),
    Change.LIMITS_CHANGED: lazy_gettext("the limits of the answer are changed"),
    Change.LENGTH_CHANGED: lazy_gettext("the longest text allowed is changed"),
    Change.MATRIX_CHANGED: lazy_gettext("it belongs to another table of questions"),
    Change.ROLE_CHANGED: lazy_gettext("it has another part in the index"),
    Change.FACTOR_CHANGED: lazy_gettext("it belongs to another factor"),
    Change.FORMULA_ADDED: lazy_gettext("the index is new"),
    Change.FORMULA_REMOVED: lazy_gettext("the index is taken out"),
    Change.FORMULA_ITEMS_CHANGED: lazy_gettext("the index is made of other questions"),
}

EFFECTS = {
    Effect.KEEPS: lazy_gettext("keeps the trend"),
    Effect.BREAKS: lazy_gettext("breaks the trend"),
    Effect.FORBIDDEN: lazy_gettext("must not be"),
}


def difference_words(difference: Difference) -> str:
    """Say in one sentence what differs and where, by the code of the question or index."""
    place = difference.place.partition(".")[2]
    what = str(CHANGES[difference.code])
    if not place:
        return f"{what[:1].upper()}{what[1:]}"
    return str(gettext("%(place)s: %(what)s", place=place, what=what))
