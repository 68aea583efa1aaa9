"""Earlier and new publications must not differ by a handful of people; no database needed."""

from datetime import date

from analysis.disclosure.cells import Cell
from app.services.publishing.differences import Table, small_differences


def table(first: str, last: str, **people: int) -> Table:
    """A publication of a period: people by unit."""
    cells = {unit: Cell(unit, n) for unit, n in people.items()}
    return Table(date.fromisoformat(first), date.fromisoformat(last), cells)


QUARTER = table("2026-01-01", "2026-03-31", a=50, b=40)


def clashes(new: Table, *earlier: Table) -> dict[str, int]:
    """What the new one gives away, at a minimum of five."""
    return small_differences(new, earlier, minimum=5)


def test_the_same_period_may_not_differ_by_a_few_people() -> None:
    same = ("2026-01-01", "2026-03-31")
    assert clashes(table(*same, a=50, b=40), QUARTER) == {}
    assert clashes(table(*same, a=53, b=45), QUARTER) == {"a": 3}
    assert clashes(table(*same, a=48, b=30), QUARTER) == {"a": 2}


def test_a_longer_period_may_not_add_a_few_people() -> None:
    assert clashes(table("2026-01-01", "2026-06-30", a=90, b=44), QUARTER) == {"b": 4}
    assert clashes(QUARTER, table("2026-01-01", "2026-06-30", a=90, b=44)) == {"b": 4}


def test_periods_together_may_not_leave_a_few_people() -> None:
    april = table("2026-04-01", "2026-04-30", a=30)
    may = table("2026-05-01", "2026-05-31", a=20)
    half = table("2026-01-01", "2026-06-30", a=103)
    assert clashes(half, QUARTER, april, may) == {"a": 3}
    assert clashes(may, QUARTER, april, half) == {"a": 3}
    assert clashes(table("2026-01-01", "2026-06-30", a=140), QUARTER, april, may) == {}


def test_other_periods_and_hidden_units_give_nothing_away() -> None:
    assert clashes(table("2026-04-01", "2026-06-30", a=52), QUARTER) == {}
    assert clashes(table("2026-02-01", "2026-06-30", a=52), QUARTER) == {}
    assert clashes(table("2026-01-01", "2026-06-30", c=3), QUARTER) == {}
