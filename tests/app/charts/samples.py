"""One sample of every picture, and the rows of data that a picture holds."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from analysis.change import Difference
from analysis.drivers.importance import Driver
from analysis.drivers.quadrants import Point
from analysis.results import Interval
from app.charts.changes import change_arrows
from app.charts.funnel import funnel_plot
from app.charts.heat import factor_map
from app.charts.hours import answer_hours_map
from app.charts.importance import importance_map
from app.charts.parts import part_strips
from app.charts.picture import Caption, Picture
from app.charts.ratings import RatedQuestion, rating_bars
from app.charts.response_tree import response_map
from app.charts.strips import interval_strips
from app.charts.theme import specification
from app.charts.trend import trend_line
from app.services.breakdowns.dimensions import Named
from app.services.breakdowns.rows import Breakdown
from app.services.reporting.changes import ChangeRow, Changes
from app.services.reporting.differences import Direction
from app.services.reporting.factors import FactorCell
from app.services.reporting.hours import AnswerHours, HourCell
from app.services.reporting.importance import FactorPlace, Importance
from app.services.reporting.ratings import RatingRow
from app.services.reporting.records import IndexRow, Outcome, Part, PartKind, Population
from app.services.reporting.response_tree import TreePlace
from app.services.reporting.trend import Trend, TrendPoint
from app.services.reporting.unlike import unlike_others
from surveys.trends import TrendMark
from tests.app.charts.rows import SHARE, figure, row, unit

CAPTION = Caption("Khoảng tin cậy", ("Đợt khảo sát thử",))
ROWS = [
    row(1, Outcome.MET, figure(0.9, 213)),
    row(2, Outcome.NOT_MET, figure(0.6123, 340)),
    row(3, Outcome.NOT_ENOUGH_EVIDENCE, figure(0.7996, 41)),
    row(4, Outcome.WITHHELD),
    row(5, Outcome.NO_ANSWERS),
]
LEVELS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
TOP_TWO = (False, False, False, True, True)
QUESTIONS = [
    RatedQuestion(
        "1. Chỗ ngồi", LEVELS, RatingRow("a", TOP_TWO, False, (0, 0.1, 0.2, 0.3, 0.4), 80)
    ),
    RatedQuestion("2. Thái độ", LEVELS, RatingRow("b", TOP_TWO, True, None, None)),
]


def strips() -> Picture:
    """Intervals of five units, two of them without a figure."""
    return interval_strips(ROWS, CAPTION)


def ratings() -> Picture:
    """Two questions, one of them withheld."""
    return rating_bars(QUESTIONS, CAPTION, 5)


TITLES = {"access": "Khả năng tiếp cận", "staff": "Thái độ của nhân viên"}
CELLS = [
    FactorCell(unit(1), "access", False, figure(0.55, 80)),
    FactorCell(unit(1), "staff", False, figure(0.91, 79)),
    FactorCell(unit(2), "access", True, None),
    FactorCell(unit(2), "staff", False, None),
]


def factors() -> Picture:
    """Two factors of two units; of the second one is withheld and one without answers."""
    return factor_map(CELLS, TITLES, CAPTION, 5)


def point(month: int, share: float | None, *, version: int = 1, mark: TrendMark | None = None):
    """A month of a trend; without a share it is withheld."""
    shown = None if share is None else figure(share, 60 + month)
    outcome = Outcome.NO_TARGET if shown else Outcome.WITHHELD
    days = date(2026, month, 1), date(2026, month, 28)
    return TrendPoint(SimpleNamespace(), *days, shown, outcome, (version,), mark)


POINTS = (
    point(1, 0.7),
    point(2, 0.75),
    point(3, None),
    point(4, 0.8),
    point(5, 0.6, version=2, mark=TrendMark(broken=True, differences=())),
    point(6, 0.65, version=2),
)
MARKS = [None, None, None, None, "phiên bản 2", None]


def trend() -> Picture:
    """Six months: one withheld, and a break before the fifth."""
    return trend_line(Trend(unit(1), SHARE, ("people_top2",), POINTS, 5, 0.95), MARKS, CAPTION)


EARLIER = SimpleNamespace(
    title_vi="Đợt trước", title_en="", opens_on=date(2025, 7, 1), closes_on=date(2025, 12, 31)
)
CHANGES = (
    ChangeRow(
        row(1, Outcome.MET, figure(0.9, 213)),
        figure(0.7, 150),
        Difference(0.2, 0.04, Interval(0.12, 0.28, 0.95, "mover"), 0.0),
        Direction.BETTER,
    ),
    ChangeRow(row(2, Outcome.WITHHELD), figure(0.8, 50), None, Direction.NOT_SHOWN),
)


def changes() -> Picture:
    """A unit that became better and one that cannot be shown."""
    return change_arrows(Changes(EARLIER, False, CHANGES), CAPTION)


MANY = [row(k, Outcome.NO_TARGET, figure(0.8 + 0.01 * (k % 3), 40 + k)) for k in range(1, 14)]
MANY += [row(14, Outcome.NOT_MET, figure(0.2, 60)), row(15, Outcome.WITHHELD)]


def funnel() -> Picture:
    """Thirteen like units, one far below them, and one withheld."""
    return funnel_plot(unlike_others(MANY), MANY, CAPTION)


HOURS = AnswerHours(
    n=68,
    least=5,
    cells=tuple(
        HourCell(day, hour, *((20, 50) if (day, hour) == (0, 8) else (None, None)))
        for day in range(7)
        for hour in (7, 8)
    ),
)


def hours() -> Picture:
    """Two hours, of which one on Mondays has answers enough to be shown."""
    return answer_hours_map(HOURS, CAPTION)


def counted(line: IndexRow, rate: float | None) -> IndexRow:
    """A row with 1,000 dossiers and a response rate, None where it is withheld."""
    days = (line.first, line.last)
    return replace(line, population=Population(1000, *days, 0.9, rate, None, ("báo cáo",)))


PLACES = [
    TreePlace(counted(row(1, Outcome.MET, figure(0.9, 50)), 0.05), 0, 0, 2),
    TreePlace(counted(row(2, Outcome.MET, figure(0.9, 46)), 0.046), 1, 0, 1),
    TreePlace(counted(row(3, Outcome.WITHHELD), None), 1, 1, 2),
]


def response() -> Picture:
    """A unit and two below it, of which one is withheld."""
    return response_map(PLACES, CAPTION)


def side(factor: str, share: float, quadrant: str) -> FactorPlace:
    """A factor on the map."""
    limits = Interval(share - 0.05, share + 0.05, 0.95, "percentile")
    driver = Driver(factor, 0.3, share, limits, 1, rank_certain=factor == "access")
    return FactorPlace(factor, driver, Point(factor, share, 0.7, quadrant, 0.9), figure(0.7, 300))


SIDES = (side("access", 0.6, "concentrate_here"), side("staff", 0.4, "undecided"))


def importance() -> Picture:
    """Two factors: one important and below the target, one undecided."""
    return importance_map(Importance(SIDES, 0.5, 0.8, 290, 0.6, 1000), TITLES, CAPTION)


def part(id_: str, kind: PartKind, share: float, n: int) -> IndexRow:
    """A part of a unit's answers by mode."""
    found = Part("mode", id_, kind, None, 2 if kind is PartKind.TOGETHER else 1, None)
    return replace(row(1, Outcome.MET, figure(share, n)), part=found)


def parts() -> Picture:
    """Two parts of a unit by mode, the second of several modes together."""
    rows = (part("kiosk", PartKind.VALUE, 0.9, 60), part("", PartKind.TOGETHER, 0.85, 30))
    whole = row(1, Outcome.MET, figure(0.88, 90))
    return part_strips(Breakdown(Named("mode", "mode"), whole, rows, 2), CAPTION)


EVERY_PICTURE = [
    *(strips, ratings, factors, trend, changes, funnel, hours, response, importance),
    parts,
]


def values_of(picture: Picture) -> list[dict[str, Any]]:
    """Every row of data in the specification."""
    found = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("values"), list):
                found.extend(v for v in part["values"] if isinstance(v, dict))
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    spec = specification(picture)
    walk({name: part for name, part in spec.items() if name != "datasets"})
    return [*found, *(row for rows in spec.get("datasets", {}).values() for row in rows)]
