"""Time the overview of a province at the server: cold, warm, and after 100 new answers.

So many answers × 22 items (the questionnaire of inpatients) at 1,000 counters in 100 communes, on
SQLite in a folder of its own. Bars of issue 7 for 1,000,000 answers: warm under 300 ms, after 100
new ones under 500 ms, cold under 10 s, the process under 600 MB.

    python -m tests.benchmarks.overview [answers]
"""

import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import insert

from app.extensions import db
from app.models import Response, Survey, Unit
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.conftest import build_app
from tests.factories import (
    NOW,
    create_point,
    create_survey,
    create_target,
    create_unit,
    create_version,
)
from tests.sign_in import sign_in

COMMUNES, COUNTERS, ITEMS, AT_ONCE = 100, 10, 22, 20_000
WARM_LOOKS = 5


def main(answers: int) -> None:
    """Build the province, then look at its overview."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        with app.app_context():
            upgrade()
            survey, places = province()
            fill(survey, places, answers)
            client = sign_in(app.test_client())
            report("cold", [look(client)])
            report("warm", [look(client) for _ in range(WARM_LOOKS)])
            fill(survey, places, 100)
            report("after 100 new answers", [look(client)])
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"largest memory, the filling included: {megabytes:.0f} MB")


def province() -> tuple[Survey, list[tuple[int, int]]]:
    """A survey at every counter; gives points with their units."""
    create_target()
    version = create_version(to_document(load_catalogue_questionnaire("inpatient")))
    survey = create_survey(version=version, formulas=["people_top2"], code="bench")
    above = create_unit(kind="province", name="Tỉnh")
    places = []
    for _ in range(COMMUNES):
        commune: Unit = create_unit(kind="commune", parent=above)
        for _ in range(COUNTERS):
            point = create_point(survey, place=create_unit(kind="counter", parent=commune))
            places.append((point.id, point.place_id))
    return survey, places


def fill(survey: Survey, places: list[tuple[int, int]], answers: int) -> None:
    """Store answers of people whose moods differ."""
    for begin in range(0, answers, AT_ONCE):
        rows = list(people(survey, places, min(AT_ONCE, answers - begin), begin))
        db.session.execute(insert(Response), rows)
        db.session.commit()


def people(
    survey: Survey, places: list[tuple[int, int]], count: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Draw rows of answers."""
    questionnaire = load_catalogue_questionnaire("inpatient")
    rated = [q.code for q in questionnaire if q.type == "rating5"][:ITEMS]
    rng = np.random.default_rng(seed)
    mood = rng.normal(0.9, 0.7, (count, 1))
    scores = np.clip(np.floor(3.5 + mood + rng.normal(0, 0.8, (count, len(rated)))), 1, 5)
    for where, given in zip(rng.integers(0, len(places), count), scores.astype(int), strict=True):
        point_id, unit_id = places[where]
        yield {
            "key": uuid.uuid4(),
            "survey_id": survey.id,
            "version_id": survey.version_id,
            "point_id": point_id,
            "unit_id": unit_id,
            "mode": "self_phone",
            "language": "vi",
            "answered_at": NOW,
            "verified": False,
            "answers": dict(zip(rated, given.tolist(), strict=True)),
        }


def look(client: FlaskClient) -> float:
    """Open the overview once; gives the seconds."""
    start = time.perf_counter()
    assert client.get("/results/overview").status_code == 200
    return time.perf_counter() - start


def report(name: str, seconds: list[float]) -> None:
    """Print the median."""
    print(f"{name}: {1000 * float(np.median(seconds)):.0f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
