"""One set of numbers: what a view shows is what its picture, its files and the API hold.

Truth leaned on: programs that are not ours read the files back, and every cell is compared with
the JSON file, whose numbers have all their digits; `python -m analysis` computes them afresh.
"""

import csv
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from flask import Flask

from app.exports import EXPORTERS
from app.models import ApiAct
from app.services.reporting.trend import SURVEYS
from tests.analysis.command_line import CommandLine
from tests.app.api.program import Program
from tests.app.results.files import READERS, as_written, read_json, read_xlsx
from tests.app.results.one_world import World, merge_two_counters, one_world
from tests.app.results.seen import is_rounded, numbers, shown_tables
from tests.pages import Visitor
from tests.sign_in import sign_in

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Every view is made of rows; that both databases give the same rows is tested elsewhere."""

Line = dict[str, Any]


class Looker:
    """An evaluator who looks at one view in every form in which it can be had."""

    def __init__(self, app: Flask) -> None:
        self.client = sign_in(app.test_client())
        self.visitor = Visitor(self.client)
        self.program = Program(app.test_client(), ApiAct.READ_RESULTS)
        self.formats = itertools.cycle([name for name in EXPORTERS if name != "json"])

    def tables(self, address: str) -> list[list[Line]]:
        """The tables of a page."""
        return shown_tables(self.visitor.get(address))

    def lines(self, address: str) -> list[Line]:
        """The exact numbers of a view, from its JSON file, once two other files have the same.

        The formats take turns: each is compared in half of the views.
        """
        formats = ["json", next(self.formats), next(self.formats)]
        files = {name: self.taken(address.format(name)) for name in formats}
        document = json.loads(files["json"])
        exact = read_json(files["json"])
        for name, content in files.items():
            table = READERS[name](content)
            assert len(table) == len(exact)
            for line, wanted in zip(table[1:], exact[1:], strict=True):
                for got, cell in zip(line, wanted, strict=True):
                    assert is_same(got, cell, name), (address, name, got, cell)
        return document["rows"]

    def taken(self, address: str) -> bytes:
        """A file."""
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return answer.data

    def drawn(self, address: str) -> list[Line]:
        """The rows that a picture is drawn from: those of its largest data set."""
        spec = json.loads(self.client.get(address).data)
        return max(spec["datasets"].values(), key=len)


def is_same(got: object, exact: object, name: str) -> bool:
    """Whether a cell of a file is an exact one; 17 digits need not survive a spreadsheet."""
    if isinstance(exact, float) and name not in ("csv", "json"):
        return got == pytest.approx(exact, rel=1e-12)
    written = as_written(exact, name)
    if name in ("xlsx", "sav", "parquet") and isinstance(exact, str) and hasattr(got, "isoformat"):
        return got.isoformat().startswith(exact)
    return got == written or (got in (None, "") and exact in (None, ""))


@pytest.fixture
def world(app: Flask) -> World:
    """Two surveys of a province."""
    return one_world()


@pytest.fixture
def looker(app: Flask, world: World) -> Looker:
    """Somebody who may see all of it."""
    return Looker(app)


def scaled(line: Line) -> float:
    """What an exact index is multiplied by on a page."""
    return 1.0 if line["formula"].startswith("mean") else 100.0


def check_figure(index: str, interval: str, n: str, line: Line) -> None:
    """A shown index, its interval and its n are the rounding of the exact ones."""
    by = scaled(line)
    wanted = [by * line[name] for name in ("index", "low", "high")]
    limits = [by * t for t in (line.get("target"), line.get("second_target")) if t is not None]
    written = [*numbers(index)[:1], *numbers(interval)[:2]]
    assert len(written) == 3, (index, interval)
    for text, exact in zip(written, wanted, strict=True):
        assert is_rounded(text, exact, *limits), (text, exact)
    assert numbers(n)[-1].replace(".", "") == str(line["n"])


def by_unit(lines: list[Line]) -> dict[str, Line]:
    """Lines by the code of their unit."""
    return {line["unit_code"]: line for line in lines}


LISTS = {
    "counters": "level=counter",
    "centres": "level=commune_centre",
    "under a unit": "level=counter&under={centre.id}",
    "another formula": "level=counter&formula=mean_5",
    "another order": "level=counter&sort=low",
    "a month": "level=commune_centre&from=2026-02-01&to=2026-02-28",
    "the tree of today": "level=counter&tree=now",
}


def test_lists_of_units_in_every_form(world: World, looker: Looker) -> None:
    merge_two_counters(world)
    for name, filters in LISTS.items():
        query = f"survey=now&{filters.format(centre=world.centre)}"
        lines = looker.lines(f"/results/download/{{}}?{query}")
        (shown,) = looker.tables(f"/results/?{query}")
        assert [cells[""] for cells in shown] == [line["unit"] for line in lines], name
        for cells, line in zip(shown, lines, strict=True):
            check_line(cells, line)
        drawn = looker.drawn(f"/results/pictures/strips/json?{query}")
        assert [v["unit_code"] for v in drawn] == [line["unit_code"] for line in lines]
        for value, line in zip(drawn, lines, strict=True):
            same(value, line, "index", "low", "high", "n")
        check_program(looker, query, lines)


def check_line(cells: Line, line: Line) -> None:
    """A line of the table of units is its exact line, rounded; a hidden one shows no number."""
    if line["index"] is None:
        assert "Chỉ số" not in cells
        assert not numbers(cells["Số phiếu (n)"].replace("0", ""))
        return
    check_figure(cells["Chỉ số"], cells["Khoảng tin cậy"], cells["Số phiếu (n)"], line)
    dossiers = line["dossiers"]
    assert numbers(cells["Hồ sơ"]) == ([] if dossiers is None else [grouped(dossiers)])
    rates = (("Tỷ lệ phản hồi", "response_rate"), ("Đúng hạn", "on_time_rate"))
    for label, name in rates:
        written, exact = numbers(cells[label]), line[name]
        assert not written if exact is None else is_rounded(written[0], 100 * exact)


def grouped(count: int) -> str:
    """A count as Vietnamese pages write it."""
    return f"{count:,}".replace(",", ".")


def same(given: Line, line: Line, *names: str) -> None:
    """The same exact numbers under the same names."""
    assert {name: given[name] for name in names} == {name: line[name] for name in names}


def check_program(looker: Looker, query: str, lines: list[Line]) -> None:
    """The API gives the same numbers in the same order."""
    asked = query.replace("from=", "first_day=").replace("to=", "last_day=")
    found = looker.program.get(f"/indices?{asked}").json["indices"]
    assert [one["unit"]["code"] for one in found] == [line["unit_code"] for line in lines]
    for one, line in zip(found, lines, strict=True):
        assert one["verdict"] == line["verdict"]
        figure = one["figure"] or dict.fromkeys(("value", "low", "high", "n"))
        wanted = (line["index"], line["low"], line["high"], line["n"])
        assert tuple(figure[name] for name in ("value", "low", "high", "n")) == wanted
        counted = one["population"] or {"dossiers": None, "response_rate": None}
        same(counted, line, "dossiers", "response_rate")
        for part in one["alternatives"]:
            n = part["figure"]["n"] if part["figure"] else None
            assert n == line[f"{part['answers']}_n"]


def test_the_page_of_a_unit_and_its_overview(world: World, looker: Looker) -> None:
    below = looker.lines(f"/results/download/{{}}?survey=now&level=counter&under={world.centre.id}")
    own = looker.lines(
        f"/results/download/{{}}?survey=now&level=commune_centre&under={world.centre.id}"
    )[0]
    questions = looker.lines(f"/results/now/{world.centre.id}/questions/{{}}")
    page = looker.visitor.get(f"/results/now/{world.centre.id}")
    shown = shown_tables(page)
    by_question = next(t for t in shown if "Không áp dụng" in t[-1] or "Đã bỏ qua" in t[-1])
    assert [cells[""] for cells in by_question] == [line["wording"] for line in questions]
    for cells, line in zip(by_question, questions, strict=True):
        index = cells.get("Hài lòng")
        check_figure(index, cells["Khoảng tin cậy"], cells["Số phiếu (n)"], line)
    for cells, line in zip(shown[-1], below, strict=True):
        check_line(cells, line)
    facts = {term.text: text.text for term, text in pairs_of(page)}
    check_figure(
        page.one("p", class_="headline").text,
        facts["Khoảng tin cậy 95%"],
        facts["Cỡ mẫu (n)"].split(" ")[0],
        own,
    )
    check_ways_of_counting(shown, own)
    check_overview(world, looker, below, own, questions)
    ratings = f"/results/pictures/ratings/json?survey=now&under={world.centre.id}"
    answers = {v["n"] for v in looker.drawn(ratings) if v.get("share") is not None}
    assert answers <= {line["n"] for line in questions}


def pairs_of(page: Any) -> Iterator[tuple[Any, Any]]:
    """Terms and what is said of them."""
    return zip(page.all("dt"), page.all("dd"), strict=True)


def check_ways_of_counting(shown: list[list[Line]], own: Line) -> None:
    """With and without the answers in doubt: the columns of the file."""
    table = next(t for t in shown if len(t) == 3 and "n" in t[0])
    for cells, name in zip(table, ("with_excluded_", "", "without_flagged_"), strict=True):
        part = {key: own[f"{name}{key}"] for key in ("index", "low", "high", "n")}
        if part["index"] is None:
            assert "Chỉ số" not in cells
            continue
        check_figure(cells["Chỉ số"], cells["Khoảng tin cậy"], cells["n"], own | part)


def check_overview(
    world: World, looker: Looker, below: list[Line], own: Line, questions: list[Line]
) -> None:
    """The overview shows the lines of the units below, its own line and the sides' figures."""
    page = looker.visitor.get(f"/results/overview?survey=now&under={world.centre.id}")
    units, sides = shown_tables(page)[:2]
    for cells, line in zip(units, below, strict=True):
        if line["index"] is not None:
            index, *interval = numbers(cells["Chỉ số"])
            check_figure(index, " ".join(interval), cells["Số phiếu (n)"], line)
    of_sides = {line["wording"]: line for line in questions if line["line"] == "side"}
    assert {cells[""] for cells in sides} == set(of_sides)
    for cells in sides:
        index, *interval = numbers(cells["Hài lòng"])
        check_figure(index, " ".join(interval), cells["Số phiếu (n)"], of_sides[cells[""]])
    sentence = page.one("section", class_=f"answer answer-{own['verdict']}").text
    assert all(grouped(own["n"]) in text for text in (sentence,))


COMPARED = {
    "parent": "by=parent&under={centre.id}",
    "periods": "by=periods&with=before&under={centre.id}",
    "units": "by=units&level=counter&under={province.id}",
}


def test_comparisons(world: World, looker: Looker) -> None:
    for by, asked in COMPARED.items():
        query = f"survey=now&{asked.format(centre=world.centre, province=world.province)}"
        lines = looker.lines(f"/results/compare/download.{{}}?{query}")
        shown = looker.tables(f"/results/compare?{query}")[0]
        assert [cells[""] for cells in shown] == [line["unit"] for line in lines], by
        for cells, line in zip(shown, lines, strict=True):
            check_compared(cells, line)
    query = f"survey=now&level=counter&under={world.centre.id}"
    lines = by_unit(
        looker.lines(
            f"/results/compare/download.{{}}?survey=now&by=periods&under={world.centre.id}"
        )
    )
    for value in looker.drawn(f"/results/pictures/changes/json?{query}"):
        line = lines[value["unit_code"]]
        same({"difference": value["change"]}, line, "difference")
        if value["change"] is not None:
            same(value, line, "index", "n")
            assert (value["earlier"], value["n_earlier"]) == (line["other_index"], line["other_n"])


def check_compared(cells: Line, line: Line) -> None:
    """A line of a comparison."""
    if "difference" not in line:
        if line["index"] is not None:
            index, *interval = numbers(cells["Chỉ số"])
            check_figure(index, " ".join(interval), cells["Số phiếu (n)"], line)
            assert numbers(cells["Khoảng thứ hạng"]) == [
                *map(str, dict.fromkeys((line["best"], line["worst"])))
            ]
        return
    for label, before in (("Đơn vị này", ""), ("So với", "other_")):
        figure = {name: line[f"{before}{name}"] for name in ("index", "low", "high", "n")}
        if figure["index"] is not None:
            index, low, high, n = numbers(cells[label].partition(": ")[2])
            check_figure(index, f"{low} – {high}", n, figure | {"formula": line["formula"]})
    written = numbers(cells["Chênh lệch (điểm phần trăm)"])
    names = ("difference", "difference_low", "difference_high")
    wanted = [100 * line[name] for name in names if line[name] is not None]
    assert len(written) == len(wanted)
    for text, exact in zip(written, wanted, strict=True):
        assert is_rounded(text, exact)


def test_a_trend_and_the_verdicts_through_the_surveys(world: World, looker: Looker) -> None:
    code = world.survey.version.questionnaire.code
    for step in ("months", SURVEYS):
        trend = f"/results/trend/{code}/{world.centre.id}"
        lines = looker.lines(f"{trend}/download.{{}}?step={step}")
        shown = looker.tables(f"{trend}?step={step}")[0]
        drawn = looker.drawn(f"{trend}/picture.json?step={step}")
        for cells, value, line in zip(shown, drawn, lines, strict=True):
            same(value, line, "index", "low", "high", "n")
            if line["index"] is not None:
                check_figure(cells["Chỉ số"], cells["Khoảng tin cậy"], cells["Số phiếu (n)"], line)
    past = f"/results/now/{world.centre.id}/history"
    lines = looker.lines(f"{past}/{{}}")
    assert len(lines) == 2
    for cells, line in zip(looker.tables(past)[0], lines, strict=True):
        check_figure(cells["Chỉ số"], cells["Khoảng tin cậy"], cells["n"], line)


def test_a_frozen_report(world: World, looker: Looker, tmp_path, monkeypatch, capsys) -> None:
    query = f"survey=now&level=counter&under={world.centre.id}"
    lines = by_unit(looker.lines(f"/results/download/{{}}?{query}"))
    form = looker.visitor.get(f"/results/reports/new?{query}")
    token = form.all("input", name="csrf_token")[0].get("value")
    made = looker.client.post(f"/results/reports/new?{query}", data={"csrf_token": token})
    page = looker.visitor.get(made.headers["Location"])
    links = [a.get("href") for a in page.all("a") if "/files/" in a.get("href")]
    files = {link.rpartition("/")[2]: looker.taken(link) for link in links}
    shown = {code: line for code, line in lines.items() if line["index"] is not None}
    for row in json.loads(files["report.json"])["rows"]:
        figure = row["figure"] or dict.fromkeys(("value", "low", "high", "n"))
        line = lines[row["unit"]["code"]]
        same({**figure, "index": figure["value"]}, line, "index", "low", "high", "n")
    check_books(files, lines)
    check_pdfs(files, shown)
    with zipfile.ZipFile(io.BytesIO(files["open-data.zip"])) as archive:
        archive.extractall(tmp_path)
    check_command(tmp_path, shown, monkeypatch, CommandLine(capsys))


def check_books(files: dict[str, bytes], lines: dict[str, Line]) -> None:
    """Both workbooks hold the numbers of the download in typed cells."""
    for language in ("vi", "en"):
        heading, *table = read_xlsx(files[f"report.{language}.xlsx"])
        index = heading.index({"vi": "Chỉ số hài lòng", "en": "Satisfaction index"}[language])
        for row in table[1:]:
            assert is_same(row[index], lines[row[0]]["index"], "xlsx")


def check_pdfs(files: dict[str, bytes], shown: dict[str, Line]) -> None:
    """Behind the name of each unit both PDFs print its n, its index and its interval."""
    for language in ("vi", "en"):
        pages = pypdfium2.PdfDocument(files[f"report.{language}.pdf"])
        text = " ".join("".join(p.get_textpage().get_text_range() for p in pages).split())
        for line in shown.values():
            figure = rf"{re.escape(line['unit'])} (\d+) ([\d.,]+)% ([\d.,]+)% – ([\d.,]+)%"
            n, *written = re.search(figure, text).groups()
            comma = [w.replace(".", ",") if language == "en" else w for w in written]
            check_figure(comma[0], " ".join(comma[1:]), n, line)


def check_command(folder, shown: dict[str, Line], monkeypatch, command: CommandLine) -> None:
    """The command of the guide computes the published numbers from the open data."""
    for row in csv.DictReader(io.StringIO((folder / "results.csv").read_text())):
        line = shown.get(row["unit_code"])
        wanted = [repr(line[name]) if line else "" for name in ("index", "low", "high", "n")]
        assert [row[name] for name in ("index", "low", "high", "n")] == wanted
    guide = (folder / "README.md").read_text()
    words = next(x for x in guide.splitlines() if "-m analysis" in x).split()[3:]
    monkeypatch.chdir(folder)
    found = command.json(*words[: words.index("--format")])
    assert {record["domain"] for record in found} == set(shown)
    for record in found:
        line = shown[record["domain"]]
        given = (record["estimate"], record["low"], record["high"])
        wanted = tuple(line[name] for name in ("index", "low", "high"))
        assert given == pytest.approx(wanted, abs=1e-9)
        assert (record["n"], record["verdict"]) == (line["n"], line["verdict"])
