"""The columns before the questions: where, when and how an answer was given, and its weight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app import words
from app.exports.cells import Cell, Kind
from app.exports.column import name_of
from app.exports.columns import YES_NO
from app.services.answer_files.places import Places
from app.services.answer_files.reading import AnswerPage, Circumstances


@dataclass(frozen=True, slots=True)
class Around:
    """What the columns look things up in.

    versions : the questionnaire's code and the number of each version
    """

    survey_code: str
    places: Places
    versions: Mapping[int, tuple[str, int]]
    weights: Mapping[int, float]
    language: str


@dataclass(frozen=True, slots=True)
class LeadColumn:
    """A column, what it says, and its cell, made once for all answers of the same circumstances."""

    id: str
    heading: Any
    explanation: Any
    take: Callable[[Around, Circumstances], Cell]
    kind: Kind = Kind.TEXT
    words: Mapping[Any, Any] | None = None
    longest: int = 64


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column whose cells belong to one answer each."""

    id: str
    heading: Any
    explanation: Any
    take: Callable[[AnswerPage], Sequence[Cell]]
    kind: Kind = Kind.TEXT
    longest: int = 64
    words: None = None


NAME = 640
"""Bytes: a name has 200 characters at most, of up to three bytes."""


def _unit(around: Around, at: Circumstances) -> Cell:
    return name_of(around.places.then(at.unit_id, at.day), "name", around.language)


def _code_today(around: Around, at: Circumstances) -> Cell:
    unit = around.places.today(at.unit_id)
    return unit.code if unit else None


def _unit_today(around: Around, at: Circumstances) -> Cell:
    unit = around.places.today(at.unit_id)
    return name_of(unit, "name", around.language) if unit else None


def _point(field: str) -> Callable[[Around, Circumstances], Cell]:
    def take(around: Around, at: Circumstances) -> Cell:
        value: Cell = getattr(around.places.points[at.point_id], field)
        return value

    return take


def _weight(around: Around, at: Circumstances) -> Cell:
    return None if at.excluded else around.weights.get(at.unit_id)


LEAD = (
    LeadColumn(
        "survey",
        lazy_gettext("Survey"),
        lazy_gettext("Code of the survey."),
        lambda around, _: around.survey_code,
    ),
    LeadColumn(
        "questionnaire",
        lazy_gettext("Questionnaire"),
        lazy_gettext("Code of the questionnaire."),
        lambda around, at: around.versions[at.version_id][0],
    ),
    LeadColumn(
        "version",
        lazy_gettext("Version"),
        lazy_gettext("Which version was answered; the columns of the others are empty."),
        lambda around, at: around.versions[at.version_id][1],
        Kind.COUNT,
    ),
    LeadColumn(
        "unit_code",
        lazy_gettext("Unit code"),
        lazy_gettext("Code of the unit on the day of the answer."),
        lambda around, at: around.places.then(at.unit_id, at.day).code,
    ),
    LeadColumn(
        "unit",
        lazy_gettext("Unit"),
        lazy_gettext("Name of the unit on the day of the answer."),
        _unit,
        longest=NAME,
    ),
    LeadColumn(
        "unit_today_code",
        lazy_gettext("Unit code today"),
        lazy_gettext("Unit that has all of it today; empty where it was divided or closed."),
        _code_today,
    ),
    LeadColumn(
        "unit_today",
        lazy_gettext("Unit today"),
        lazy_gettext("Name of the unit of today."),
        _unit_today,
        longest=NAME,
    ),
    LeadColumn(
        "body_code",
        lazy_gettext("Code of the answerable body"),
        lazy_gettext("Who answers for the service at the collection point."),
        _point("body_code"),
    ),
    LeadColumn(
        "service_code",
        lazy_gettext("Service code"),
        lazy_gettext("Empty where the point is for all services."),
        _point("service_code"),
    ),
    LeadColumn(
        "touchpoint",
        lazy_gettext("Touchpoint"),
        lazy_gettext("Where the code of the form hangs or is printed."),
        _point("touchpoint"),
        Kind.CODE,
        words.TOUCHPOINTS,
    ),
    LeadColumn(
        "mode",
        lazy_gettext("Mode"),
        lazy_gettext("How the answer was given."),
        lambda _, at: at.mode,
        Kind.CODE,
        words.MODES,
    ),
    LeadColumn(
        "origin",
        lazy_gettext("Origin"),
        lazy_gettext("Verified by an invitation, open to everybody, or with somebody’s help."),
        lambda _, at: at.origin,
        Kind.CODE,
        words.ORIGINS,
    ),
    LeadColumn(
        "language",
        lazy_gettext("Language"),
        lazy_gettext("Language of the form."),
        lambda _, at: at.language,
        longest=8,
    ),
    LeadColumn(
        "day",
        lazy_gettext("Day"),
        lazy_gettext("The day alone; the lines follow no order of time."),
        lambda _, at: at.day,
        Kind.DAY,
    ),
    LeadColumn(
        "excluded",
        lazy_gettext("Excluded"),
        lazy_gettext("Left out by a person with a reason: published indices do not count it."),
        lambda _, at: "yes" if at.excluded else "no",
        Kind.CODE,
        YES_NO,
    ),
    LeadColumn(
        "weight",
        lazy_gettext("Weight"),
        lazy_gettext(
            "By the dossiers of the unit, with a mean of 1, so that the answers of all units of "
            "the file add up. Empty for excluded answers. Lists of samples weigh within a unit "
            "too in published figures; that is not in here."
        ),
        _weight,
        Kind.NUMBER,
    ),
)
OWN = (
    OwnColumn(
        "seconds",
        lazy_gettext("Seconds to fill in"),
        lazy_gettext("How long the form was open, rounded to 10; empty where that is not known."),
        lambda page: page.seconds,
        Kind.COUNT,
    ),
    OwnColumn(
        "flags",
        lazy_gettext("Flags"),
        lazy_gettext("Rules that call for a look; a flagged answer counts all the same."),
        lambda page: page.flags,
        longest=400,
    ),
)
