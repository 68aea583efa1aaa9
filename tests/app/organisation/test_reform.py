"""The reform of 1 July 2025 replayed. Truth leaned on: the figures before it, adding up, HTTP.

The numbers of units are those of domain facts: 32 districts and 479 communes became 148 communes.
"""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select

from app import clock
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    Population,
    Survey,
    SurveyPoint,
    Unit,
    UnitChange,
    UnitFormerName,
    UnitSuccessor,
)
from app.services.demonstration import remove_demonstration
from app.services.organisation.changing import carry_out
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_file import write_tree
from app.services.organisation.tree_import import propose_import
from app.services.organisation.undoing import undo_change
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from tests.app.organisation.trees import ACTOR, key
from tests.app.results.one_stop import one_stop_survey
from tests.factories import create_answers
from tests.reforms import EXAMPLES, REFORM, files, reform_of

NOW = datetime(2025, 7, 1, 3, 0, tzinfo=UTC)
SPRING = datetime(2025, 3, 3, 3, 0, tzinfo=UTC)


def replay(path: Path, now: datetime = NOW) -> int:
    """Import a file of units; give the number of the change."""
    proposal = propose_import(path, today=clock.local_day(now))
    return carry_out(proposal, actor=ACTOR, now=now).id


def rows(report: Report) -> dict[int, IndexRow]:
    """Every row of every level by unit."""
    kinds = report.data.scope.kinds()
    formula = report.formulas[0]
    return {row.unit.id: row for kind in kinds for row in index_rows(report, formula, kind)}


def was(survey: Survey) -> Report:
    """The results as they were."""
    return open_report(survey, survey.opens_on, survey.closes_on)


def today(survey: Survey) -> Report:
    """The results in the tree of today."""
    return open_report(
        survey, survey.opens_on, survey.closes_on, tree_of=clock.local_day(clock.now())
    )


def test_the_files_of_the_examples_are_what_the_program_writes() -> None:
    assert {path: path.read_bytes() for path in files()} == files()


def test_the_true_province_of_2025_comes_from_one_file(app: Flask, tmp_path: Path) -> None:
    replay(EXAMPLES / "phu-tho" / "2022.csv")
    replay(EXAMPLES / "phu-tho" / "2025.csv")
    tree = read_tree().records
    new = key("province", "25")
    olds = [record for record in tree.values() if record.kind == "province" and record.last]
    assert {old.latest.code for old in olds} == {"25", "26", "17"}
    assert {link.new for old in olds for link in old.successors} == {new}
    # Names and undated codes mislead: "Vĩnh Phúc" is a ward now, and 25 is two provinces.
    assert tree[key("commune", "08716")].latest.name_vi == "Phường Vĩnh Phúc"
    assert sum(record.latest.parent == new for record in tree.values()) == 148
    again = tmp_path / "again.csv"
    again.write_bytes(write_tree(tree))
    assert propose_import(again, today=REFORM).changed() == []


@pytest.fixture
def old_province(app: Flask) -> Survey:
    """The invented province of 2022, with a code, answers and dossiers at its counters."""
    replay(EXAMPLES / "made-up" / "2022.csv")
    survey = one_stop_survey(opens_on=date(2025, 1, 1), closes_on=date(2025, 6, 30))
    counters = list(db.session.scalars(select(Unit).where(Unit.kind == "counter")))
    stands = {"touchpoint": "desk_poster", "mode": "self_phone"}
    db.session.execute(
        insert(CollectionPoint),
        [{"place_id": place.id, "body_id": place.id, **stands} for place in counters],
    )
    points = list(db.session.scalars(select(CollectionPoint.id)))
    codes = [
        {"code": f"T{number:07}", "point_id": point, "issued_at": SPRING}
        for number, point in enumerate(points)
    ]
    db.session.execute(insert(AccessCode), codes)
    fielded = [{"survey_id": survey.id, "point_id": point} for point in points]
    db.session.execute(insert(SurveyPoint), fielded)
    dated = {"period_start": date(2025, 1, 1), "period_end": date(2025, 6, 30)}
    counted = {"handled": 200, "on_time": 190, "late": 10, "source": "Thử", "entered_at": SPRING}
    db.session.execute(
        insert(Population), [{"unit_id": p.id, **dated, **counted} for p in counters]
    )
    db.session.commit()
    for number, place in enumerate(counters[::10]):
        given = [{"overall": 5 if n <= number % 12 else 2} for n in range(12)]
        create_answers(survey, place, given, answered_at=SPRING)
    return survey


def test_the_made_up_province_is_turned_into_that_of_2025(old_province: Survey) -> None:
    before = rows(was(old_province))
    stored = read_tree()
    change = replay(EXAMPLES / "made-up" / "2025.csv")
    living = [record for record in read_tree().records.values() if record.last is None]
    assert Counter(r.kind for r in living) == {"province": 1, "commune": 148, "counter": 148}
    assert rows(open_report(old_province, date(2025, 1, 1), date(2025, 6, 30))).keys() <= {*before}
    codes = db.session.execute(select(AccessCode.code, AccessCode.redirects_to)).all()
    leads = {code: to for code, to in codes if to is not None}
    assert len(leads) == 511 - 2
    assert all(leads.get(to) is None for to in leads.values())
    data = today(old_province).data
    top = next(u for u in data.scope.units if u not in data.scope.parents)
    then = was(old_province).data
    assert data.answered[top] == then.answers.rows
    assert data.dossiers[top].handled == 511 * 200
    undo_change(change, actor=ACTOR, now=NOW)
    assert read_tree() == stored


def test_every_figure_of_before_the_reform_stays(old_province: Survey) -> None:
    first, last = date(2025, 1, 1), date(2025, 6, 30)
    before = rows(open_report(old_province, first, last))
    replay(EXAMPLES / "made-up" / "2025.csv")
    assert rows(open_report(old_province, first, last)) == before


def test_a_reform_of_the_demonstration_keeps_and_adds_up_everything(
    province: Flask, tmp_path: Path
) -> None:
    surveys = list(db.session.scalars(select(Survey).order_by(Survey.id)))
    past = [survey for survey in surveys if survey.closes_on < clock.local_day(clock.now())]
    before = {survey.id: rows(was(survey)) for survey in past}
    codes = list(db.session.scalars(select(AccessCode.code).order_by(AccessCode.code)))
    file = tmp_path / "reform.csv"
    file.write_bytes(reform_of(read_tree(), clock.local_day(clock.now())))
    replay(file, clock.now())
    assert {survey.id: rows(was(survey)) for survey in past} == before
    for survey in past:
        then, now = was(survey).data, today(survey).data
        tops = [u for u in now.scope.units if u not in now.scope.parents]
        assert sum(now.answered.get(u, 0) for u in tops) == sum(then.direct.values())
        handled = sum(now.dossiers[u].handled for u in tops if u in now.dossiers)
        old_tops = [u for u in then.scope.units if u not in then.scope.parents]
        assert handled == sum(then.dossiers[u].handled for u in old_tops if u in then.dossiers)
    every_sticker_works(province.test_client(), codes)


def every_sticker_works(client: FlaskClient, codes: list[str]) -> None:
    """Scan every code: it opens or leads on, with a notice, to one that opens."""
    led_on = 0
    for code in codes:
        answer = client.get(f"/s/{code}")
        if answer.status_code == 302:
            led_on += 1
            assert "moved=1" in answer.location
            answer = client.get(answer.location)
        assert answer.status_code == 200, code
    assert led_on >= 148


def test_a_reformed_demonstration_goes_without_a_trace(province: Flask, tmp_path: Path) -> None:
    file = tmp_path / "reform.csv"
    file.write_bytes(reform_of(read_tree(), clock.local_day(clock.now())))
    replay(file, clock.now())
    remove_demonstration(actor=ACTOR, now=clock.now())
    for table in (Unit, UnitSuccessor, UnitFormerName, UnitChange, AccessCode):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_the_command_shows_makes_and_needs_no_change(app: Flask, tmp_path: Path) -> None:
    run, file = app.test_cli_runner().invoke, str(EXAMPLES / "phu-tho" / "2022.csv")
    shown = run(args=["units", "import", file, "--dry-run"])
    assert "Tỉnh Vĩnh Phúc" in shown.output
    assert read_tree().records == {}
    for _ in range(2):
        assert run(args=["units", "import", file]).exit_code == 0
    assert run(args=["units", "export", str(tmp_path / "out.csv")]).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == write_tree(read_tree().records)
