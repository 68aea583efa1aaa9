"""Searching for evidence beside the pages that show it, so that none of them waits for long.

Among a million answers a search takes seconds. A page that is opened all day shows what the last
search found and lets the next one run in a thread of its own; only the first page of a process may
find that nothing has been found yet, and says so.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from flask import Flask, current_app

from app import clock
from app.models import Survey
from app.queries.surveys import get_survey_by_id
from app.services.integrity.evidence import Examined, examined

NEW, USABLE = timedelta(minutes=15), timedelta(hours=1)
"""How long what was found counts as new, and how long it is shown while the next search runs."""
SURVEYS = 8
"""Of how many surveys a process remembers what was found."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Searched:
    """What a search found at each point, and when it began."""

    at: datetime
    found: Mapping[int, Examined]


@dataclass
class Searches:
    """What was found in each survey, and the searches under way."""

    done: dict[int, Searched] = field(default_factory=dict)
    running: dict[int, Future[None]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="evidence")
    )


def last_search(survey: Survey) -> Searched | None:
    """Give what was found lately; None where the first search takes longer than a page can wait."""
    searches: Searches = current_app.extensions.setdefault("integrity_searches", Searches())
    known = searches.done.get(survey.id)
    age = None if known is None else clock.now() - known.at
    if age is not None and age < NEW:
        return known
    search = _search(searches, survey.id)
    if age is None or age > USABLE:
        _wait(search, current_app.config["SEARCH_PATIENCE"])
    return searches.done.get(survey.id)


def _search(searches: Searches, survey_id: int) -> Future[None]:
    """Start a search, or give the one that runs."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with searches.lock:
        if survey_id not in searches.running:
            searches.running[survey_id] = searches.thread.submit(_run, app, searches, survey_id)
        return searches.running[survey_id]


def _run(app: Flask, searches: Searches, survey_id: int) -> None:
    try:
        with app.app_context():
            searches.done[survey_id] = Searched(clock.now(), examined(get_survey_by_id(survey_id)))
        for oldest in sorted(searches.done, key=lambda key: searches.done[key].at)[:-SURVEYS]:
            del searches.done[oldest]
    except Exception:
        log.exception("evidence could not be searched for", survey=survey_id)
        raise
    finally:
        with searches.lock:
            searches.running.pop(survey_id, None)


def _wait(search: Future[None], seconds: float) -> None:
    """Wait for a search, but not for ever; what went wrong there stands in the log."""
    try:
        search.exception(timeout=seconds)
    except TimeoutError:
        return
