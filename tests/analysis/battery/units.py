"""Arguments for functions about time, drivers, quality, disclosure, the silent."""

import numpy as np

from analysis.disclosure.cells import Line
from analysis.drivers.importance import METHODS as DIVISIONS
from analysis.lineage import Predecessor
from analysis.quality.price import Ballots
from analysis.tallies.one_stratum import one_stratum_moments


def driver_arguments(w):
    return {
        "outcome": w.scores[:, 3],
        "factors": w.scores[:, :3],
        "names": ["f1", "f2", "f3"],
        "replicates": w.replicates,
    }


def lines(w):
    return [Line("all", tuple(f"c{i}" for i in range(4)))]


def predecessors(w):
    shares = w.share(3).tolist()
    return [Predecessor(f"p{i}", x, x / 99, float(w.whole(0, 99))) for i, x in enumerate(shares)]


def answered_days(w):
    return {"satisfied": w.shown_days, "n": w.days}


def pairs(w):
    best = w.whole(0, 5, (12, 4)) * 1.0
    best[:, [1, 3]] += best[:, [0, 2]]
    return best


def ballots(w):
    people, satisfied = w.whole(5, 40, 6) * 1.0, w.whole(0, 5, 6) * 1.0
    sums = np.stack([people, satisfied, people, satisfied, satisfied, people, people], axis=1)
    return Ballots(
        level=one_stratum_moments(sums, people),
        places=np.arange(6),
        sums=sums,
        responses=people,
        best=np.ones(7),
        worst=np.array([1.0, 0, 1, 0, 0, 1, 1]),
    )


UNITS = {
    "alarms.levels": lambda w: {"last_quarter": float(w.share()), "target": w.inner(0.2)},
    "alarms.cusum": lambda w: answered_days(w) | {"p0": w.inner(), "p1": w.inner()},
    "alarms.decision_limit": lambda w: {
        "daily_n": w.days,
        "p0": w.inner(0.6),
        "p1": w.inner(0.3, 0.6),
        "days": 20,
    },
    "change.Figure.of": lambda w: {"estimate": w.table.rows("items_top2")[0].estimate},
    "change.difference": lambda w: {"later": w.figure, "earlier": w.figure, "covariance": 0.0},
    "change.independent_difference": lambda w: {
        "satisfied_later": 5,
        "n_later": int(w.whole(5, 50)),
        "satisfied_earlier": int(w.whole(0, 5)),
        "n_earlier": 5,
    },
    "control_chart.p_prime_chart": lambda w: answered_days(w) | {"baseline": 20},
    "disclosure.audit.protect": lambda w: {"cells": w.cells, "lines": lines(w)},
    "disclosure.audit.audit": lambda w: {"cells": w.cells, "lines": lines(w), "hidden": ["c0"]},
    "disclosure.cells.primary_suppression": lambda w: {"cells": w.cells, "minimum": 5},
    "disclosure.complementary.complementary_suppression": lambda w: {
        "cells": w.cells,
        "lines": lines(w),
        "hidden": ["c1"],
    },
    "disclosure.publications.differencing": lambda w: {"before": w.cells, "now": w.cells[:2]},
    "disclosure.publications.rounded_count": lambda w: {"n": int(w.whole(0, 99)), "base": 5},
    "disclosure.publications.rounded_share": lambda w: {"share": w.inner(), "n": 50},
    "drivers.importance.drivers": lambda w: (
        driver_arguments(w) | {"method": str(w.rng.choice(list(DIVISIONS)))}
    ),
    "drivers.penalty_reward.penalty_reward": driver_arguments,
    "drivers.quadrants.importance_performance": lambda w: (
        driver_arguments(w)
        | {
            "satisfied": np.minimum(w.scores[:, :3], 1),
            "answered": w.scores[:, :3],
            "target": w.inner(),
        }
    ),
    "drivers.scores.factor_means": lambda w: {"answers": w.sheet, "factors": [[0, 1], [2, 3]]},
    "lineage.successor_history": lambda w: {"predecessors": predecessors(w)},
    "lineage.comparable_items": lambda w: {"before": ["a", "b"], "now": ["b", "c"]},
    "nonresponse.representativity": lambda w: {
        "responded": w.rng.random(w.rows) < 0.5,
        "variables": {"outcome": w.labels(w.rows, "late", "on time")},
    },
    "nonresponse.calibration_shift": lambda w: {
        "raw": w.inner(),
        "calibrated": w.inner(),
        "interval": w.figure.interval,
    },
    "quality.bursts.scan_probability": lambda w: {"k": 5, "n": 30, "window": w.inner()},
    "quality.bursts.bursts": lambda w: {
        "minutes": w.rng.uniform(450, 1000, w.rows),
        "opens": 450.0,
        "closes": 1000.0,
    },
    "quality.cheating.least_invented": lambda w: {
        "reached": lambda more, at: more >= at + 7,
        "units": int(w.whole(0, 9)),
    },
    "quality.price.prices_of_verdicts": lambda w: {
        "ballots": ballots(w),
        "target": [w.inner()] * 6,
        "confidence_level": w.inner(),
    },
    "tallies.one_stratum.one_stratum_moments": lambda w: {
        "sums": ballots(w).sums,
        "responses": ballots(w).responses,
    },
    "quality.half_days.stuffed_half_days": lambda w: {
        "half_days": [float(i // 4) for i in range(12)],
        "best": [0.0, 1.0] * 6,
        "least_answers": 2,
        "correlation": w.inner(),
    },
    "quality.half_days.at_least": lambda w: {"k": 2, "n": 5, "a": 1.5, "b": 2.5},
    "quality.like_units.beyond_like_units": lambda w: {
        "counts": [5.0] * 12,
        "sizes": [20.0] * 12,
        "least_correlation": w.inner(),
    },
    "quality.days.chance_of_more": lambda w: {"answers": 30, "dossiers": 20},
    "quality.strata.gap_between": lambda w: {
        "first": 5,
        "first_n": 9,
        "second": 4,
        "second_n": 12,
    },
    "quality.strata.gap_across": lambda w: {"places": pairs(w)},
    "quality.strata.usual_ratios": lambda w: {"places": pairs(w)},
    "quality.strata.chance_beyond": lambda w: {
        "first": 5,
        "first_n": 9,
        "second": 4,
        "second_n": 12,
        "usual_ratio": 1 + w.inner(),
        "correlation": w.inner(),
    },
    "quality.copies.repeated_sheets": lambda w: {"answers": w.sheet, "least_answered": 2},
    "quality.runs.runs": lambda w: {"answers": w.sheet, "factors": ["a", "a", "b", "b"]},
    "quality.speed.speed": lambda w: {
        "seconds": w.rng.lognormal(3, 1, (w.rows, 2)),
        "answered": w.whole(0, 9, w.rows) * 1.0,
    },
    "trend.Trend.at": lambda w: {"self": w.line, "time": 3.0},
    "trend.trend": lambda w: {
        "times": np.arange(6.0),
        "values": w.share(6),
        "covariance": w.covariance(6),
    },
}
