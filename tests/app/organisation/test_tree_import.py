"""The tree as a file, out and in. Truth leaned on: lists written by hand, random valid trees."""

import contextlib
import csv
import io
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.services.importing.problems import InvalidFile
from app.services.organisation.changing import carry_out
from app.services.organisation.merging import propose_merger
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.renaming import Naming, propose_renaming
from app.services.organisation.staffing import propose_staffing
from app.services.organisation.tree_file import HEADINGS, write_tree
from app.services.organisation.tree_import import BadUnits, propose_import
from app.services.organisation.writing import write_units
from tests.app.organisation.random_trees import TODAY, Grower
from tests.app.organisation.trees import (
    ACTOR,
    COUNTER,
    DAY,
    FIRST,
    NOW,
    PROVINCE,
    SECOND,
    commune,
    key,
    small_province,
)

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "25"))
OFTEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
HEAD = "kind,sector,code,name_vi,parent,from,to,successors\n"
SEEDS = st.integers(0, 2**32)


def bring(folder: Path, content: str | bytes) -> None:
    """Import a file of this content."""
    carry_out(proposed(folder, content), actor=ACTOR, now=NOW)


def proposed(folder: Path, content: str | bytes):
    """What a file of this content would change."""
    file = folder / "units.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return propose_import(file, today=TODAY)


def problems(folder: Path, content: str | bytes) -> list[tuple[int, str]]:
    """Line and column of everything that is wrong with a file."""
    with pytest.raises(BadUnits) as error:
        proposed(folder, content)
    return [(problem.line, problem.column) for problem in error.value.found]


def test_units_come_with_their_parents_in_any_order(app: Flask, tmp_path: Path) -> None:
    small_province()
    rows = (
        "counter,administration,08707-1,Quầy số 1,08707,2025-07-01,,\n"
        "commune,administration,08707,Phường Vĩnh Yên,province/25,2025-07-01,,\n"
    )
    bring(tmp_path, HEAD + rows)
    records = read_tree().records
    assert records[key("counter", "08707-1")].latest.parent == key("commune", "08707")
    assert records[key("commune", "08707")].latest.parent == PROVINCE


def test_a_merger_comes_in_from_a_file(app: Flask, tmp_path: Path) -> None:
    small_province()
    going = "2025-07-01,2026-02-28,merge commune/00003"
    counter = "counter/00001-1/2025-07-01,counter,administration,00001-1,Quầy số 1"
    rows = (
        f",commune,administration,00001,Xã Một,25,{going}\n"
        f",commune,administration,00002,Xã Hai,25,{going}\n"
        ",commune,administration,00003,Xã Mới,25,2026-03-01,,\n"
        f"{counter},00001,2025-07-01,2026-02-28,\n"
        f"{counter},00003,2026-03-01,,\n"
    )
    found = proposed(tmp_path, "unit," + HEAD + rows)
    assert [difference.sentence for difference in found.differences()] == [
        "Xã Mới (00003) is added under Tỉnh Cũ (25).",
        "Quầy số 1 (00001-1) moves from Xã Một (00001) to Xã Mới (00003).",
        "Xã Một (00001) goes on in Xã Mới (00003).",
        "Xã Hai (00002) goes on in Xã Mới (00003).",
    ]
    bring(tmp_path, "unit," + HEAD + rows)
    assert read_tree().records[COUNTER].latest.parent == key("commune", "00003", DAY)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",administration,x,X,,2025-07-01,,", "kind"),
        ("commune,administration,,X,,2025-07-01,,", "code"),
        ("quầy,administration,x,X,,2025-07-01,,", "kind"),
        ("commune,giáo dục,x,X,,2025-07-01,,", "sector"),
        ("commune,administration,x,X,,01/07/2025,,", "from"),
        ("commune,administration,x,X,,2025-07-01,2025-02-30,", "to"),
        ("commune,administration,x,X,,2025-07-01,2025-06-30,", "to"),
        ("commune,administration,x,X,,2026-07-01,,", "from"),
        ("commune,administration,x,X,nobody,2025-07-01,,", "parent"),
        ("commune,administration,x,X,x,2025-07-01,,", "parent"),
        ("commune,administration,x,X,25,2025-06-30,,", "parent"),
        ("commune,administration,00001,X,25,2025-08-01,,", "code"),
        (f"commune,administration,x,{'X' * 201},25,2025-08-01,,", "name_vi"),
        ("commune,administration,x,X,25,2025-07-01,2025-08-01,merge nobody", "successors"),
        ("commune,administration,x,X,25,2025-07-01,2025-08-01,joins commune/00001", "successors"),
        ("commune,administration,x,X,25,2025-07-01,2025-08-01,merge commune/00001 2", "successors"),
        ("commune,administration,x,X,25,2025-07-01,2025-08-01,nonsense", "successors"),
        ("commune,administration,x,X,25,2025-07-01,,merge commune/00001", "successors"),
        ("commune,administration,x,X", ""),
    ],
)
def test_every_mistake_is_named(app: Flask, tmp_path: Path, row: str, column: str) -> None:
    before = small_province()
    assert problems(tmp_path, HEAD + row + "\n") == [(2, column)]
    assert read_tree() == before


def test_all_mistakes_are_named_at_once(app: Flask, tmp_path: Path) -> None:
    small_province()
    rows = (
        "commune,administration,a,A,25,2025-07-01,,\n"
        "commune,administration,b,,nobody,yesterday,,\n"
        "counter,administration,c,C,b,2025-07-01,,\n"  # stands under a bad row: no echo
        "commune,administration,a,A again,25,2025-09-01,,\n"
    )
    assert problems(tmp_path, HEAD + rows) == [(3, "from"), (3, "name_vi"), (5, "code")]


def test_gaps_overlaps_and_circles_are_named(app: Flask, tmp_path: Path) -> None:
    head = "unit," + HEAD
    a, b = "commune/a/2020-01-01", "commune/b/2020-01-01"
    rows = (
        f"{a},commune,administration,a,A,{b},2020-01-01,2020-12-31,\n"
        f"{a},commune,administration,a,A2,{b},2021-02-01,2022-12-31,\n"
        f"{a},commune,administration,a,A3,{b},2022-12-01,,\n"
        f"{b},commune,administration,b,B,{a},2020-01-01,,\n"
    )
    found = problems(tmp_path, head + rows)
    assert {(3, "from"), (4, "from"), (2, "parent"), (5, "parent")} <= set(found)


def test_what_hangs_on_a_unit_that_would_end_is_named(app: Flask, tmp_path: Path) -> None:
    small_province()
    row = "commune,administration,00001,Xã Một,25,2025-07-01,2026-02-28,\n"
    assert problems(tmp_path, HEAD + row) == [(2, "to")]


def test_a_code_is_not_used_again(app: Flask, tmp_path: Path) -> None:
    rows = (
        "commune,administration,a,A,,2020-01-01,2020-12-31,\n"
        "commune,administration,a,Another,,2022-01-01,,\n"
    )
    assert problems(tmp_path, HEAD + rows) == [(3, "code")]


def test_the_past_is_not_retold(app: Flask, tmp_path: Path) -> None:
    stored = small_province()
    renamed = propose_renaming(stored, FIRST, Naming("00009", "Phường Một", None), DAY)
    carry_out(renamed, actor=ACTOR, now=NOW)
    content = write_tree(read_tree().records).decode("utf-8-sig")
    assert problems(tmp_path, content.replace("00001,Xã Một", "00001,Xã Lạ")) == [(3, "name_vi")]
    corrected = proposed(tmp_path, content.replace("Phường Một", "Phường Nhất"))
    assert [d.kind for d in corrected.differences()] == ["renamed"]


@pytest.mark.parametrize("content", [HEAD, "code,name_vi\nx,X\n", HEAD.replace("name_vi", "note")])
def test_what_is_no_list_of_units_is_refused(app: Flask, tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidFile):
        proposed(tmp_path, content)


def test_an_unchanged_file_changes_nothing(app: Flask, tmp_path: Path) -> None:
    stored = small_province()
    merger = propose_merger(stored, [FIRST, SECOND], commune(), DAY)
    carry_out(merger, actor=ACTOR, now=NOW)
    assert proposed(tmp_path, write_tree(read_tree().records)).changed() == []


def test_a_file_marks_counters_and_one_that_does_not_say_leaves_them(
    app: Flask, tmp_path: Path
) -> None:
    stored = small_province()
    carry_out(propose_staffing(stored, COUNTER, DAY, alone=True), actor=ACTOR, now=NOW)
    whole = write_tree(read_tree().records)
    older = b"\r\n".join(line.rsplit(b",", 1)[0] for line in whole.splitlines())
    assert proposed(tmp_path, older).changed() == []
    [record] = proposed(tmp_path, whole.replace(b",yes", b",no")).changed()
    assert (record.key, record.one_person) == (COUNTER, False)


def grown(seed: int) -> tuple[StoredTree, bytes]:
    """A random tree, stored but not committed, and its file; the database is empty again."""
    db.session.rollback()
    records = Grower(Random(seed)).grow(40)
    write_units(StoredTree({}, {}), records)
    stored = read_tree()
    assert dict(stored.records) == records
    db.session.rollback()
    return stored, write_tree(stored.records)


@given(seed=SEEDS)
@OFTEN
def test_any_tree_goes_out_and_comes_in_as_it_was(app: Flask, tmp_path: Path, seed: int) -> None:
    stored, content = grown(seed)
    if not stored.records:
        return
    write_units(read_tree(), proposed(tmp_path, content).after)
    assert read_tree().records == stored.records
    db.session.rollback()


Cells = list[str]
Damage = Callable[[list[Cells], Cells], tuple[str, ...]]


def put(row: Cells, column: str, text: str) -> None:
    """Write into a cell."""
    row[HEADINGS.index(column)] = text


def shift(row: Cells, column: str, days: int) -> None:
    """Move a day."""
    day = date.fromisoformat(row[HEADINGS.index(column)]) + timedelta(days=days)
    put(row, column, day.isoformat())


DAMAGES: dict[str, tuple[str, str, str]] = {
    "unknown kind": ("kind", "kingdom", "kind"),
    "unknown sector": ("sector", "army", "sector"),
    "no code": ("code", "", "code"),
    "no name": ("name_vi", "", "name_vi"),
    "no day": ("from", "", "from"),
    "impossible day": ("from", "2025-02-30", "from"),
    "day to come": ("to", "2999-01-01", "to"),
    "day before the first": ("to", "0001-01-01", "to"),
    "unknown parent": ("parent", "commune/nobody/2020-01-01", "parent"),
    "unknown successor": ("successors", "merge commune/nobody/2020-01-01", "successors"),
    "no unit": ("unit", "nonsense", "unit"),
    "neither one person nor several": ("one_person", "perhaps", "one_person"),
}


@pytest.mark.parametrize("damage", DAMAGES)
@given(seed=SEEDS, place=st.integers(0, 10_000))
@settings(OFTEN, max_examples=max(5, EXAMPLES // 5))
def test_any_damage_is_named_with_its_line_and_column(
    app: Flask, tmp_path: Path, seed: int, place: int, damage: str
) -> None:
    _, content = grown(seed)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    if len(rows) < 2:
        return
    line = 1 + place % (len(rows) - 1)
    column, text, named = DAMAGES[damage]
    put(rows[line], column, text)
    found = problems(tmp_path, written(rows))
    assert (line + 1, named) in found
    assert read_tree().records == {}


def written(rows: list[Cells]) -> str:
    """Rows as a file."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


@given(
    seed=SEEDS, place=st.integers(0, 10_000), text=st.text(max_size=20), column=st.integers(0, 9)
)
@OFTEN
def test_no_cell_whatever_it_holds_ends_in_an_error(
    app: Flask, tmp_path: Path, seed: int, place: int, text: str, column: int
) -> None:
    _, content = grown(seed)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    if len(rows) < 2:
        return
    rows[1 + place % (len(rows) - 1)][column] = text
    encoded = written(rows).encode(errors="surrogatepass")
    with contextlib.suppress(BadUnits, InvalidFile):
        proposed(tmp_path, encoded)
    assert read_tree().records == {}
