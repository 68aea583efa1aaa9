"""Further cells to hide, so that a hidden one isn't the difference of those around it."""

from collections.abc import Collection, Iterable, Mapping

from analysis.disclosure.cells import Cell, Line, additive_lines, table
from analysis.errors import AnalysisError


def complementary_suppression(
    cells: Iterable[Cell], lines: Iterable[Line], hidden: Collection[str]
) -> frozenset[str]:
    """Hide the smallest further cell of every additive line with exactly one hidden cell.

    Parameters
    ----------
    cells : iterable of Cell
        The whole table.
    lines : iterable of Line
        Everything that adds up: rows, columns, parent and children.
    hidden : collection of str
        Keys hidden so far, by the primary rule.

    Returns
    -------
    frozenset of str
        All hidden keys. No line has exactly one hidden cell. Totals stay visible wherever a part
        can be hidden instead.

    Raises
    ------
    AnalysisError
        If a line names an unknown cell or doesn't add up.

    Notes
    -----
    Necessary, not sufficient: `analysis.disclosure.audit` checks what two or more hidden cells
    still give away.

    References
    ----------
    .. [1] A. Hundepool et al. (2012), "Statistical Disclosure Control", Wiley, chapter 4.
    """
    by_key = table(cells)
    checked = additive_lines(by_key, lines)
    result = set(hidden)
    if not result <= by_key.keys():
        raise AnalysisError(f"unknown hidden cells {sorted(result - by_key.keys())}")
    changed = True
    while changed:
        changed = False
        for line in checked:  # at once: a cell hidden for one line often protects the next one
            key = _next(by_key, line, result) if _exposed(line, result) else None
            if key is not None:
                result.add(key)
                changed = True
    return frozenset(result)


def next_to_hide(
    cells: Mapping[str, Cell], lines: Iterable[Line], exposed: str, hidden: Collection[str]
) -> str | None:
    """Return the cell to hide next for the sake of `exposed`, or None if none is left.

    The smallest one in the tightest line around it: the one whose hidden cells add up to least.
    """
    around = [line for line in lines if exposed in line.keys]
    around.sort(key=lambda line: sum(cells[key].n for key in line.parts if key in hidden))
    choices = (_next(cells, line, hidden) for line in around)
    return next((key for key in choices if key is not None), None)


def _exposed(line: Line, hidden: Collection[str]) -> bool:
    return sum(key in hidden for key in line.keys) == 1


def _next(cells: Mapping[str, Cell], line: Line, hidden: Collection[str]) -> str | None:
    open_keys = [key for key in line.keys if key not in hidden and cells[key].n > 0]
    return min(open_keys, key=lambda key: _cost(cells, line, key)) if open_keys else None


def _cost(cells: Mapping[str, Cell], line: Line, key: str) -> tuple[bool, int, str]:
    """Order the cells of a line: parts before the total, small before large."""
    return key == line.total, cells[key].n, key
