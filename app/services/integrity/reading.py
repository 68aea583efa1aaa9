"""Reading the answers of a survey into the arrays in which the kinds of evidence take them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.models import Mode, Survey, Touchpoint
from app.queries.integrity import (
    JudgedPoint,
    MarkedAnswers,
    list_judged_points,
    marked_answers,
)
from app.queries.populations import DossierCount, list_dossier_counts
from app.queries.questionnaires import get_questionnaire
from app.services.integrity.hours import hours_of_units
from app.services.integrity.sheets import (
    MODE_NUMBERS,
    Dossiers,
    Hours,
    PointSheets,
    SurveySheets,
)
from app.services.reporting.columns import AnswerColumns, AnswerStore, answer_store
from surveys.definitions import Question

RATING = "rating5"
EPOCH = date(1970, 1, 1).toordinal()
AT_COUNTERS = {
    (Touchpoint.DESK_POSTER.value, Mode.SELF_PHONE.value),
    (Touchpoint.KIOSK.value, Mode.KIOSK.value),
    (Touchpoint.DESK_POSTER.value, Mode.KIOSK.value),
}
"""Where an answer is given at the counter itself. A slip is taken home, a link opened anywhere."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The ratings asked: of each the score that a stored answer means, NaN for what is no number.

    A rating from 1 to 5 is exact in half precision: a million sheets take 44 MB, not 176.
    """

    known: Mapping[str, NDArray[np.floating]]

    @classmethod
    def of(cls, store: AnswerStore, codes: Sequence[str]) -> "Scores":
        """Look up what each stored answer to some questions means."""
        stored = {code: store.dictionaries[code].values_in_order for code in codes}
        scores = {
            c: [s if isinstance(s, int) else np.nan for s in some] for c, some in stored.items()
        }
        return cls({code: np.array(some, np.float16) for code, some in scores.items()})

    def at(self, columns: AnswerColumns, rows: NDArray[np.intp]) -> NDArray[np.floating]:
        """Give the scores of some answers, rows × questions."""
        found = np.empty((rows.size, len(self.known)), np.float16)
        for place, (code, known) in enumerate(self.known.items()):
            found[:, place] = known[columns.items[code][rows]]
        return found


@dataclass(frozen=True, eq=False)
class JudgedAnswers:
    """The answers of a survey in columns, and what tells whether any of it has changed."""

    columns: AnswerColumns
    store: AnswerStore
    marked: MarkedAnswers

    @property
    def stamp(self) -> tuple[object, ...]:
        """What changes whenever the answers do."""
        sequences = self.columns.sequences
        return sequences.size, int(sequences.max(initial=0)), self.marked


def judged_answers(survey: Survey) -> JudgedAnswers:
    """Take the columns that are kept for reports, with what came since."""
    store = answer_store(survey.id)
    items = frozenset(get_questionnaire(survey.version_id).questions)
    return JudgedAnswers(store.refresh(survey.id, items), store, marked_answers(survey.id))


def read_sheets(survey: Survey, judged: JudgedAnswers) -> SurveySheets:
    """Put the answers that were not withdrawn side by side, point by point."""
    ratings = rating_questions(survey)
    columns = judged.columns
    if judged.marked.withdrawn:
        columns = columns.taken(~np.isin(columns.sequences, list(judged.marked.withdrawn)))
    points = {p.id: p for p in list_judged_points(np.unique(columns.points).tolist())}
    hours = hours_of_units({point.place_id for point in points.values()}, survey.closes_on)
    scores = Scores.of(judged.store, [question.code for question in ratings])
    unsure = np.isin(columns.sequences, list(judged.marked.unsure))
    names = judged.store.mode_names.values_in_order
    numbers = np.array([MODE_NUMBERS[Mode(name)] for name in names], np.int8)
    sheets = [
        point_sheets(points[point_id], columns, rows, scores, unsure, numbers, hours)
        for point_id, rows in rows_by_point(columns)
    ]
    units = set(np.unique(columns.units).tolist())
    counts = list_dossier_counts(survey.opens_on, survey.closes_on)
    return SurveySheets(
        points=sheets,
        factors=[question.factor or question.code for question in ratings],
        dossiers=dossiers_of(count for count in counts if count.unit_id in units),
    )


def rows_by_point(columns: AnswerColumns) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Give the rows of each point, in the order in which they came."""
    order = np.argsort(columns.points, kind="stable")
    point_ids, starts = np.unique(columns.points[order], return_index=True)
    if order.size:
        yield from zip(point_ids.tolist(), np.split(order, starts[1:]), strict=True)


def rating_questions(survey: Survey) -> list[Question]:
    """List the questions with five steps, in the order of the questionnaire."""
    return [q for q in get_questionnaire(survey.version_id) if q.type == RATING]


def point_sheets(
    point: JudgedPoint,
    columns: AnswerColumns,
    rows: NDArray[np.intp],
    scores: Scores,
    unsure: NDArray[np.bool_],
    mode_numbers: NDArray[np.int8],
    hours: Mapping[int, Hours],
) -> PointSheets:
    """Take the answers of a point."""
    at_counter = (point.touchpoint, point.mode) in AT_COUNTERS
    return PointSheets(
        point_id=point.id,
        like=f"{point.sector} {point.kind}",
        service_id=point.service_id,
        hours=hours[point.place_id] if at_counter else None,
        sequences=columns.sequences[rows],
        days=columns.days[rows].astype(np.int32) + np.int32(EPOCH),
        minutes=columns.minutes[rows],
        scores=scores.at(columns, rows),
        seconds=columns.seconds[rows],
        modes=mode_numbers[columns.modes[rows]],
        verified=columns.verified[rows],
        unsure=unsure[rows],
        units=columns.units[rows],
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
