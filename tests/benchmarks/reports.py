"""How long a report takes: ``.venv/bin/python -m tests.benchmarks.reports``.

The demonstration's 148 communes in an instance of its own: computing, one PDF alone with its
pictures, then every file, in seconds on the wall clock, and the size of each. The bar for the PDF,
computing and all, is 20 s.
"""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select

from app import clock
from app.documents.reports import draw_report
from app.extensions import db
from app.models import Survey, Unit
from app.results.report_files import make_files
from app.results.report_pictures import report_pictures
from app.services.demonstration import load_demonstration
from app.services.reports.code_version import code_version
from app.services.reports.contents import Contents, Parameters, compute
from tests.conftest import build_app
from tests.factories import ACTOR


def whole_half_year() -> Contents:
    """A report on every commune of the province in the finished half-year."""
    finished = select(Survey).where(Survey.code.contains("counters")).order_by(Survey.opens_on)
    survey = db.session.scalars(finished).first()
    province = db.session.scalars(select(Unit.id).where(Unit.kind == "province")).one()
    assert survey is not None
    period = {"first": survey.opens_on, "last": survey.closes_on}
    return compute(
        Parameters(
            survey_id=survey.id,
            unit_id=province,
            formula="people_top2",
            level="commune",
            tree_of=None,
            made_at=datetime(2026, 7, 2, 3, 0, tzinfo=UTC),
            seal_number=None,
            code_version=code_version(),
            **period,
        )
    )


def main() -> None:
    """Load, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        with app.test_request_context():
            upgrade()
            load_demonstration(actor=ACTOR, now=clock.now())
            start = time.perf_counter()
            contents = whole_half_year()
            computed = time.perf_counter()
            draw_report(contents, "vi", {}, report_pictures(contents)["vi"].pages)
            drawn = time.perf_counter()
            files = make_files(contents)
            made = time.perf_counter()
            print(f"{len(contents.rows)} units: figures {computed - start:.2f} s")
            print(f"one PDF with the pictures: {drawn - computed:.2f} s after that")
            print(f"all files: {made - drawn:.2f} s")
            for file in files:
                print(f"  {file.name}: {len(file.content) / 1024:.0f} kB")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()
