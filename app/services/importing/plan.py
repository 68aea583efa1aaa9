"""A mapping compared with what is there: the survey, its questionnaire, the units, the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Survey, UnitKind
from app.queries.questionnaires import get_questionnaire
from app.services.importing.answer_words import in_words
from app.services.importing.mapping import NOTHING, ImportMapping, Labels
from app.services.importing.problems import InvalidMapping
from app.services.importing.timestamps import UnreadableTime, read_moment
from app.services.importing.unit_codes import Holders, holders_of
from surveys.definitions import Question, Questionnaire
from surveys.errors import InvalidAnswer
from surveys.validation import check_answer


@dataclass(frozen=True)
class Plan:
    """All that reading a row needs: the mapping and what its names stand for."""

    mapping: ImportMapping
    survey: Survey
    questionnaire: Questionnaire
    holders: Holders
    zone: ZoneInfo


def make_plan(mapping: ImportMapping, mistakes: list[str]) -> Plan:
    """Compare a mapping with the database.

    Raises `InvalidMapping` with the `mistakes` found before and all that are found here.
    """
    found = list(mistakes)
    zone = zone_named(mapping.time.zone, found)
    survey = db.session.scalar(select(Survey).where(Survey.code == mapping.survey))
    if survey is None:
        if mapping.survey:
            found.append(gettext("survey: there is no survey %(code)s", code=mapping.survey))
        raise InvalidMapping(found)
    questionnaire = get_questionnaire(survey.version_id)
    found += item_mistakes(mapping, questionnaire)
    if mapping.time.source.value:
        found += time_mistakes(mapping, zone)
    holders = holders_of(mapping.unit_kind, survey)
    found += unit_mistakes(mapping, holders)
    if found:
        raise InvalidMapping(found)
    return Plan(mapping, survey, questionnaire, holders, zone)


def zone_named(name: str | None, mistakes: list[str]) -> ZoneInfo:
    """Find a time zone; the service's own where none is named."""
    try:
        return ZoneInfo(name) if name else clock.local_zone()
    except (ZoneInfoNotFoundError, ValueError):
        mistakes.append(gettext("time.zone: there is no time zone %(name)s", name=name))
        return clock.local_zone()


def time_mistakes(mapping: ImportMapping, zone: ZoneInfo) -> Iterator[str]:
    """Check the one time of all rows."""
    text = mapping.time.source.value or ""
    try:
        read_moment(text, zone=zone, order=mapping.time.order)
    except UnreadableTime:
        yield gettext("time.value: %(text)s is no date or time", text=text)


def unit_mistakes(mapping: ImportMapping, holders: Holders) -> Iterator[str]:
    """Check that every unit the mapping names is there."""
    if mapping.unit_kind and mapping.unit_kind not in list(UnitKind):
        kinds = ", ".join(UnitKind)
        yield gettext("unit.kind: one of %(kinds)s", kinds=kinds)
        return
    named = [mapping.unit.value] if mapping.unit.value else (mapping.unit.values or {}).values()
    for code in dict.fromkeys(named):
        if code not in holders:
            yield gettext(
                "unit: no %(kind)s with code %(code)s was in force while the survey ran",
                kind=mapping.unit_kind,
                code=code,
            )


def item_mistakes(mapping: ImportMapping, questionnaire: Questionnaire) -> Iterator[str]:
    """Check that items and codes are the questionnaire's, and that none is answered twice."""
    answered: list[str] = []
    for path, item, labels, separator in answer_parts(mapping):
        question = questionnaire.questions.get(item)
        if question is None:
            yield gettext("%(place)s: there is no item %(item)s", place=path, item=item)
            continue
        is_list = separator is not None and question.type == "several_choices"
        if item in answered and not is_list:
            yield gettext("%(place)s: item %(item)s is given twice", place=path, item=item)
        answered.append(item)
        yield from label_mistakes(path, question, labels or {}, is_list=separator is not None)
    yield from required_mistakes(mapping, questionnaire, answered)


def answer_parts(mapping: ImportMapping) -> Iterator[tuple[str, str, Labels | None, str | None]]:
    """Go through what answers items: place in the mapping, item, labels, separator."""
    for column in mapping.answers:
        yield f"answers.{column.column}", column.item, column.labels, column.separator
    if mapping.counts:
        yield "counts", mapping.counts.item, mapping.counts.columns, None


def label_mistakes(
    path: str, question: Question, labels: Labels, *, is_list: bool
) -> Iterator[str]:
    """Check that each label stands for an answer the question takes."""
    for label, code in labels.items():
        if is_list and code == NOTHING:
            continue
        try:
            check_answer(question, [code] if is_list else code)
        except InvalidAnswer as refused:
            reason = in_words(refused.error)
            yield gettext("%(place)s.%(label)s: %(reason)s", place=path, label=label, reason=reason)


def required_mistakes(
    mapping: ImportMapping, questionnaire: Questionnaire, answered: list[str]
) -> Iterator[str]:
    """Name the items every answer must have and the file does not give."""
    for question in questionnaire:
        if question.required and question.shown_if is None and question.code not in answered:
            if mapping.counts:
                yield gettext(
                    "counts: item %(item)s must be answered too, and a table of counts does not "
                    "tell which answers came from one person",
                    item=question.code,
                )
            else:
                yield gettext(
                    "answers: no column gives item %(item)s, which must be answered",
                    item=question.code,
                )


def heading_mistakes(mapping: ImportMapping, headings: tuple[str, ...]) -> list[str]:
    """Name the columns that the mapping wants and the file does not have."""
    return [
        gettext("the file has no column “%(column)s”", column=column)
        for column in mapping.columns
        if column not in headings
    ]
