"""The history of a unit that came out of a merger, a split or a renaming."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.arguments import number
from analysis.errors import AnalysisError, NoResponses


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A former unit in one period of the past.

    `value` and `variance` are of its index then, None without answers; `dossiers` is what it
    handled then; `share` is the part of it that passed to the successor. `divisible` says
    whether its answers carry a key that tells the parts of a split apart: `value`, `variance`
    and `dossiers` are then those of the part, and `share` no longer matters.
    """

    code: str
    value: float | None
    variance: float | None
    dossiers: float
    share: float = 1.0
    divisible: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """One period of a successor's past.

    `value` and `variance` are None at a break; `broken_by` lists the split predecessors that
    can't be divided, `not_covered` those without answers; `coverage` is the share of the
    dossiers that belong to predecessors with answers.
    """

    value: float | None
    variance: float | None
    dossiers: float
    coverage: float
    broken_by: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()


def successor_history(predecessors: Sequence[Predecessor]) -> History:
    """Re-estimate one past period of a successor from its predecessors.

    R = Σ N_j R_j / Σ N_j and v = Σ (N_j/ΣN)² v_j over the predecessors with answers, N_j their
    dossiers of that time (statistics.md 9.2). Never the plain mean of their percentages.

    Parameters
    ----------
    predecessors : sequence of Predecessor
        All of them; independent samples.

    Returns
    -------
    History
        A break, without a figure, where a split predecessor can't be divided: its answers say
        nothing about which part people had met.

    Raises
    ------
    NoResponses
        If no predecessor has answers.
    AnalysisError
        If a number is out of range or a code is given twice.
    """
    rows = [_checked(row) for row in predecessors]
    if len({row.code for row in rows}) != len(rows):
        raise AnalysisError("a predecessor is listed twice")
    total = sum(row.dossiers for row in rows)
    silent = tuple(row.code for row in rows if row.value is None)
    answered = [(row, row.value) for row in rows if row.value is not None]
    covered = sum(row.dossiers for row, _ in answered)
    coverage = covered / total if total > 0 else 0.0
    broken = tuple(row.code for row in rows if row.share < 1 and not row.divisible)
    if broken:
        return History(None, None, total, coverage, broken, silent)
    if covered <= 0:
        raise NoResponses("no predecessor with dossiers has answers")
    return History(
        value=sum(row.dossiers / covered * value for row, value in answered),
        variance=sum((row.dossiers / covered) ** 2 * (row.variance or 0.0) for row, _ in answered),
        dossiers=total,
        coverage=coverage,
        not_covered=silent,
    )


def _checked(row: Predecessor) -> Predecessor:
    number(f"dossiers of {row.code}", row.dossiers, low=0.0)
    if number(f"share of {row.code}", row.share, low=0.0, high=1.0) == 0:
        raise AnalysisError(f"{row.code} passed nothing on: it is no predecessor")
    if (row.value is None) != (row.variance is None):
        raise AnalysisError(f"{row.code} needs both value and variance, or neither")
    if row.value is not None:
        number(f"value of {row.code}", row.value, low=0.0, high=1.0)
        number(f"variance of {row.code}", row.variance, low=0.0)
    return row


@dataclass(frozen=True, slots=True)
class ComparableItems:
    """What two versions of a questionnaire share, in the order of the later one.

    `common` is what a comparison may use; `only_before` and `only_now` are left out of it.
    """

    common: tuple[str, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]

    @property
    def both_numbers(self) -> bool:
        """Whether the figure over all items must stand beside that over the common ones."""
        return bool(self.only_before or self.only_now)


def comparable_items(before: Sequence[str], now: Sequence[str]) -> ComparableItems:
    """Find the items over which two periods can be compared after a questionnaire has changed.

    Parameters
    ----------
    before, now : sequences of str
        Item codes of a formula in the two versions; a code never changes its meaning.

    Raises
    ------
    AnalysisError
        If a code is listed twice, or the versions have no item in common: the figures then
        cannot be compared, whatever they are called.
    """
    old, new = tuple(before), tuple(now)
    if len(set(old)) < len(old) or len(set(new)) < len(new):
        raise AnalysisError("an item is listed twice")
    common = tuple(item for item in new if item in old)
    if not common:
        raise AnalysisError("the two questionnaires have no item in common")
    only_before = tuple(item for item in old if item not in new)
    return ComparableItems(common, only_before, tuple(x for x in new if x not in old))
