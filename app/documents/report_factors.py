"""The sides of the service of every unit of a report, as a shaded table."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from app.filters import name_of, percent, whole
from app.services.reporting.factors import FactorCell
from app.services.reports.contents import Contents

WIDEST_START = 0.6


@dataclass(frozen=True)
class ShadedCell:
    """What stands in a cell; `shade` grows from 0 (all satisfied) to 1, None hides a figure."""

    label: str
    n: str
    shade: float | None


@dataclass(frozen=True)
class FactorTable:
    """Headings, and for each unit its name and its cells."""

    headings: list[str]
    lines: list[tuple[str, list[ShadedCell]]]


def factor_table(contents: Contents, language: str) -> FactorTable:
    """Write down the sides of the service; empty where the questionnaire has none."""
    titles = {f.code: f.title.get(language) for f in contents.questionnaire.factors}
    cells = contents.factors
    shares = [cell.figure.share for cell in cells if cell.figure]
    if not shares:
        return FactorTable([], [])
    start = max(floor(min([*shares, WIDEST_START]) * 10 + 1e-9) / 10, 0.0)
    headings = [titles[code] for code in dict.fromkeys(cell.factor for cell in cells)]
    return FactorTable(headings, _lines(cells, start))


def _lines(cells: Sequence[FactorCell], start: float) -> list[tuple[str, list[ShadedCell]]]:
    lines: dict[int, tuple[str, list[ShadedCell]]] = {}
    for cell in cells:
        line = lines.setdefault(cell.unit.id, (name_of(cell.unit), []))
        line[1].append(_cell(cell, start))
    return list(lines.values())


def _cell(cell: FactorCell, start: float) -> ShadedCell:
    figure = cell.figure
    if figure is None:
        return ShadedCell("▒" if cell.withheld else "–", "", None)
    shade = min(max((1 - figure.share) / (1 - start), 0.0), 1.0) if start < 1 else 0.0
    return ShadedCell(percent(figure.share), f"n = {whole(figure.n)}", round(shade, 4))
