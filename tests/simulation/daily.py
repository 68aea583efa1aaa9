"""A figure that is read after every five answers, up to 600; the truth is exactly 0.80."""

import numpy as np

from analysis.betting import hedged_betting
from analysis.intervals import design_limits
from analysis.intervals.binomial import PROPORTION_LIMITS
from analysis.results import Moments
from analysis.sequences import LEAST_ASYMPTOTIC, asymptotic_sequence, beta_mixture_limits
from tests.simulation.populations import with_halo
from tests.simulation.scoring import TARGET, table

LOOKS = np.arange(10, 601, 5)
FIXED = ("wilson", "clopper_pearson", "jeffreys", "mid_p")


def daily(rng, draws):
    """Runs in rows, looks in columns: was any look wrong, was the last one?"""
    runs = max(draws // 5, 100)
    rows = [*_items(rng, runs), *_index(rng, runs)]
    figures = {f"{data} {method}": {"ever": ever} for data, method, ever, *_ in rows}
    head = ["data", "method", "ever wrong", "ever met", "ever not_met", "wrong at the last look"]
    title = "## Read after every 5 answers up to 600; truth exactly 0.80"
    return figures, [title, "", *table(head, rows)]


def _items(rng, runs):
    satisfied = np.cumsum(rng.random((runs, LOOKS[-1])) < TARGET, axis=1)[:, LOOKS - 1]
    k, n = satisfied.ravel().astype(float), np.tile(LOOKS.astype(float), runs)
    for name in FIXED:
        yield _row("0/1 item", f"{name}, fixed n", *PROPORTION_LIMITS[name](k, n, 0.95), runs)
    yield _row("0/1 item", "**beta mixture**", *beta_mixture_limits(k, n), runs)


def _index(rng, runs):
    # Scores are each respondent's own share of answers, as the running verdict takes them. Their
    # mean is 0.80 if nothing is missing differently, so the draw has no N/A.
    a, b = with_halo(rng, (runs, LOOKS[-1]), TARGET, 0.8, _Everything())
    x = a / b
    sums, squares = (np.cumsum(y, axis=1)[:, LOOKS - 1].ravel() for y in (x, x**2))
    n = np.tile(LOOKS.astype(float), runs)
    mean = sums / n
    variance = (squares / n - mean**2) / (n - 1)
    moments = Moments.of(mean, np.maximum(variance, 0), n, n - 1)
    for name in ("wilson", "default"):
        label = "moderated mid-P, fixed n" if name == "default" else "Wilson, t, fixed n"
        yield _row("index", label, *design_limits(moments, method=name), runs)
    yield _row("index", "**beta mixture**", *beta_mixture_limits(sums, n), runs)
    yield _row("index", "asymptotic sequence, from n 50", *_asymptotic(mean, variance, n), runs)
    yield _betting(x)


def _asymptotic(mean, variance, n):
    """Nothing is said before 50 respondents, or while all agree."""
    low, high = np.zeros_like(mean), np.ones_like(mean)
    for i in np.flatnonzero((n >= LEAST_ASYMPTOTIC) & (variance > 0)):
        interval = asymptotic_sequence(mean[i], variance[i], n[i])
        low[i], high[i] = interval.low, interval.high
    return low, high


class _Everything:
    """No N/A: every item answered."""

    def latent_level(self, level):
        return level

    def draw(self, rng, theta):
        a = rng.binomial(22, theta)
        return a, np.full_like(a, 22)


def _betting(scores):
    met = not_met = last = 0
    for run in scores:
        bets = hedged_betting(run)
        met += bool(np.any(bets.log_above >= bets.threshold))
        not_met += bool(np.any(bets.log_below >= bets.threshold))
        last += max(bets.log_above[-1], bets.log_below[-1]) >= bets.threshold
    runs = len(scores)
    return [
        "index",
        "hedged betting",
        (met + not_met) / runs,
        met / runs,
        not_met / runs,
        last / runs,
    ]


def _row(data, method, low, high, runs):
    met = (low >= TARGET).reshape(runs, -1)
    not_met = (high < TARGET).reshape(runs, -1)
    wrong = met | not_met
    ever = wrong.any(axis=1).mean()
    return [
        data,
        method,
        ever,
        met.any(axis=1).mean(),
        not_met.any(axis=1).mean(),
        wrong[:, -1].mean(),
    ]
