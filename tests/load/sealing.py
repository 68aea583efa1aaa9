"""How long sealing and verifying takes: `python -m tests.load.sealing 100000`, SQLite.

Answers of 23 items are put into a fresh database at once, sealed under one seal and verified.
"""

import sys
import tempfile
import time
import uuid
from pathlib import Path

import numpy as np
from flask_migrate import upgrade
from sqlalchemy import insert

from app.extensions import db
from app.models import Response
from app.services.sealing import make_seal, verify_seals
from tests.conftest import build_app
from tests.factories import ACTOR, NOW, create_point, create_survey

ITEMS, BATCH = 23, 10_000


def main(count):
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        with app.app_context():
            upgrade()
            fill(count)
            sealing = timed(lambda: make_seal(NOW.date(), actor=ACTOR, now=NOW))
            verifying = timed(verify_seals)
    print(f"{count} answers: sealed in {sealing:.1f} s, verified in {verifying:.1f} s")


def fill(count):
    rng, survey = np.random.default_rng(1), create_survey()
    point = create_point(survey)
    common = {
        **{"survey_id": survey.id, "version_id": survey.version_id, "point_id": point.id},
        **{"unit_id": point.place_id, "mode": point.mode, "language": "vi", "answered_at": NOW},
    }
    for _ in range(0, count, BATCH):
        scores = rng.integers(1, 6, size=(BATCH, ITEMS)).tolist()
        answers = ({f"q{n}": score for n, score in enumerate(row)} for row in scores)
        rows = [{"key": uuid.uuid4(), "answers": sheet, **common} for sheet in answers]
        db.session.execute(insert(Response), rows)
        db.session.commit()


def timed(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]))
