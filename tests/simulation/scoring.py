"""What is counted: coverage, width, wrong verdicts; and the table they stand in."""

from dataclasses import dataclass

import numpy as np

from analysis.intervals import company_dispersion, design_limits
from analysis.intervals.gaffke import gaffke_limits
from analysis.results import Moments

TARGET = 0.80
UNITS_IN_COMPANY = 20

METHODS = {
    "wilson": "Wilson, t",
    "clopper_pearson": "Clopper-Pearson at the estimated size",
    "korn_graubard": "Korn-Graubard",
    "korn_graubard_truncated": "Korn-Graubard, truncated at n",
    "logit": "logit, t",
    "alone": "**moderated mid-P, alone**",
    "company": "**moderated mid-P, with company**",
}
# Needs the scores themselves, and independent respondents: not for clusters.
OF_SCORES = {"gaffke": "Gaffke, beta form, mid-P (comparison only)"}


@dataclass(frozen=True)
class Score:
    """One method at one size and level."""

    coverage: float
    width: float
    wrong_met: float
    wrong_not_met: float


def score(low, high, truth, weights=None):
    """Mean over draws, or over outcomes with their chances as weights."""
    chance = np.full(np.shape(low), 1 / np.size(low)) if weights is None else weights
    slack = 1e-12  # 0.8 as k/n and as a limit differ by rounding
    covered = (low <= truth + slack) & (truth - slack <= high)
    return Score(
        float(np.sum(chance * covered)),
        float(np.sum(chance * (high - low))),
        float(np.sum(chance * (low >= truth))),
        float(np.sum(chance * (high < truth - slack))),
    )


def limits(moments, method, groups=None):
    """Limits by a name of `METHODS`; "company" pools within the groups of like units."""
    if method == "alone":
        return design_limits(moments)
    if method == "company":
        return design_limits(moments, company=company_dispersion(moments, groups))
    return design_limits(moments, method=method)


def of_scores(a, b):
    """Limits by Gaffke's bound of the scores a/b weighted with b, draws in rows."""
    total = b.sum(axis=-1)
    squares = (a**2 / np.maximum(b, 1)).sum(axis=-1) / total
    size = total**2 / (b.astype(float) ** 2).sum(axis=-1)
    return gaffke_limits(a.sum(axis=-1) / total, squares, size, 0.95)


def simple_moments(a, b):
    """Moments of the index for draws in rows, people in columns."""
    n = np.sum(b > 0, axis=-1)
    total = b.sum(axis=-1)
    value = a.sum(axis=-1) / total
    scores = (a - value[:, None] * b) / total[:, None]
    return Moments.of(value, n / (n - 1) * (scores**2).sum(axis=-1), n, n - 1)


def summary(scores):
    """Least and mean coverage and mean width over a list of `Score`."""
    coverage = [one.coverage for one in scores]
    return min(coverage), float(np.mean(coverage)), float(np.mean([one.width for one in scores]))


def table(head, rows):
    """Markdown lines; numbers to three places."""
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def _cell(cell):
    return cell if isinstance(cell, str) else f"{cell:.3f}"


def series(values):
    """Several figures in one cell."""
    return " ".join(f"{value:.3f}" for value in values)
