"""Answers in columns of small numbers, kept between requests, so that only new ones are read.

Each item has a dictionary of the stored answers that occur and a column of places in it. A formula
then scores a dictionary of five or six entries, not thousands of answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

import numpy as np
from flask import current_app
from numpy.typing import NDArray

from app import clock
from app.queries.responses import AnswerBatch, answer_batches, count_responses, key_of_answer

Places = NDArray[np.int32]


class Dictionary(dict[Any, int]):
    """The place of every stored answer to one item; a new one gets the next place."""

    def __init__(self) -> None:
        super().__init__()
        self.values_in_order: list[Any] = []

    def __missing__(self, stored: Any) -> int:
        self[stored] = len(self.values_in_order)
        self.values_in_order.append(stored)
        return self[stored]

    def places(self, stored: Sequence[Any]) -> Places:
        """Look up a column; several choices are kept as tuples, which can be looked up."""
        try:
            return np.fromiter(map(self.__getitem__, stored), np.int32, len(stored))
        except TypeError:
            hashable = [tuple(s) if isinstance(s, list) else s for s in stored]
            return np.fromiter(map(self.__getitem__, hashable), np.int32, len(stored))


@dataclass(frozen=True, slots=True, eq=False)
class AnswerColumns:
    """Columns of one length, in the order of the answers' sequences.

    minutes : of the local day
    seconds : how long the form was open; NaN where that is not known
    """

    sequences: NDArray[np.int64]
    units: NDArray[np.int64]
    points: NDArray[np.int64]
    versions: NDArray[np.int64]
    modes: Places
    verified: NDArray[np.bool_]
    days: NDArray[np.datetime64]
    minutes: NDArray[np.float64]
    seconds: NDArray[np.float64]
    items: dict[str, Places]

    def taken(self, rows: NDArray[np.bool_]) -> "AnswerColumns":
        """Keep some of the rows."""
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


@dataclass(slots=True, eq=False)
class AnswerStore:
    """The columns of one survey so far; grows by what came since the last look."""

    items: frozenset[str] = frozenset()
    columns: AnswerColumns | None = None
    last_key: UUID | None = None
    dictionaries: dict[str, Dictionary] = field(default_factory=dict)
    mode_names: Dictionary = field(default_factory=Dictionary)
    lock: Lock = field(default_factory=Lock)

    def refresh(self, survey_id: int, items: frozenset[str]) -> AnswerColumns:
        """Read what is new, or everything again if what was read is not what is stored.

        On PostgreSQL an answer with a lower sequence can be committed after one with a higher;
        demonstration answers can be deleted. A count tells both, and the key of the last one.
        """
        with self.lock:
            if items != self.items or not self._is_complete(survey_id):
                self.items, self.columns = items, None
            kept = self.columns or self._encode(None)
            parts = [self._encode(b) for b in answer_batches(survey_id, after=_last(kept))]
            if parts:
                kept = _joined([kept, *parts])
                self.last_key = key_of_answer(survey_id, _last(kept))
            self.columns = kept
            return kept

    def _is_complete(self, survey_id: int) -> bool:
        if self.columns is None or not self.columns.sequences.size:
            return True
        last = _last(self.columns)
        if key_of_answer(survey_id, last) != self.last_key:
            return False
        return count_responses(survey_id, up_to=last) == self.columns.sequences.size

    def _encode(self, batch: AnswerBatch | None) -> AnswerColumns:
        zone = clock.local_zone()
        answers = batch.answers if batch else ()
        local = [moment.astimezone(zone) for moment in batch.moments] if batch else []
        return AnswerColumns(
            sequences=np.array(batch.sequences if batch else (), dtype=np.int64),
            units=np.array(batch.unit_ids if batch else (), dtype=np.int64),
            points=np.array(batch.point_ids if batch else (), dtype=np.int64),
            versions=np.array(batch.version_ids if batch else (), dtype=np.int64),
            modes=self.mode_names.places(batch.modes if batch else ()),
            verified=np.array(batch.verified if batch else (), dtype=np.bool_),
            days=np.array([moment.date() for moment in local], dtype="datetime64[D]"),
            minutes=np.array([m.hour * 60 + m.minute + m.second / 60 for m in local], dtype=float),
            seconds=np.array(batch.durations if batch else (), dtype=float),
            items={
                item: self.dictionaries.setdefault(item, Dictionary()).places(
                    [given.get(item) for given in answers]
                )
                for item in self.items
            },
        )


def _last(columns: AnswerColumns) -> int:
    return int(columns.sequences[-1]) if columns.sequences.size else 0


def _joined(parts: Sequence[AnswerColumns]) -> AnswerColumns:
    return AnswerColumns(
        sequences=np.concatenate([part.sequences for part in parts]),
        units=np.concatenate([part.units for part in parts]),
        points=np.concatenate([part.points for part in parts]),
        versions=np.concatenate([part.versions for part in parts]),
        modes=np.concatenate([part.modes for part in parts]),
        verified=np.concatenate([part.verified for part in parts]),
        days=np.concatenate([part.days for part in parts]),
        minutes=np.concatenate([part.minutes for part in parts]),
        seconds=np.concatenate([part.seconds for part in parts]),
        items={
            item: np.concatenate([part.items[item] for part in parts]) for item in parts[0].items
        },
    )


def answer_store(survey_id: int) -> AnswerStore:
    """Give the store of a survey, kept for the life of the process."""
    stores: dict[int, AnswerStore] = current_app.extensions.setdefault("answer_stores", {})
    return stores.setdefault(survey_id, AnswerStore())
