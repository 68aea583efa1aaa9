"""Reading the answers of a survey into the arrays in which the kinds of evidence take them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

import numpy as np

from app import clock
from app.flag_rules import MOMENT_UNSURE
from app.models import Mode, Survey, Touchpoint
from app.queries.integrity import (
    JudgedAnswer,
    JudgedPoint,
    list_flagged,
    list_judged_answers,
    list_judged_points,
)
from app.queries.populations import DossierCount, list_dossier_counts
from app.queries.questionnaires import get_questionnaire
from app.services.integrity.hours import hours_of_units
from app.services.integrity.sheets import Dossiers, Hours, PointSheets, SurveySheets
from surveys.definitions import Question

RATING = "rating5"
AT_COUNTERS = {
    (Touchpoint.DESK_POSTER.value, Mode.SELF_PHONE.value),
    (Touchpoint.KIOSK.value, Mode.KIOSK.value),
    (Touchpoint.DESK_POSTER.value, Mode.KIOSK.value),
}
"""Where an answer is given at the counter itself. A slip is taken home, a link opened anywhere."""


def read_sheets(survey: Survey) -> SurveySheets:
    """Read every answer that was not withdrawn; a fixed number of queries for any number."""
    ratings = rating_questions(survey)
    unsure = {key for key, _ in list_flagged(survey.id, [MOMENT_UNSURE])}
    points = {point.id: point for point in list_judged_points(survey.id)}
    hours = hours_of_units({point.place_id for point in points.values()}, survey.closes_on)
    answers = sorted(list_judged_answers(survey.id), key=lambda answer: answer.point_id)
    by_point = groupby(answers, key=lambda answer: answer.point_id)
    sheets = [
        point_sheets(points[point_id], list(mine), ratings, hours, unsure)
        for point_id, mine in by_point
        if point_id in points
    ]
    units = {int(unit) for point in sheets for unit in np.unique(point.units)}
    counts = list_dossier_counts(survey.opens_on, survey.closes_on)
    return SurveySheets(
        points=sheets,
        factors=[question.factor or question.code for question in ratings],
        dossiers=dossiers_of(count for count in counts if count.unit_id in units),
    )


def rating_questions(survey: Survey) -> list[Question]:
    """List the questions with five steps, in the order of the questionnaire."""
    return [q for q in get_questionnaire(survey.version_id) if q.type == RATING]


def point_sheets(
    point: JudgedPoint,
    answers: Sequence[JudgedAnswer],
    ratings: Sequence[Question],
    hours: Mapping[int, Hours],
    unsure: Container[UUID],
) -> PointSheets:
    """Put the answers of a point side by side, oldest first."""
    zone, codes, nan = clock.local_zone(), [q.code for q in ratings], float("nan")
    local = [answer.answered_at.astimezone(zone) for answer in answers]
    given = [[answer.answers.get(code) for code in codes] for answer in answers]
    scores = [[s if isinstance(s, int) else nan for s in row] for row in given]
    at_counter = (point.touchpoint, point.mode) in AT_COUNTERS
    seconds = [nan if a.duration is None else a.duration for a in answers]
    return PointSheets(
        point_id=point.id,
        like=f"{point.sector} {point.kind}",
        service_id=point.service_id,
        hours=hours[point.place_id] if at_counter else None,
        keys=[answer.key for answer in answers],
        days=np.array([moment.toordinal() for moment in local], dtype=np.int64),
        minutes=np.array([m.hour * 60 + m.minute + m.second / 60 for m in local]),
        scores=np.array(scores, dtype=np.float64).reshape(len(answers), len(codes)),
        seconds=np.array(seconds, dtype=np.float64),
        modes=np.array([answer.mode for answer in answers]),
        unsure=np.array([answer.key in unsure for answer in answers], dtype=bool),
        verified=np.array([answer.verified for answer in answers], dtype=bool),
        units=np.array([answer.unit_id for answer in answers], dtype=np.int64),
    )


def dossiers_of(counts: Iterable[DossierCount]) -> list[Dossiers]:
    """Add the channels up; a count of all channels together stands for itself.

    A dossier that came in may bring an answer before it is handled, so the larger number counts.
    """
    sums: dict[tuple[object, ...], list[DossierCount]] = {}
    for count in counts:
        sums.setdefault((count.unit_id, count.service_id, count.first, count.last), []).append(
            count
        )
    found = []
    for same in sums.values():
        whole = [count for count in same if count.channel is None] or same
        number = sum(max(count.handled, count.received or 0) for count in whole)
        one = same[0]
        found.append(Dossiers(one.unit_id, one.service_id, one.first, one.last, number))
    return found
