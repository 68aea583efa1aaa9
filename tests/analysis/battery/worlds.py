"""Random surveys for test_every_function.py: one `World` holds arguments that fit each other.

Some worlds are as surveys are, others have nobody, one respondent or unanimous answers; `spoilt`
puts in the place of an argument another of its type that no survey would hold (NaN, infinity,
1e300, a negative count, a row too few, an unknown name).
"""

import numpy as np

from analysis.calibration import calibrate
from analysis.change import Figure
from analysis.design import SurveyDesign
from analysis.disclosure.cells import Cell
from analysis.errors import AnalysisError
from analysis.estimates import ratio, ratio_by
from analysis.ranks import rank_sets
from analysis.replicates import bootstrap
from analysis.results import Interval, Moments
from analysis.tallies import Frame, TallyPlan, result_table, standard_measures, tally_answers
from analysis.trend import trend

STRANGE = [np.nan, np.inf, -np.inf, 0, -1, 1e-300, 1e300, 1e12, 1e-13, 1 - 1e-13, 0.5, 1, 2, 7.5]
ITEMS = ("q1", "q2", "q3", "q4")
FACTORS = {"access": ("q1", "q2"), "staff": ("q3", "q4")}


class World:
    """One random survey; everything in it has the same respondents, units and days."""

    def __init__(self, seed, rows=None):
        self.rng = np.random.default_rng(seed)
        self.rows = rows or int(self.rng.choice([1, 2, 3, 7, 25]))
        self.units = int(self.rng.choice([1, 3, 6, 12]))
        self.level = float(self.rng.choice([0.0, 0.3, 0.8, 1.0]))
        self.cache = {}

    def __getattr__(self, name):
        """Build what is asked for, once, so that arguments of one call fit each other."""
        if name.startswith("__") or name not in BUILT:
            raise AttributeError(name)
        if name not in self.cache:
            self.cache[name] = BUILT[name](self)
        return self.cache[name]

    def spoilt(self, value):
        """Something of the same type that is not plausible."""
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, str):
            return "nonsense"
        if isinstance(value, (int, float, np.number)):
            strange = float(self.rng.choice(STRANGE))
            whole = isinstance(value, (int, np.integer)) and np.isfinite(strange)
            return int(strange) if whole else strange
        if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size:
            copy = value.copy()
            copy.flat[int(self.rng.integers(copy.size))] = self.rng.choice(STRANGE)
            return copy
        if isinstance(value, (list, tuple, np.ndarray)) and len(value):
            return value[:-1]
        return value

    def whole(self, low, high, size=None):
        return self.rng.integers(low, high + 1, size)

    def share(self, size=None):
        """Shares from 0 to 1; now and then exactly one of these."""
        share = self.rng.random(size)
        return np.where(self.rng.random(size) < 0.2, np.round(share), share)

    def inner(self, low=0.05, high=0.95):
        """A level or target strictly inside (0, 1)."""
        return float(self.rng.uniform(low, high))

    def covariance(self, size):
        """Positive semidefinite, now and then on the edge of it."""
        root = self.rng.normal(0, 0.1, (size, size))
        return root @ root.T + np.eye(size) * float(self.rng.choice([0.0, 0.01]))

    def labels(self, size, *names):
        return [names[i] for i in self.rng.integers(len(names), size=size)]


def sheet(world):
    """Scores 1 to 5 with N/A; sometimes everybody gives the same."""
    scores = world.rng.normal(3.5 + world.level, 1, (world.rows, 1)) + world.rng.normal(
        0, 0.8, (world.rows, len(ITEMS))
    )
    scores = np.clip(np.round(scores), 1, 5)
    if world.level == 1.0:
        scores[:] = 5
    scores[world.rng.random(scores.shape) < 0.1 * (world.rows > 2)] = np.nan
    return scores


def columns(world):
    """Keywords of `SurveyDesign.from_columns` for one of the kinds of sample."""
    rows, kind = world.rows, int(world.rng.integers(5))
    strata = world.labels(rows, "a", "b")
    clusters = [world.labels(rows, "x", "y", "z")]
    return [
        {},
        {"strata": strata},
        {"weights": world.rng.lognormal(1, 0.7, rows), "strata": strata},
        {"clusters": clusters, "strata": strata, "nested": True, "lonely": "average"},
        {"clusters": clusters, "population": [[9.0] * rows, [float(rows + 4)] * rows]},
    ][kind]


def design(world):
    try:
        return SurveyDesign.from_columns(world.rows, **world.columns)
    except AnalysisError:
        return SurveyDesign.from_columns(world.rows)


def calibration(world):
    group = world.labels(world.rows, "on time")
    totals = {"on time": 10.0 * world.rows}
    return calibrate(world.design, {"outcome": (group, totals)})


def replicates(world):
    plain = SurveyDesign.from_columns(world.rows)
    if world.rows < 2:
        plain = SurveyDesign.from_columns(world.rows, population=[[1.0] * world.rows])
    return bootstrap(plain, replicates=12)


def ratios(world):
    columns = satisfied_and_answered(world)
    try:
        return ratio_by(world.design, *columns, world.labels(world.rows, "u", "v"))
    except AnalysisError:  # no mean to borrow
        return ratio(SurveyDesign.from_columns(world.rows), *columns)


def one_ratio(world):
    return ratio(world.design, *satisfied_and_answered(world))


def satisfied_and_answered(world):
    return np.nansum(world.sheet >= 4, axis=1) * 1.0, (~np.isnan(world.sheet)).sum(axis=1) * 1.0


def one_moment(world):
    share = world.share(1)
    return Moments.of(share, share * (1 - share) / 30, 30, 29)


def moments(world):
    n = world.whole(0, 60, world.units).astype(float)
    share = world.share(world.units)
    spread = share * (1 - share) * world.rng.choice([0, 0.5, 3]) / np.maximum(n, 1)
    g = world.rng.choice([0, 0.4, 1.0], world.units)
    return Moments.of(share, spread, n, n - 1, variance=spread * g, correction=g)


def cells(world):
    n = world.whole(0, 40, 4).tolist()
    parts = [Cell(f"c{i}", k, int(world.whole(0, k)), i == 0) for i, k in enumerate(n)]
    return [*parts, Cell("all", sum(n), sum(c.satisfied for c in parts))]


def frame(world):
    return Frame.of(
        ["k0", "k1", "k2"],
        units=["u", "u", "v"],
        dossiers=[100.0, 200.0, 50.0],
        drawn=bool(world.rng.integers(2)),
    )


def plan(world):
    return TallyPlan.of(ITEMS, standard_measures(ITEMS, factors=FACTORS))


def tally(world):
    return tally_answers(world.plan, world.sheet, world.labels(world.rows, "k0", "k1"))


def figure(world):
    low, value, high = np.sort(world.share(3)).tolist()
    return Figure(value, float(world.rng.random() / 9), Interval(low, high, 0.95, "any"))


def scores(world):
    """Three factor means and an overall score for each respondent."""
    common = world.rng.normal(0, 1, (world.rows, 1))
    return np.clip(3.5 + 0.7 * common + world.rng.normal(0, 0.6, (world.rows, 4)), 1, 5)


BUILT = {
    "sheet": sheet,
    "columns": columns,
    "design": design,
    "calibration": calibration,
    "replicates": replicates,
    "ratios": ratios,
    "one_ratio": one_ratio,
    "moments": moments,
    "one_moment": one_moment,
    "figure": figure,
    "cells": cells,
    "frame": frame,
    "plan": plan,
    "tally": tally,
    "table": lambda w: result_table(w.tally, w.frame),
    "scores": scores,
    "ranked": lambda w: rank_sets(w.share(4), [0.01] * 4, draws=1000),
    "line": lambda w: trend(np.arange(6.0), w.share(6), np.eye(6) / 100),
    "days": lambda w: w.whole(0, 30, 30).astype(float),
    "shown_days": lambda w: np.floor(w.days * w.share(30)),
}
