"""Settings that need no draws: a 0/1 item in a simple sample, and a small known population."""

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from analysis.intervals import FINITE_INTERVALS
from analysis.intervals.binomial import PROPORTION_LIMITS
from tests.simulation.scoring import TARGET, score, series, summary, table

SIZES = (10, 20, 30, 50, 100, 400)
SHARES = np.round(np.arange(0.5, 1.0, 0.001), 4)
FINER_SHARES = np.round(np.arange(0.5, 1.0, 0.0005), 4)
POPULATIONS = (40, 100, 300, 2000)
SAMPLED = (0.25, 0.5, 0.8)
LEVELS = (0.7, 0.8, 0.9, 0.95)


def _log_choose(n, k):
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)


def _binomial(n, p):
    k = np.arange(n + 1)
    return np.exp(_log_choose(n, k) + xlogy(k, p) + xlog1py(n - k, -p))


def binary(_rng, _draws):
    """Every share from 0.5 to 0.999 in steps of 0.001, every outcome with its chance."""
    figures, rows = {}, []
    for name, method in PROPORTION_LIMITS.items():
        least, mean, width, met, not_met = [], [], [], [], []
        for n in SIZES:
            low, high = method(np.arange(n + 1.0), np.full(n + 1, float(n)), 0.95)
            coverage = [score(low, high, p, _binomial(n, p)).coverage for p in SHARES]
            at_target = score(low, high, TARGET, _binomial(n, TARGET))
            least.append(min(coverage))
            mean.append(np.mean(coverage))
            width.append(at_target.width)
            met.append(at_target.wrong_met)
            not_met.append(at_target.wrong_not_met)
        figures[name] = {"least": min(least), "met": max(met), "not_met": max(not_met)}
        rows.append([name, *(series(x) for x in (least, mean, width, met, not_met))])
    head = [
        "method",
        "least coverage, n " + ", ".join(map(str, SIZES)),
        "mean coverage",
        "mean width at 0.80",
        "wrong met at 0.80",
        "wrong not_met at 0.80",
    ]
    return figures, ["## One 0/1 item, simple sample (exact)", "", *table(head, rows), *_finer()]


def _finer():
    """A grid always misses the very worst point; say how much a finer one finds for mid-P."""
    found = []
    for n in SIZES:
        low, high = PROPORTION_LIMITS["mid_p"](np.arange(n + 1.0), np.full(n + 1, float(n)), 0.95)
        found += [
            (score(low, high, p, _binomial(n, p)).coverage, n, float(p)) for p in FINER_SHARES
        ]
    least, n, share = min(found)
    return [f"mid_p on a grid twice as fine: least {least:.4f}, at n {n}, share {share}.", ""]


def small_population(_rng, _draws):
    """48 settings: N 40 to 2000, 25 to 80 % drawn, true shares 0.7 to 0.95."""
    methods = {
        "Clopper-Pearson, no correction": _textbook("clopper_pearson"),
        "Wilson, no correction": _textbook("wilson"),
        **{f"**{name}**": _finite(method) for name, method in FINITE_INTERVALS.items()},
    }
    figures, rows = {}, []
    for name, method in methods.items():
        scores = [
            _finite_score(method, size, round(size * f), round(size * p))
            for size in POPULATIONS
            for f in SAMPLED
            for p in LEVELS
        ]
        least, mean, width = summary(scores)
        met, not_met = _wrong_verdicts(method)
        figures[name] = {"least": least, "width": width, "met": met, "not_met": not_met}
        rows.append([name, least, mean, width, met, not_met])
    title = "## One 0/1 item drawn from a small known population (exact, 48 settings)"
    head = ["method", "least coverage", "mean", "mean width", "wrong met", "wrong not_met"]
    return figures, [title, "", *table(head, rows)]


def _wrong_verdicts(method):
    """The largest errors; with whole dossiers the last that miss the target are one below it."""
    met = not_met = 0.0
    for size in POPULATIONS:
        enough = round(size * TARGET)
        for f in SAMPLED:
            below = _finite_score(method, size, round(size * f), enough - 1, TARGET)
            at = _finite_score(method, size, round(size * f), enough, TARGET)
            met, not_met = max(met, below.wrong_met), max(not_met, at.wrong_not_met)
    return met, not_met


def _textbook(name):
    return lambda k, n, _population: PROPORTION_LIMITS[name](np.array([k]), np.array([n]), 0.95)


def _finite(method):
    def both(k, n, population):
        interval = method(int(k), n, population, 0.95)
        return np.array([interval.low]), np.array([interval.high])

    return both


def _finite_score(method, population, n, satisfied, truth=None):
    k = np.arange(max(0, n - (population - satisfied)), min(n, satisfied) + 1)
    ways = _log_choose(satisfied, k) + _log_choose(population - satisfied, n - k)
    chances = np.exp(ways - _log_choose(population, n))
    likely = chances > 1e-9
    pairs = [method(x, n, population) for x in k[likely]]
    low, high = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    return score(low, high, truth or satisfied / population, chances[likely])
