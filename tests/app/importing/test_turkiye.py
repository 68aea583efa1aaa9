"""5,820 real answers of students, from the file to 13 verdicts, by the commands a user types.

Truth leaned on: the published file itself (Turkiye Student Evaluation, UCI, CC BY 4.0) counted with
plain NumPy, and the formulas of statistics.md once more in `tests/app/results/independent.py`.
"""

import time
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Response, Survey
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows
from tests.app.results.independent import Strata, binomial_mid_p, moderated_mid_p

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "turkiye"
WHOLE = ROOT.parent / "shared" / "data" / "turkiye" / "turkiye-student-evaluation_generic.csv"
EXPECTATIONS = 9
"""Which of the 28 items, from 0, asks whether expectations were met."""


def run(app: Flask, *arguments: object) -> str:
    """Run a command of ours; give what it printed."""
    result = app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def import_answers(app: Flask, file: Path) -> None:
    """Do what examples/turkiye/README.md says."""
    run(app, "units", "import", EXAMPLE / "units.csv")
    run(app, "questionnaires", "load", EXAMPLE / "questionnaire.json")
    survey = ["--code", "turkiye-2013", "--questionnaire", "student_evaluation"]
    titles = ["--title-vi", "Đánh giá môn học", "--title-en", "Course evaluation"]
    days = ["--sector", "education", "--opens-on", "2013-01-01", "--closes-on", "2013-12-31"]
    run(app, "surveys", "create", *survey, *titles, *days)
    run(app, "responses", "import", file, "--mapping", EXAMPLE / "mapping.toml")


def courses(file: Path) -> dict[str, np.ndarray]:
    """The ratings of each course, one row a student, by the code of its unit."""
    table = np.genfromtxt(file, delimiter=",", skip_header=1, dtype=int)
    return {f"gazi-{n:02}": table[table[:, 1] == n, 5:] for n in range(1, 14)}


def verdict_of(low: float, high: float) -> str:
    """The verdict against 80 % as the specification words it."""
    return "met" if low >= 0.8 else "not_met" if high < 0.8 else "not_enough_evidence"


def check_results(file: Path) -> None:
    """Compare every course's line, by answers and by people, with plain NumPy."""
    survey = db.session.scalar(select(Survey).where(Survey.code == "turkiye-2013"))
    report = open_report(survey, survey.opens_on, survey.closes_on)
    ratings = courses(file)
    alone = {
        code: Strata([(1.0, list((table >= 4).sum(axis=1)), [28.0] * len(table))])
        for code, table in ratings.items()
    }
    rows = index_rows(report, "items_top2", "course")
    assert [row.unit.code for row in rows] == list(ratings)
    for row in rows:
        table = ratings[row.unit.code]
        limits = moderated_mid_p(alone[row.unit.code], list(alone.values()))
        assert row.figure.n == len(table)
        assert row.figure.value == pytest.approx((table >= 4).mean(), abs=1e-12)
        assert (row.figure.low, row.figure.high) == pytest.approx(limits, abs=1e-7)
        assert row.outcome.value == verdict_of(*limits)
    for row in index_rows(report, "people_top2", "course"):
        item = ratings[row.unit.code][:, EXPECTATIONS]
        limits = binomial_mid_p(int((item >= 4).sum()), item.size)
        assert (row.figure.low, row.figure.high) == pytest.approx(limits, abs=1e-7)
        assert row.outcome.value == verdict_of(*limits)


def test_the_sample_gives_every_course_its_verdict(app: Flask) -> None:
    import_answers(app, EXAMPLE / "sample.csv")
    assert db.session.scalar(select(func.count()).select_from(Response)) == 255
    check_results(EXAMPLE / "sample.csv")


@pytest.mark.skipif(
    not WHOLE.exists(), reason="the whole Türkiye file is not beside the repository"
)
def test_the_whole_file_is_in_within_five_seconds_of_work(app: Flask) -> None:
    start = time.process_time()
    import_answers(app, WHOLE)
    assert time.process_time() - start < 5
    assert db.session.scalar(select(func.count()).select_from(Response)) == 5820
    check_results(WHOLE)
    run(app, "responses", "import", WHOLE, "--mapping", EXAMPLE / "mapping.toml")
    assert db.session.scalar(select(func.count()).select_from(Response)) == 5820
