"""Sheets of dossier counts: planned, entered, corrected; never overwritten, never half."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from app.actor import Actor
from app.extensions import db
from app.models import EnteredVia, Population, Unit
from app.queries.populations import (
    get_count_entry,
    list_counts_of_unit,
    list_dossier_counts,
    list_entries_of_count,
    list_taken_back,
)
from app.scope import EVERYTHING, Scope
from app.services.registers.count_plan import CountPlan, enter_counts, plan_sheet
from app.services.registers.count_rows import open_register
from app.services.registers.taking_back import take_count_back
from app.services.reporting.dossiers import channels_together, without_overlaps
from tests.app.registers.sheets import csv_sheet, xlsx_sheet
from tests.factories import create_population, create_service, create_unit

ACTOR = Actor.command("test")
TODAY = date(2026, 6, 15)
LATER = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)
HEADINGS = "unit_code,first_day,last_day,received,on_time,late,refused,source"


def planned(sheet: Path, scope: Scope = EVERYTHING, source: str = "") -> CountPlan:
    """What a sheet would add on the day of the tests."""
    return plan_sheet(sheet, open_register(scope, today=TODAY, source=source))


def entered(sheet: Path, now: datetime = LATER) -> CountPlan:
    """Add what a sheet says."""
    plan = planned(sheet)
    enter_counts(plan, via=EnteredVia.SHEET, actor=ACTOR, now=now)
    return plan


def handled(unit: Unit) -> list[int]:
    """Dossiers handled, the latest period first."""
    return [count.handled for count in list_counts_of_unit(unit.id)]


def test_a_sheet_adds_counts_of_months_and_days(app: Flask, tmp_path: Path) -> None:
    unit = create_unit(code="25-01")
    rows = ("25-01,03/2026,,120,100,20,3,Báo cáo", "25-01,01/04/2026,2026-04-30,,1.200,0,,Báo cáo")
    plan = entered(csv_sheet(tmp_path, HEADINGS, *rows))
    assert (len(plan.added), len(plan.corrected), plan.problems) == (2, 0, ())
    april, march = list_counts_of_unit(unit.id)
    assert (march.first, march.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (march.received, march.handled, march.late, march.refused) == (120, 120, 20, 3)
    assert (april.received, april.handled) == (None, 1200)


def test_a_correction_is_a_new_row_and_the_old_one_stays(app: Flask, tmp_path: Path) -> None:
    unit = create_unit(code="25-01")
    entered(csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,100,20,,Báo cáo"))
    again = csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,100,20,,Báo cáo")
    assert entered(again).unchanged == 1
    entered(csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,110,10,,Báo cáo sửa"))
    (count,) = list_counts_of_unit(unit.id)
    assert (count.late, count.source, count.entries) == (10, "Báo cáo sửa", 2)
    assert [e.late for e in list_entries_of_count(get_count_entry(count.id))] == [10, 20]


def test_every_mistake_is_named_and_nothing_is_stored(app: Flask, tmp_path: Path) -> None:
    create_unit(code="25-01")
    create_service(code="cũ", retired_on=date(2026, 1, 1))
    sheet = csv_sheet(
        tmp_path,
        "Mã đơn vị;Mã thủ tục;Từ ngày (kỳ);Đến ngày (kỳ);Giải quyết đúng hạn;Giải quyết quá hạn;"
        "Từ chối;Nguồn số liệu",
        "25-99;;03/2026;;1;0;0;x",
        "25-01;cũ;03/2026;;1;0;0;x",
        "25-01;;31/03/2026;01/03/2026;1;0;0;x",
        "25-01;;05/2026;;1;0;5;x",
        "25-01;;06/2026;;1;0;0;x",
        "25-01;;04/2026;;-1;;0;",
        "25-01;;02/2026;;1;0;0;x",
        "25-01;;02/2026;;1;0;0;x",
    )
    plan = entered(sheet)
    assert [(problem.line, problem.column) for problem in plan.problems] == [
        (2, "Mã đơn vị"),
        (3, "Mã thủ tục"),
        (4, "Đến ngày (kỳ)"),
        (5, "Từ chối"),
        (6, "Từ ngày (kỳ)"),
        (7, "Giải quyết đúng hạn"),
        (7, "Giải quyết quá hạn"),
        (7, "Nguồn số liệu"),
        (9, "Mã đơn vị"),
    ]
    assert db.session.query(Population).count() == 0


def test_a_code_is_read_at_the_time_of_the_period(app: Flask, tmp_path: Path) -> None:
    old = Unit(
        code="25",
        name_vi="Tỉnh cũ",
        kind="province",
        sector="administration",
        valid_from=date(1997, 1, 1),
        valid_to=date(2025, 6, 30),
    )
    db.session.add(old)
    db.session.commit()
    new = create_unit(code="25", kind="province")
    entered(
        csv_sheet(tmp_path, HEADINGS, "25,06/2025,,,10,0,,x", "25,07/2025,,,20,0,,x"),
    )
    assert (handled(old), handled(new)) == ([10], [20])
    across = planned(csv_sheet(tmp_path, HEADINGS, "25,15/06/2025,15/07/2025,,10,0,,x"))
    assert [problem.line for problem in across.problems] == [2]


def test_a_unit_outside_ones_rights_is_as_if_it_were_not_there(app: Flask, tmp_path: Path) -> None:
    create_unit(code="25-01")
    own = create_unit(code="25-02")
    sheet = csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,1,0,,x", "25-09,03/2026,,,1,0,,x")
    reasons = {problem.reason for problem in planned(sheet, Scope(frozenset({own.id}))).problems}
    assert len(reasons) == 1


def test_periods_may_hold_each_other_but_not_cross(app: Flask, tmp_path: Path) -> None:
    unit = create_unit(code="25-01")
    create_population(unit, 600)
    inside = planned(csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,1,0,,x"))
    assert inside.problems == ()
    crossing = csv_sheet(tmp_path, HEADINGS, "25-01,15/12/2025,15/01/2026,,1,0,,x")
    assert [problem.column for problem in planned(crossing).problems] == ["first_day"]


def test_channels_add_up_and_a_count_of_all_goes_first(app: Flask, tmp_path: Path) -> None:
    unit = create_unit(code="25-01")
    heads = ["unit_code", "channel", "first_day", "on_time", "late", "source"]
    entered(
        xlsx_sheet(
            tmp_path,
            heads,
            ["25-01", "Trực tuyến", "03/2026", 70, 1, "x"],
            ["25-01", "in_person", "03/2026", 30, 0, "x"],
            ["25-01", "", "04/2026", 90, 0, "x"],
            ["25-01", "online", "04/2026", 60, 0, "x"],
        )
    )
    counts = list_dossier_counts(date(2026, 1, 1), date(2026, 6, 30))
    taken = without_overlaps(channels_together(counts))
    assert {(count.first.month, count.handled) for count in taken} == {(3, 101), (4, 90)}
    assert unit.id == counts[0].unit_id


def test_the_source_of_the_upload_fills_in(app: Flask, tmp_path: Path) -> None:
    create_unit(code="25-01")
    sheet = csv_sheet(tmp_path, "unit_code,first_day,on_time,late", "25-01,03/2026,1,0")
    assert planned(sheet).problems[0].column == "source"
    (row,) = planned(sheet, source="Hệ thống một cửa").planned
    assert row.entry.source == "Hệ thống một cửa"


def test_a_count_of_another_period_is_taken_back_and_hides_no_months(
    app: Flask, tmp_path: Path
) -> None:
    create_unit(code="25-01")
    entered(csv_sheet(tmp_path, HEADINGS, "25-01,15/01/2026,2026-05-31,,900,0,,Nhập nhầm"))
    wrong = db.session.query(Population).one()
    take_count_back(wrong, actor=ACTOR, now=LATER + timedelta(hours=1))
    take_count_back(wrong, actor=ACTOR, now=LATER + timedelta(hours=2))
    assert db.session.query(Population).count() == 2, "once is enough"
    # Its days are free again, also for a period that crosses them.
    months = ("25-01,01/2026,,,100,0,,Báo cáo", "25-01,02/2026,,,50,0,,Báo cáo")
    entered(csv_sheet(tmp_path, HEADINGS, *months), now=LATER + timedelta(hours=3))
    found = list_dossier_counts(date(2026, 1, 1), date(2026, 6, 30))
    assert sorted(count.handled for count in found) == [50, 100]
    assert [count.first for count in list_taken_back(wrong.unit_id)] == [date(2026, 1, 15)]
    again = csv_sheet(tmp_path, HEADINGS, "25-01,15/01/2026,2026-05-31,,900,0,,Nhập nhầm")
    assert planned(again).problems, "it would cross the months now"


def test_a_count_that_was_taken_back_can_be_entered_again(app: Flask, tmp_path: Path) -> None:
    unit = create_unit(code="25-01")
    sheet = csv_sheet(tmp_path, HEADINGS, "25-01,03/2026,,,120,0,,Báo cáo")
    entered(sheet)
    take_count_back(db.session.query(Population).one(), actor=ACTOR, now=LATER + timedelta(hours=1))
    assert handled(unit) == []
    entered(sheet, now=LATER + timedelta(hours=2))
    assert handled(unit) == [120]
    assert list_taken_back(unit.id) == []
