"""Parts that stand out, looked for beside the overview, so that it does not wait for them.

Among a million answers dividing takes seconds. A page shows what was found last and lets the next
look run in a thread of its own; the first page of a process says that nothing has been found yet.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from flask import Flask, current_app

from app import clock
from app.queries.surveys import get_survey_by_id
from app.services.breakdowns.standing_out import StandingOut, parts_standing_out
from app.services.reporting.report import Report, open_report

NEW, USABLE = timedelta(minutes=15), timedelta(hours=1)
"""How long what was found counts as new, and how long it is shown while the next look runs."""
ROWS_UNASKED = 100_000
"""Of so many answers at most the parts are looked at whenever the overview is opened."""
UNITS = 256
"""Of how many units a process remembers what was found."""
Subject = tuple[int, str, int]
"""The survey, the formula and the unit."""

log = structlog.get_logger()


class Missing(StrEnum):
    """Why nothing can be said of the parts yet."""

    LOOKING = "looking"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and when the look began."""

    at: datetime
    parts: StandingOut


@dataclass
class Looks:
    """What was found of each unit, and the looks under way."""

    done: OrderedDict[Subject, Found] = field(default_factory=OrderedDict)
    running: dict[Subject, Future[None]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="parts")
    )


def last_look(
    report: Report, formula: str, unit_id: int, *, asked: bool = False
) -> Found | Missing:
    """Give what was found of a unit lately, or why there is nothing.

    Of a large survey one looks only where somebody `asked`: it takes seconds, and memory.
    """
    looks: Looks = current_app.extensions.setdefault("parts_looks", Looks())
    subject = (report.data.survey.id, formula, unit_id)
    known = looks.done.get(subject)
    if known is not None and clock.now() - known.at < NEW:
        return known
    usable = known if known is not None and clock.now() - known.at <= USABLE else None
    if report.data.answers.rows > ROWS_UNASKED and not asked:
        return usable or Missing.NOT_ASKED
    look = _look(looks, subject)
    if usable is None:
        _wait(look, current_app.config["PARTS_PATIENCE"])
        found = looks.done.get(subject)
        usable = None if found is known else found
    return usable or Missing.LOOKING


def _look(looks: Looks, subject: Subject) -> Future[None]:
    """Start a look, or give the one that runs."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with looks.lock:
        if subject not in looks.running:
            looks.running[subject] = looks.thread.submit(_run, app, looks, subject)
        return looks.running[subject]


def _run(app: Flask, looks: Looks, subject: Subject) -> None:
    survey_id, formula, unit_id = subject
    try:
        with app.app_context():
            at, survey = clock.now(), get_survey_by_id(survey_id)
            report = open_report(survey, survey.opens_on, survey.closes_on)
            looks.done[subject] = Found(at, parts_standing_out(report, formula, unit_id))
        looks.done.move_to_end(subject)
        while len(looks.done) > UNITS:
            looks.done.popitem(last=False)
    except Exception:
        log.exception("parts could not be looked at", survey=survey_id, unit=unit_id)
        raise
    finally:
        with looks.lock:
            looks.running.pop(subject, None)


def _wait(look: Future[None], seconds: float) -> None:
    """Wait for a look, but not for ever; what went wrong there stands in the log."""
    try:
        look.exception(timeout=seconds)
    except TimeoutError:
        return
