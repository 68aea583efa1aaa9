"""An index in clusters of unequal weight: intraclass correlation none, middle, high."""

import numpy as np

from analysis.results import Moments
from tests.simulation.populations import in_clusters
from tests.simulation.scoring import (
    METHODS,
    UNITS_IN_COMPANY,
    limits,
    score,
    series,
    simple_moments,
    summary,
    table,
)

SIZES = ((5, 10), (10, 10), (20, 10), (40, 10), (10, 40))
LEVELS = (0.7, 0.8, 0.9, 0.95)
INTRACLASS = {"none": 0.0, "middle": 0.05, "high": 0.18}


def clusters(rng, draws):
    """The three strengths of clustering, one table each."""
    figures, lines = {}, []
    for name, intraclass in INTRACLASS.items():
        figures[name], part = _setting(rng, draws, name, intraclass)
        lines += part
    return figures, lines


def _setting(rng, draws, name, intraclass):
    scores = {}
    groups = np.arange(draws) // UNITS_IN_COMPANY
    for number, people in SIZES:
        for level in LEVELS:
            a, b = in_clusters(rng, (draws, number), people, level, intraclass)
            weights = rng.lognormal(0, 0.45, (draws, number))
            moments = _moments(a, b, weights)
            ignored = simple_moments(a.reshape(draws, -1), b.reshape(draws, -1))
            both = {"ignored": limits(ignored, "wilson")}
            both |= {method: limits(moments, method, groups) for method in METHODS}
            for method, (low, high) in both.items():
                scores[method, number, people, level] = score(low, high, level)
    rows, figures = [], {}
    for method, label in {"ignored": "clusters and weights ignored (Wilson)", **METHODS}.items():
        at = {size: [scores[method, *size, level] for level in LEVELS] for size in SIZES}
        every = [one for size in SIZES for one in at[size]]
        least, mean, width = summary(every)
        met, not_met = (
            [getattr(scores[method, *size, 0.8], side) for size in SIZES]
            for side in ("wrong_met", "wrong_not_met")
        )
        figures[method] = {
            "least": least,
            "width": width,
            "met": max(met),
            "not_met": max(not_met),
        }
        by_size = series(min(one.coverage for one in at[size]) for size in SIZES)
        rows.append([label, by_size, mean, width, series(met), series(not_met)])
    head = [
        "method",
        "least coverage over levels 0.7 to 0.95, "
        + ", ".join(f"{number}x{people}" for number, people in SIZES),
        "mean coverage",
        "mean width",
        "wrong met at 0.80",
        "wrong not_met at 0.80",
    ]
    return figures, [f"## Clusters x respondents, clustering {name}", "", *table(head, rows)]


def _moments(a, b, weights):
    """Ultimate clusters drawn with replacement; one weight per cluster."""
    number, people = a.shape[1:]
    sums_a, sums_b = weights * a.sum(axis=2), weights * b.sum(axis=2)
    total = sums_b.sum(axis=1)
    value = sums_a.sum(axis=1) / total
    scores = (sums_a - value[:, None] * sums_b) / total[:, None]
    n = number * people
    kish = number * (weights**2).sum(axis=1) / weights.sum(axis=1) ** 2
    return Moments.of(
        value,
        number / (number - 1) * (scores**2).sum(axis=1),
        n,
        number - 1,
        weight_effect=kish,
        cluster_size=people,
    )
