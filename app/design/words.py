"""What the designer's pages call question types, roles, deeds and formulas."""

from flask_babel import gettext, lazy_gettext

from app.language_names import language_name
from app.models import User
from app.words import FORMULAS as FORMULA_NAMES
from surveys.definitions import Role

__all__ = ["FORMULA_NAMES", "language_name"]

TYPES = {
    "rating5": lazy_gettext("Rating on five levels"),
    "yes_no": lazy_gettext("Yes or no"),
    "single_choice": lazy_gettext("One answer of several"),
    "several_choices": lazy_gettext("Several answers"),
    "number": lazy_gettext("Number"),
    "share_100": lazy_gettext("Share from 0 to 100"),
    "short_text": lazy_gettext("Short text"),
    "long_text": lazy_gettext("Long text"),
    "ranking": lazy_gettext("Ranking"),
    "date": lazy_gettext("Date"),
    "matrix5": lazy_gettext("Table of ratings on five levels (its head)"),
    "statement": lazy_gettext("Statement without an answer"),
}
"""Question types; a test holds that none is missing."""

ROLES = {
    Role.ITEM: lazy_gettext("Ordinary question"),
    Role.OVERALL: lazy_gettext("Overall satisfaction (one per questionnaire)"),
    Role.ATTRIBUTE: lazy_gettext("About the person (always optional)"),
    Role.COMMENT: lazy_gettext("Comment in own words"),
}

DEEDS = {
    "add_section": lazy_gettext("adding a section"),
    "edit_section": lazy_gettext("changing a section"),
    "move_section": lazy_gettext("moving a section"),
    "delete_section": lazy_gettext("deleting a section"),
    "add_question": lazy_gettext("adding a question"),
    "edit_question": lazy_gettext("changing a question"),
    "move_question": lazy_gettext("moving a question"),
    "duplicate_question": lazy_gettext("duplicating a question"),
    "delete_question": lazy_gettext("deleting a question"),
    "edit_rule": lazy_gettext("changing when a question is asked"),
    "edit_frame": lazy_gettext("changing title and introduction"),
    "edit_scale": lazy_gettext("changing a scale"),
    "edit_indices": lazy_gettext("changing factors and indices"),
    "edit_languages": lazy_gettext("changing the languages"),
    "translate": lazy_gettext("translating"),
}
"""What a step of the history did; a test holds that no deed is without words."""

EFFECTS = {
    "forbidden": lazy_gettext("Not possible: stored answers would change their meaning"),
    "breaks": lazy_gettext("Breaks the trend, and is marked on every series"),
    "keeps": lazy_gettext("Keeps the trend"),
}
"""What a change does to the trend."""


def person_name(person: User | None) -> str:
    """Name a member of staff as other staff know that person."""
    return person.email if person else "–"


def time_words(seconds: float) -> str:
    """Say how long answering takes, in minutes and tens of seconds: it is an estimate."""
    minutes, rest = divmod(10 * max(1, round(seconds / 10)), 60)
    if not minutes:
        return str(gettext("about %(seconds)s seconds", seconds=rest))
    if not rest:
        return str(gettext("about %(minutes)s min", minutes=minutes))
    return str(gettext("about %(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest))


RULES = {
    "shown_if": lazy_gettext("When the question is asked"),
    "na_if": lazy_gettext("When “not applicable” is offered"),
}
"""Headings of the pages of rules."""

RULES_HOLD = {
    "shown_if": lazy_gettext("The question is asked only if:"),
    "na_if": lazy_gettext("“Not applicable” is offered only if:"),
}
RULES_NONE = {
    "shown_if": lazy_gettext("The question is always asked."),
    "na_if": lazy_gettext("“Not applicable” is always offered."),
}

TABS = {
    "design.outline": lazy_gettext("Questions"),
    "design.frame": lazy_gettext("Title and introduction"),
    "design.indices": lazy_gettext("Factors and indices"),
    "design.scales": lazy_gettext("Scales"),
    "design.languages": lazy_gettext("Languages"),
    "design.preview": lazy_gettext("Preview"),
    "design.publish": lazy_gettext("Publish the questionnaire"),
    "design.versions": lazy_gettext("Versions"),
}
"""The pages of a draft, in the order of the work."""
