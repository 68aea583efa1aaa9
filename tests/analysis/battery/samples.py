"""Arguments for functions about one sample: designs, estimates, tallies, scales."""

import numpy as np

from analysis.answers import FIVE_POINTS
from analysis.indices import INDICES
from analysis.intervals import DESIGN_INTERVALS
from tests.analysis.battery.worlds import FACTORS, ITEMS, satisfied_and_answered


def ratio_arguments(w):
    satisfied, answered = satisfied_and_answered(w)
    return {"design": w.design, "numerator": satisfied, "denominator": answered}


def index_arguments(w):
    formula = str(w.rng.choice(list(INDICES)))
    answers = w.sheet[:, :1] if INDICES[formula].one_item else w.sheet
    return {
        "design": w.design,
        "answers": answers,
        "formula": formula,
        "interval": str(w.rng.choice(list(DESIGN_INTERVALS))),
        "confidence_level": w.inner(),
    }


def two_labels(w):
    chosen = [w.ratios.labels[i] for i in (0, -1)]
    return {"first_label": chosen[0], "second_label": chosen[1]}


def targets(w):
    groups = w.labels(w.rows, "on time", "late")
    return {"outcome": (groups, dict.fromkeys(sorted(set(groups)), 5.0 * w.rows))}


SAMPLES = {
    "answers.Scale.of": lambda w: {"satisfied": w.whole(1, 5, 2).tolist()},
    "answers.read_answers": lambda w: {"values": w.sheet, "scale": FIVE_POINTS},
    "calibration.calibrate": lambda w: {"design": w.design, "margins": targets(w)},
    "combinations.covariance_of": lambda w: {
        "design": w.design,
        "columns": [w.ratios.column(name) for name in w.ratios.labels],
    },
    "combinations.domain_covariance": lambda w: {"design": w.design, "ratios": w.ratios},
    "combinations.ratio_difference": lambda w: (
        {"design": w.design, "first": w.ratios, "second": w.ratios} | two_labels(w)
    ),
    "combinations.linear_combination": lambda w: {
        "design": w.design,
        "ratios": [w.one_ratio, w.one_ratio],
        "coefficients": w.share(2),
    },
    "combinations.composite": lambda w: {
        "design": w.design,
        "factors": [w.one_ratio, w.one_ratio],
        "weights": np.array([0.25, 0.75]),
    },
    "contingency.rao_scott": lambda w: {
        "design": w.design,
        "rows": w.labels(w.rows, "a", "b"),
        "columns": w.labels(w.rows, "x", "y", "z"),
    },
    "design.SurveyDesign.from_columns": lambda w: {"rows": w.rows} | w.columns,
    "design.SurveyDesign.notices": lambda w: {"self": w.design},
    "design.lonely_strata": lambda w: {"design": w.design},
    "design.collapse": lambda w: {"strata": ["a", "b", "c"], "merges": {"a": "b"}},
    "design.collapsed_population": lambda w: {
        "strata": ["a", "a", "b"],
        "merged": ["m", "m", "m"],
        "population": np.array([9.0, 9.0, 4.0]),
    },
    "estimates.ratio": ratio_arguments,
    "estimates.ratio_by": lambda w: ratio_arguments(w) | {"by": w.labels(w.rows, "u", "v")},
    "estimates.mean": lambda w: {"design": w.design, "values": w.sheet[:, 0]},
    "estimates.mean_by": lambda w: {
        "design": w.design,
        "values": w.sheet[:, 0],
        "by": w.labels(w.rows, "u", "v"),
    },
    "estimates.mean_of_shares": ratio_arguments,
    "estimates.satisfied_with_everything": ratio_arguments,
    "estimates.total": lambda w: {"design": w.design, "values": w.sheet[:, 1]},
    "estimates.deff": lambda w: {"ratios": w.ratios, "replacement": bool(w.whole(0, 1))},
    "indices.estimation.estimate_index": index_arguments,
    "indices.estimation.estimate_index_by": lambda w: (
        index_arguments(w) | {"by": w.labels(w.rows, "u", "v")}
    ),
    "indices.estimation.answer_pairs": lambda w: {"answers": w.sheet, "formula": "items_top2"},
    "omega.mcdonald_omega": lambda w: {"answers": w.sheet},
    "omega.omega_limits": lambda w: {"answers": w.scores, "replicates": w.replicates},
    "ratios.Ratios.column": lambda w: {"self": w.ratios, "label": w.ratios.labels[0]},
    "ratios.Ratios.position": lambda w: {"self": w.ratios, "label": w.ratios.labels[0]},
    "reliability.cronbach_alpha": lambda w: {"answers": w.sheet},
    "reliability.item_covariances": lambda w: {"answers": w.sheet},
    "reliability.item_shares": lambda w: {
        "answers": w.sheet,
        "not_applicable": np.isnan(w.sheet),
    },
    "replicates.Replicates.weights": lambda w: {"self": w.replicates},
    "replicates.bootstrap": lambda w: {"design": w.design, "replicates": 5, "rng": 3},
    "replicates.jackknife": lambda w: {"design": w.design},
    "replicates.replicate_variance": lambda w: {
        "replicates": w.replicates,
        "statistic": lambda weights: [weights.sum(), weights.max()],
    },
    "tallies.frame.Frame.of": lambda w: {
        "cells": ["k0", "k1", "k2"],
        "units": ["u", "u", "v"],
        "dossiers": w.whole(0, 99, 3) * 1.0,
    },
    "tallies.moments.unit_moments": lambda w: {"tally": w.tally, "frame": w.frame},
    "tallies.plan.TallyPlan.of": lambda w: {"items": list(ITEMS)},
    "tallies.plan.TallyPlan.position": lambda w: {"self": w.plan, "name": "q1"},
    "tallies.plan.standard_measures": lambda w: {"items": list(ITEMS), "factors": FACTORS},
    "tallies.tables.ResultTable.rows": lambda w: {"self": w.table, "measure": "items_top2"},
    "tallies.tables.ResultTable.verdicts": lambda w: {"self": w.table, "target": w.inner()},
    "tallies.tables.parent_moments": lambda w: {
        "tally": w.tally,
        "frame": w.frame,
        "measure": "mean_100",
    },
    "tallies.tables.result_table": lambda w: {"tally": w.tally, "frame": w.frame},
    "tallies.tally.Tally.score_counts": lambda w: {"self": w.tally, "item": "q1", "code": 5},
    "tallies.tally.merge": lambda w: {"tallies": [w.tally, w.tally]},
    "tallies.tally.put_together": lambda w: {
        "tally": w.tally,
        "groups": ["all"] * w.tally.cells.size,
    },
    "tallies.tally.tally_answers": lambda w: {
        "plan": w.plan,
        "answers": w.sheet,
        "cells": w.labels(w.rows, "k0", "k1"),
    },
    "variance.covariance": lambda w: {
        "design": w.design,
        "scores": w.rng.normal(size=(w.rows, 2)),
    },
    "weights.weight_effect": lambda w: {"weights": w.rng.lognormal(size=w.rows)},
    "weights.trim_weights": lambda w: {"weights": w.rng.lognormal(size=w.rows), "at": 1.5},
}
