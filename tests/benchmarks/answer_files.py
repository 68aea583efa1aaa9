"""How fast and in how much memory answers stream: ``python -m tests.benchmarks.answer_files``.

Makes 10,000 and 100,000 answers to the long one-stop questionnaire at 100 counters, on SQLite and
on PostgreSQL, and writes each format in a process of its own: seconds of the best of three runs, by
the clock and of the processor, which a busy machine does not stretch; and the peak of memory.

Bars: CSV of 100,000 answers in 1.5 s, and a peak with 100,000 at most a tenth above that with
10,000. Name formats to measure those alone.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from app.exports.answers import ANSWER_EXPORTERS, answer_file
from app.extensions import db
from app.models import CorrectionKind, ResponseCorrection, Survey
from app.scope import EVERYTHING
from app.services.answer_files.choosing import choose_answers
from app.services.answer_files.places import Places
from app.serving.garbage import collect_rarely
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.conftest import build_app
from tests.factories import create_answers, create_point, create_survey, create_unit, create_version
from tests.postgres import running_server, why_not

COUNTS = (10_000, 100_000)
COUNTERS = 100
DAYS = 120
BEGIN = datetime(2026, 1, 5, 1, tzinfo=UTC)
RUNS = 3
FLAGGED = 20
"""One answer in so many is flagged."""


def fill(app: Flask, count: int) -> None:
    """Make a migrated database with so many answers."""
    chance = random.Random(count)
    questionnaire = load_catalogue_questionnaire("one_stop_long")
    ratings = [question.code for question in questionnaire if question.type == "rating5"]
    with app.app_context():
        upgrade()
        survey = create_survey(version=create_version(to_document(questionnaire)))
        survey.opens_on, survey.closes_on = BEGIN.date(), BEGIN.date() + timedelta(days=DAYS)
        centre = create_unit(kind="commune_centre", name="Trung tâm Phục vụ hành chính công")
        for number in range(COUNTERS):
            place = create_unit(kind="counter", parent=centre, name=f"Quầy số {number}")
            create_point(survey, place=place)
            for day in range(DAYS):
                size = (day + 1) * count // COUNTERS // DAYS - day * count // COUNTERS // DAYS
                given = [{code: chance.choice((1, 2, 3, 4, 5, "na")) for code in ratings}]
                given += [
                    {code: chance.choice((3, 4, 5)) for code in ratings} for _ in range(size - 1)
                ]
                moment = BEGIN + timedelta(days=day, minutes=number)
                flag(create_answers(survey, place, given[:size], answered_at=moment)[::FLAGGED])
        db.session.remove()


def flag(keys: list) -> None:
    """Flag answers."""
    flags = {"kind": CorrectionKind.FLAG.value, "rule": "too_fast", "made_at": BEGIN}
    db.session.add_all(ResponseCorrection(response_key=key, **flags) for key in keys)
    db.session.commit()


def write(name: str) -> int:
    """Write a file as the page does, and throw it away piece by piece; gives its size."""
    survey = db.session.scalars(select(Survey)).one()
    first, last = survey.opens_on, survey.closes_on
    chosen = choose_answers(survey, first, last, under=None, visible=EVERYTHING)
    file = answer_file(chosen, Places.of_survey(survey.id, last), "vi")
    return sum(map(len, ANSWER_EXPORTERS[name].stream(file)))


def measure(folder: str, url: str, name: str) -> None:
    """Print both seconds, peak of memory and size in MB; runs in a process of its own."""
    app = build_app(Path(folder), url)
    collect_rarely()  # as in service
    spans: list[tuple[float, float]] = []
    size = 0
    with app.test_request_context():
        for _ in range(RUNS):
            begin, worked = time.perf_counter(), time.process_time()
            size = write(name)
            spans.append((time.perf_counter() - begin, time.process_time() - worked))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clock, processor = (min(seconds) for seconds in zip(*spans, strict=True))
    print(f"{clock:.2f} {processor:.2f} {peak:.0f} {size / 1e6:.1f}")


@contextmanager
def database(engine: str) -> Iterator[str]:
    """An empty database: a file of the application's own, or a server."""
    if engine == "sqlite":
        yield ""
        return
    with running_server() as url:
        yield url


def compare(engine: str, names: list[str]) -> None:
    """Measure every format on one engine with few answers and with many."""
    peaks: dict[str, list[float]] = {name: [] for name in names}
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder, database(engine) as url:
            fill(build_app(Path(folder), url), count)
            for name in names:
                command = [sys.executable, "-m", __spec__.name, "measure", folder, url, name]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                clock, processor, peak, size = map(float, done.stdout.split()[-4:])
                peaks[name].append(peak)
                spent = f"{clock:6.2f} s, processor {processor:6.2f} s"
                print(f"{engine:10} {count:7} {name:8} {spent} {peak:5.0f} MB, file {size:.1f} MB")
    for name, (few, many) in peaks.items():
        print(
            f"{engine:10} {name:8} peak of memory with {COUNTS[1]} / {COUNTS[0]}: {many / few:.2f}"
        )


def main() -> None:
    """Measure all formats, or those named, on both engines."""
    if sys.argv[1:2] == ["measure"]:
        measure(*sys.argv[2:5])
        return
    for engine in ("sqlite", "postgresql"):
        if engine == "postgresql" and (reason := why_not()):
            print(reason)
            continue
        compare(engine, sys.argv[1:] or list(ANSWER_EXPORTERS))


if __name__ == "__main__":
    main()
