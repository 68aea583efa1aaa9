"""The numbers of this process, until they are added to the table.

A citizen's page must cost no write, so a count is one addition in memory. What was counted within
the last seconds before a crash is lost, and no answer with it: these are counts of forms, not the
answers themselves.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from flask import Flask, current_app

from app.models import FunnelStep


class Counted(NamedTuple):
    """What a number is of: the columns of `models.FunnelCount` but the number itself."""

    survey_id: int
    day: date
    point_id: int
    unit_id: int
    step: FunnelStep
    detail: str = ""


class FunnelCounter:
    """Numbers that any thread may add to; there are never more than points, days and details."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers: Counter[Counted] = Counter()

    def add(self, counted: Counted, n: int = 1) -> None:
        """Count a form, or several."""
        with self.lock:
            self.numbers[counted] += n

    def take(self) -> Mapping[Counted, int]:
        """Take all numbers out, to be written."""
        with self.lock:
            taken, self.numbers = self.numbers, Counter()
        return taken

    def give_back(self, taken: Mapping[Counted, int]) -> None:
        """Keep numbers that could not be written, for the next time."""
        with self.lock:
            self.numbers.update(taken)


def init_app(app: Flask) -> None:
    """Give the application its numbers."""
    app.extensions["funnel"] = FunnelCounter()


def funnel_counter() -> FunnelCounter:
    """Give the numbers of this application."""
    counter: FunnelCounter = current_app.extensions["funnel"]
    return counter
