"""Lists of procedures: every mistake named with its place, all of it or nothing."""

from datetime import date
from pathlib import Path

from flask import Flask

from app.actor import Actor
from app.models import Service
from app.queries.services import find_services, services_by_code
from app.services.registers.service_sheet import import_services, plan_services
from tests.app.registers.sheets import csv_sheet, xlsx_sheet
from tests.factories import NOW, create_service

ACTOR = Actor.command("test")
HEADINGS = "code,name_vi,name_en,sector,retired_on"


def test_a_list_adds_changes_and_leaves_alone(app: Flask, tmp_path: Path) -> None:
    create_service(code="1.001", name_vi="Khai sinh")
    create_service(code="1.002", name_vi="Khai tử")
    create_service(code="1.003", name_vi="Không có trong tệp")
    sheet = csv_sheet(
        tmp_path,
        HEADINGS,
        "1.001,Đăng ký khai sinh,,administration,",
        "1.002,Khai tử,,administration,",
        "1.004,Cấp giấy phép,Permit,administration,31/12/2026",
    )
    plan = import_services(sheet, actor=ACTOR, now=NOW)
    assert [row.entry.code for row in plan.added] == ["1.004"]
    assert [(row.entry.code, row.changed) for row in plan.changed] == [("1.001", ("name_vi",))]
    assert plan.unchanged == 1
    stored = services_by_code()
    assert stored["1.001"].name_vi == "Đăng ký khai sinh"
    assert stored["1.004"].retired_on == date(2026, 12, 31)
    assert set(stored) == {"1.001", "1.002", "1.003", "1.004"}


def test_every_mistake_has_its_line_and_column_and_nothing_is_changed(
    app: Flask, tmp_path: Path
) -> None:
    sheet = csv_sheet(
        tmp_path,
        "Mã;Tên tiếng Việt;Lĩnh vực;Ngừng áp dụng từ ngày;Ghi chú",
        "1.001;Khai sinh;administration;;x",
        "1.001;Khai sinh lần hai;administration;;",
        ";;farming;32/01/2026;",
    )
    plan = import_services(sheet, actor=ACTOR, now=NOW)
    assert [(problem.line, problem.column) for problem in plan.problems] == [
        (3, "Mã"),
        (4, "Mã"),
        (4, "Tên tiếng Việt"),
        (4, "Lĩnh vực"),
        (4, "Ngừng áp dụng từ ngày"),
    ]
    assert plan.unread == ("Ghi chú",)
    assert services_by_code() == {}


def test_a_workbook_reads_like_a_csv(app: Flask, tmp_path: Path) -> None:
    sheet = xlsx_sheet(
        tmp_path,
        ["Code", "Name in Vietnamese", "Sector", "Retired on"],
        ["1.001", "Khai sinh", "administration", date(2026, 5, 1)],
        [1002, "Khai tử", "administration", None],
    )
    entries = [row.entry for row in plan_services(sheet).added]
    assert [(entry.code, entry.retired_on) for entry in entries] == [
        ("1.001", date(2026, 5, 1)),
        ("1002", None),
    ]


def test_a_procedure_is_found_without_its_marks(app: Flask) -> None:
    wanted: Service = create_service(code="1.001", name_vi="Đăng ký khai sinh")
    create_service(code="1.002", name_vi="Cấp phép xây dựng")
    assert find_services("dang ky").things == [wanted]
    assert find_services("1.001").things == [wanted]
    assert find_services("khai", sector="health").things == []
