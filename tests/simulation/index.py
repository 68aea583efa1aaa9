"""An index over 22 items, simple samples: strong halo, weakly related items, straight-liners."""

import numpy as np

from analysis.intervals.binomial import PROPORTION_LIMITS
from tests.simulation.populations import straight_lining, with_halo
from tests.simulation.scoring import (
    METHODS,
    OF_SCORES,
    UNITS_IN_COMPANY,
    limits,
    of_scores,
    score,
    series,
    simple_moments,
    summary,
    table,
)

SIZES = (10, 20, 30, 50, 100, 400)
LEVELS = (0.7, 0.8, 0.9, 0.95, 0.99)
POOLED = "answers pooled as independent (Wilson)"


def halo(rng, draws):
    """Items that nearly all follow one satisfaction."""
    return _setting(rng, draws, "strong halo", lambda *at: with_halo(*at, halo=0.8))


def weak(rng, draws):
    """Items that share little."""
    return _setting(rng, draws, "weakly related items", lambda *at: with_halo(*at, halo=0.2))


def straight(rng, draws):
    """Six in ten tick one column."""
    return _setting(rng, draws, "60 % straight-liners", straight_lining)


def _setting(rng, draws, name, population):
    scores, dispersions = {}, []
    for n in SIZES:
        for level in LEVELS:
            a, b = population(rng, (draws, n), level)
            moments = simple_moments(a, b)
            spread = level * (1 - level)
            dispersions.append(n * float(moments.variance_wr.mean()) / spread)
            for method, (low, high) in _every_limit(moments, a, b):
                scores[method, n, level] = score(low, high, level)
    title = f"## Index over 22 items, {name} (φ {min(dispersions):.2f} to {max(dispersions):.2f})"
    rows, figures = [], {}
    for method, label in {"pooled": POOLED, **OF_SCORES, **METHODS}.items():
        at = {n: [scores[method, n, level] for level in LEVELS] for n in SIZES}
        least, mean, _ = summary([one for n in SIZES for one in at[n]])
        width = summary([one for n in SIZES[:-1] for one in at[n]])[2]
        met, not_met = (
            [getattr(scores[method, n, 0.8], side) for n in SIZES]
            for side in ("wrong_met", "wrong_not_met")
        )
        figures[method] = {
            "least": least,
            "width": width,
            "met": max(met),
            "not_met": max(not_met),
        }
        by_size = series(min(one.coverage for one in at[n]) for n in SIZES)
        rows.append([label, by_size, mean, width, series(met), series(not_met)])
    head = [
        "method",
        "least coverage over levels 0.7 to 0.99, n " + ", ".join(map(str, SIZES)),
        "mean coverage",
        "mean width, n <= 100",
        "wrong met at 0.80, by n",
        "wrong not_met at 0.80, by n",
    ]
    return figures, [title, "", *table(head, rows)]


def _every_limit(moments, a, b):
    answers = b.sum(axis=1).astype(float)
    yield "pooled", PROPORTION_LIMITS["wilson"](a.sum(axis=1).astype(float), answers, 0.95)
    yield "gaffke", of_scores(a, b)
    groups = np.arange(len(a)) // UNITS_IN_COMPANY
    for method in METHODS:
        yield method, limits(moments, method, groups)
