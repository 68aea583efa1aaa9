"""Truth leaned on: an attacker who tries every whole-number table that fits what is published.

Mistake of statistics.md 16 tested here: 15 (a hidden cell recoverable from its parent, from last
month, or from a filter).
"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.audit import audit, protect
from analysis.disclosure.cells import Cell, Line, Reason, primary_suppression
from analysis.disclosure.complementary import complementary_suppression
from analysis.disclosure.publications import (
    Differencing,
    differencing,
    rounded_count,
    rounded_share,
)
from analysis.errors import AnalysisError


def parent_with(*children):
    """A parent and its children (n, satisfied), with the line they make."""
    cells = [Cell(f"c{i}", n, k) for i, (n, k) in enumerate(children)]
    total = Cell("parent", sum(c.n for c in cells), sum(c.satisfied for c in cells))
    return [total, *cells], [Line("parent", tuple(c.key for c in cells))]


def two_way(rows):
    """A table of (n, satisfied) with row totals, column totals and a grand total."""
    height, width = len(rows), len(rows[0])
    cells = {f"{i}{j}": rows[i][j] for i in range(height) for j in range(width)}
    lines = []
    for i in range(height):
        lines.append(Line(f"row{i}", tuple(f"{i}{j}" for j in range(width))))
    for j in range(width):
        lines.append(Line(f"column{j}", tuple(f"{i}{j}" for i in range(height))))
    for line in lines:
        cells[line.total] = tuple(sum(cells[p][k] for p in line.parts) for k in (0, 1))
    lines.append(Line("all", tuple(f"row{i}" for i in range(height))))
    lines.append(Line("all", tuple(f"column{j}" for j in range(width))))
    cells["all"] = tuple(sum(cells[f"row{i}"][k] for i in range(height)) for k in (0, 1))
    return [Cell(key, n, k) for key, (n, k) in cells.items()], lines


@pytest.mark.parametrize(
    ("n", "satisfied", "reason"),
    [
        (0, 0, None),
        (1, 1, Reason.FEW),
        (4, 2, Reason.FEW),
        (5, 4, None),
        (5, 5, Reason.UNANIMOUS),
        (9, 0, Reason.UNANIMOUS),
        (9, 8, None),
        (10, 10, None),
        (10, 0, None),
        (4, None, Reason.FEW),
        (5, None, None),
    ],
)
def test_primary_rule_at_its_edges(n, satisfied, reason):
    found = primary_suppression([Cell("x", n, satisfied)])
    assert found == ({"x": reason} if reason else {})


def test_a_counter_staffed_by_one_person_needs_ten():
    assert primary_suppression([Cell("x", 9, 5, one_person=True)]) == {"x": Reason.FEW}
    assert primary_suppression([Cell("x", 10, 5, one_person=True)]) == {}


@pytest.mark.parametrize("minimum", [2, 21])
def test_the_minimum_is_a_setting_from_3_to_20(minimum):
    with pytest.raises(AnalysisError):
        primary_suppression([], minimum=minimum)


def test_a_hidden_child_is_not_the_difference_of_its_parent():
    cells, lines = parent_with((3, 2), (40, 30), (25, 20))
    got = protect(cells, lines)
    assert got.hidden == {"c0": Reason.FEW, "c2": Reason.COMPLEMENTARY}
    assert got.exposed == ()


def test_two_hidden_cells_that_add_up_to_little_are_not_enough():
    # 1 + 2 = 3: everybody knows that each lies between 0 and 3
    cells, lines = parent_with((1, 1), (2, 1), (40, 30), (25, 20))
    assert {found.key for found in audit(cells, lines, {"c0", "c1"})} == {"c0", "c1"}
    assert set(protect(cells, lines).hidden) == {"c0", "c1", "c3"}


def test_audit_finds_what_satisfied_counts_give_away():
    # n adds up to 10 in both, but of 10 satisfied 8 are in sight of the second line
    cells = [
        Cell("all", 30, 20),
        Cell("a", 4, 4),
        Cell("b", 6, 6),
        Cell("c", 20, 10),
    ]
    found = audit(cells, [Line("all", ("a", "b", "c"))], {"a", "b"})
    assert found == ()  # each can be 0 to 10
    cells.append(Cell("ab", 10, 10))
    lines = [Line("all", ("a", "b", "c")), Line("ab", ("a", "b"))]
    assert audit(cells, lines, {"a"}) != ()


def test_two_way_table_is_closed_on_both_sides():
    cells, lines = two_way([[(3, 2), (20, 15), (30, 21)], [(25, 20), (40, 30), (18, 12)]])
    hidden = protect(cells, lines).hidden
    for line in lines:
        assert sum(key in hidden for key in line.keys) != 1
    assert "all" not in hidden


def test_totals_stay_while_a_part_can_be_hidden():
    cells, lines = parent_with((2, 2), (500, 400))
    assert set(protect(cells, lines).hidden) == {"c0", "c1"}


def test_a_parent_of_one_child_is_hidden_with_it():
    cells = [Cell("parent", 6, 4), Cell("only", 6, 4, one_person=True)]
    hidden = protect(cells, [Line("parent", ("only",))]).hidden
    assert set(hidden) == {"parent", "only"}


def test_empty_cells_stay_and_protect_nobody():
    cells, lines = parent_with((3, 2), (0, 0), (40, 30))
    assert set(protect(cells, lines).hidden) == {"c0", "c2"}


def test_a_table_without_lines_hides_only_the_small():
    assert set(protect([Cell("a", 3, 1), Cell("b", 30, 20)], []).hidden) == {"a"}
    assert protect([], []).hidden == {}


def fitting_tables(cells, lines, hidden):
    """Every way to fill the hidden cells that agrees with all that is visible."""
    by_key = {cell.key: cell for cell in cells}
    largest = max(cell.n for cell in cells)
    pairs = [(n, k) for n in range(largest + 1) for k in range(n + 1)]
    for filling in itertools.product(pairs, repeat=len(hidden)):
        values = {key: (c.n, c.satisfied) for key, c in by_key.items()}
        values.update(zip(hidden, filling, strict=True))
        if all(
            sum(values[p][x] for p in line.parts) == values[line.total][x]
            for line in lines
            for x in (0, 1)
        ):
            yield {key: values[key][0] for key in hidden}


SMALL = st.integers(0, 7).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(children=st.lists(SMALL, min_size=2, max_size=3), hidden=st.sets(st.integers(0, 2)))
def test_audit_agrees_with_an_attacker_who_tries_everything(children, hidden):
    cells, lines = parent_with(*children)
    keys = sorted(f"c{i}" for i in hidden if i < len(children))[:2]
    found = {r.key: (r.low, r.high) for r in audit(cells, lines, set(keys))}
    tables = list(fitting_tables(cells, lines, keys))
    for key in keys:
        low, high = min(t[key] for t in tables), max(t[key] for t in tables)
        assert found.get(key) == ((low, high) if high - low < 5 else None)


COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=4
        )
    )
)
def test_any_table_is_protected_or_says_what_is_exposed(rows):
    cells, lines = two_way(rows)
    got = protect(cells, lines)
    assert set(primary_suppression(cells)) <= set(got.hidden)
    assert audit(cells, lines, got.hidden) == got.exposed
    assert got.exposed == ()


def test_complementary_pass_leaves_no_line_with_one_hidden_cell():
    cells, lines = two_way([[(3, 2), (20, 15)], [(25, 20), (40, 30)]])
    hidden = complementary_suppression(cells, lines, {"00"})
    assert hidden == {"00", "01", "10", "11"}


def test_last_month_must_not_give_away_this_weeks_few():
    before, now = [Cell("u1", 40, 30), Cell("u2", 40, 30)], [Cell("u1", 43, 32), Cell("u2", 60, 45)]
    assert differencing(before, now) == (Differencing("u1", "u1", 3, Reason.FEW),)


def test_a_unanimous_difference_tells_what_each_answered():
    got = differencing([Cell("u", 40, 30)], [Cell("u", 47, 37)])
    assert got == (Differencing("u", "u", 7, Reason.UNANIMOUS),)
    assert differencing([Cell("u", 40, 30)], [Cell("u", 47, 35)]) == ()


def test_one_answer_exchanged_for_another_is_noticed():
    assert differencing([Cell("u", 40, 30)], [Cell("u", 40, 31)])[0].n == 0
    assert differencing([Cell("u", 40, 30)], [Cell("u", 40, 30)]) == ()


def test_a_withdrawal_is_a_difference_too():
    assert differencing([Cell("u", 40, 30)], [Cell("u", 39, 30)])[0].n == 1


def test_a_filter_and_a_merged_unit_are_compared_with_their_whole():
    now = [Cell("province", 100, 80), Cell("without sector 7", 98, 79), Cell("merged", 60, 50)]
    got = differencing(
        [Cell("old part", 57, 48)],
        now,
        nested=[("province", "without sector 7"), ("merged", "old part")],
    )
    assert [(found.larger, found.n) for found in got] == [("province", 2), ("merged", 3)]


def test_free_filters_are_rounded():
    assert [rounded_count(n) for n in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert rounded_share(0.8765, 99) == 0.88
    assert rounded_share(0.8765, 100) == 0.8765
    assert rounded_share(0.005, 50) == 0.01


@pytest.mark.parametrize(
    "call",
    [
        lambda: protect([Cell("a", -1)], []),
        lambda: protect([Cell("a", 3, 4)], []),
        lambda: protect([Cell("a", 3), Cell("a", 4)], []),
        lambda: protect([Cell("a", 3), Cell("b", 4)], [Line("a", ("b",))]),
        lambda: protect([Cell("a", 3)], [Line("a", ("z",))]),
        lambda: protect([Cell("a", 3, 2), Cell("b", 3, 1)], [Line("a", ("b",))]),
        lambda: audit([Cell("a", 3)], [], {"z"}),
        lambda: complementary_suppression([Cell("a", 3)], [], {"z"}),
        lambda: rounded_count(-1),
        lambda: rounded_share(1.2, 5),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
