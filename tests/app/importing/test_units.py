"""Importing units. Truth leaned on: lists written by hand."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Unit, UnitParent
from app.services.importing.problems import InvalidFile
from app.services.importing.units import BadUnits, import_units
from tests.factories import ACTOR, NOW, create_unit

HEAD = "code,name_vi,name_en,kind,sector,parent,valid_from\n"


def bring(folder: Path, content: str) -> int:
    """Import a list of units of this content."""
    file = folder / "units.csv"
    file.write_text(content, encoding="utf-8")
    return import_units(file, actor=ACTOR, now=NOW)


def test_units_come_with_their_parents_in_any_order(app: Flask, tmp_path: Path) -> None:
    create_unit(code="25", kind="province", name="Tỉnh Phú Thọ")
    rows = (
        "08707-1,Quầy số 1,Counter 1,counter,administration,08707,2025-07-01\n"
        "08707,Phường Vĩnh Yên,,commune,administration,25,2025-07-01\n"
    )
    assert bring(tmp_path, HEAD + rows) == 2
    parents = dict(db.session.execute(select(UnitParent.unit_id, UnitParent.parent_id)).all())
    ids = dict(db.session.execute(select(Unit.code, Unit.id)).all())
    assert parents == {ids["08707-1"]: ids["08707"], ids["08707"]: ids["25"]}
    ward = db.session.scalar(select(Unit).where(Unit.code == "08707"))
    assert (ward.name_en, ward.demonstration) == (None, False)


def test_every_mistake_is_named_and_nothing_is_changed(app: Flask, tmp_path: Path) -> None:
    create_unit(code="there", kind="school")
    rows = (
        "a,A,,counter,administration,,2025-07-01\n"
        ",B,,counter,administration,,2025-07-01\n"
        "c,C,,quầy,administration,,2025-07-01\n"
        "d,D,,counter,giáo dục,,01/07/2025\n"
        "a,A again,,counter,administration,,2025-07-01\n"
        "there,E,,school,education,,2025-07-01\n"
        "f,F,,counter,administration,nobody,2025-07-01\n"
        "g,G,,counter,administration,g,2025-07-01\n"
        "h,H\n"
        f"i,{'I' * 201},,counter,administration,,2025-07-01\n"
    )
    with pytest.raises(BadUnits) as error:
        bring(tmp_path, HEAD + rows)
    found = [(problem.line, problem.column) for problem in error.value.found]
    assert found == [
        (3, "code"),
        (4, "kind"),
        (5, "sector"),
        (5, "valid_from"),
        (6, "code"),
        (7, "code"),
        (8, "parent"),
        (9, "parent"),
        (10, ""),
        (11, "name_vi"),
    ]
    assert db.session.scalar(select(func.count()).select_from(Unit)) == 1


def test_a_parents_code_that_two_units_have_needs_its_kind(app: Flask, tmp_path: Path) -> None:
    create_unit(code="25", kind="province")
    create_unit(code="25", kind="school")
    row = "a,A,counter,administration,25,{},2025-07-01\n"
    head = "code,name_vi,kind,sector,parent,parent_kind,valid_from\n"
    with pytest.raises(BadUnits):
        bring(tmp_path, head + row.format(""))
    assert bring(tmp_path, head + row.format("province")) == 1


@pytest.mark.parametrize("content", [HEAD, "code,name_vi\nx,X\n", HEAD.replace("name_en", "note")])
def test_a_list_without_rows_or_with_other_columns_is_refused(
    app: Flask, tmp_path: Path, content: str
) -> None:
    with pytest.raises(InvalidFile):
        bring(tmp_path, content)
