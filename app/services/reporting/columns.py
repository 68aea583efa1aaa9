"""Answers in columns of small numbers, kept between requests, so that only new ones are read.

Each item has a dictionary of the stored answers that occur and a column of places in it. A formula
then scores a dictionary of five or six entries, not thousands of answers.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

import numpy as np
from flask import current_app
from numpy.typing import NDArray

from app import clock
from app.queries.responses import (
    NOT_KNOWN,
    AnswerBatch,
    answer_batches,
    count_responses,
    key_of_answer,
)
from app.services.reporting.growing import Growing
from app.services.reporting.local_times import local_times
from app.services.reporting.stored_sheets import Dictionary, read_sheets


@dataclass(frozen=True, slots=True, eq=False)
class AnswerColumns:
    """Columns of one length, in the order of the answers' sequences.

    minutes : of the local day
    seconds : how long the form was open; NaN where that is not known
    """

    sequences: NDArray[np.int64]
    units: NDArray[np.integer]
    points: NDArray[np.integer]
    versions: NDArray[np.integer]
    modes: NDArray[np.integer]
    verified: NDArray[np.bool_]
    days: NDArray[np.datetime64]
    minutes: NDArray[np.floating]
    seconds: NDArray[np.floating]
    items: dict[str, NDArray[np.integer]]

    def taken(self, rows: NDArray[np.bool_] | slice) -> "AnswerColumns":
        """Keep some of the rows; a slice is not copied."""
        return AnswerColumns(
            self.sequences[rows],
            self.units[rows],
            self.points[rows],
            self.versions[rows],
            self.modes[rows],
            self.verified[rows],
            self.days[rows],
            self.minutes[rows],
            self.seconds[rows],
            {item: column[rows] for item, column in self.items.items()},
        )


TYPES: dict[str, Any] = {
    **{"sequences": np.int64, "units": np.int32, "points": np.int32, "versions": np.int32},
    **{"modes": np.int8, "verified": np.bool_, "days": "datetime64[D]"},
    **{"minutes": np.float32, "seconds": np.float32},
}
"""How each column is kept: a million answers to thirty items take eighty megabytes."""


class AnswerStore:
    """The columns of one survey so far; grows by what came since the last look."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.mode_names = Dictionary()
        self.dictionaries: dict[str, Dictionary] = {}
        self._begin(frozenset())

    def _begin(self, items: frozenset[str]) -> None:
        """Forget what was read. Columns that were given out stay whole, and so do dictionaries."""
        self.reading = object()
        self.last_key: UUID | None = None
        self.dictionaries |= {i: Dictionary() for i in items - self.dictionaries.keys()}
        self.columns = {name: Growing(dtype) for name, dtype in TYPES.items()}
        self.items = {item: Growing(np.int8) for item in items}

    def refresh(self, survey_id: int, items: frozenset[str]) -> AnswerColumns:
        """Read what is new, or everything again if what was read is not what is stored."""
        return self.read(survey_id, items)[0]

    def read(
        self, survey_id: int, items: frozenset[str], counted: int | None = None
    ) -> tuple[AnswerColumns, object]:
        """Refresh, and give the mark of this reading.

        Columns of one mark begin with the same answers; more may have come at their end.

        On PostgreSQL an answer with a lower sequence can be committed after one with a higher;
        demonstration answers can be deleted. A count tells both, and the key of the last one. Where
        the caller has just `counted` the survey's answers and they are all here, that is enough.
        """
        with self.lock:
            last = self._last()
            if items != self.items.keys() or key_of_answer(survey_id, last) != self.last_key:
                self._begin(items)
            self._read_on(survey_id)
            if self._size() != counted and self._size() != self._stored(survey_id):
                self._begin(items)
                self._read_on(survey_id)
            return self._given_out(), self.reading

    def _read_on(self, survey_id: int) -> None:
        before = self._last()
        for batch in answer_batches(survey_id, after=before):
            self._add(batch)
        if self._last() != before:
            self.last_key = key_of_answer(survey_id, self._last())

    def _size(self) -> int:
        return self.columns["sequences"].size

    def _stored(self, survey_id: int) -> int:
        return count_responses(survey_id, up_to=self._last())

    def _last(self) -> int:
        sequences = self.columns["sequences"].view()
        return int(sequences[-1]) if sequences.size else 0

    def _add(self, batch: AnswerBatch) -> None:
        days, minutes = local_times(batch.moments, clock.local_zone())
        new = {
            "sequences": batch.sequences,
            "units": batch.unit_ids,
            "points": batch.point_ids,
            "versions": batch.version_ids,
            "modes": self.mode_names.places(batch.modes),
            "verified": batch.verified,
            "days": days,
            "minutes": minutes,
            "seconds": np.where(batch.durations == NOT_KNOWN, np.nan, batch.durations),
        }
        for name, values in new.items():
            self.columns[name].add(np.asarray(values, TYPES[name]))
        asked = {item: self.dictionaries[item] for item in self.items}
        for item, places in read_sheets(batch.answers, asked).items():
            self.items[item].add(places.astype(np.min_scalar_type(-int(places.max()) - 1)))

    def _given_out(self) -> AnswerColumns:
        items = {item: column.view() for item, column in self.items.items()}
        return AnswerColumns(**{n: c.view() for n, c in self.columns.items()}, items=items)


def answer_store(survey_id: int) -> AnswerStore:
    """Give the store of a survey, kept for the life of the process."""
    stores: dict[int, AnswerStore] = current_app.extensions.setdefault("answer_stores", {})
    return stores.setdefault(survey_id, AnswerStore())
