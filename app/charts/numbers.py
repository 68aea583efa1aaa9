"""Numbers in words of the page, rounded as its tables round them."""

from app.filters import beside, number
from app.services.reporting.records import Figure, FormulaFacts, IndexRow


def value_words(
    formula: FormulaFacts,
    share: float,
    target: float | None = None,
    second: float | None = None,
    digits: int = 1,
) -> str:
    """Write a value of a formula; no rounding puts it on the other side of a target."""
    if formula.is_share:
        return f"{beside(share, target, digits, second)}%"
    if formula.high == 100:
        return beside(share, target, digits, second)
    return number(formula.at(share))


def targets_of(row: IndexRow) -> tuple[float | None, float | None]:
    """Give the target of a row and the second one."""
    return (
        row.target.value if row.target else None,
        row.beside.target.value if row.beside else None,
    )


def interval_words(
    formula: FormulaFacts,
    figure: Figure,
    target: float | None = None,
    second: float | None = None,
) -> str:
    """Write the limits of an interval."""
    ends = (figure.share_low, figure.share_high)
    return " – ".join(value_words(formula, end, target, second) for end in ends)


def target_words(formula: FormulaFacts, share: float) -> str:
    """Write a target without a decimal that says nothing."""
    whole = abs(100 * share - round(100 * share)) < 1e-9
    return value_words(formula, share, digits=0 if whole else 1)
