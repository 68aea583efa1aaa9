"""Arguments for functions about limits, verdicts, plans and many units."""

import numpy as np

from analysis.intervals import DESIGN_INTERVALS
from analysis.results import Moments
from analysis.verdict import Verdict


def units(w):
    return {"values": w.share(w.units), "sizes": w.whole(1, 300, w.units) * 1.0}


def of_n(w):
    n = int(w.whole(1, 60))
    return {"successes": int(w.whole(0, n)), "n": n, "confidence_level": w.inner()}


def finite(w):
    return of_n(w) | {"population": int(w.whole(50, 400))}


def looks(w):
    n = np.cumsum(w.whole(0, 20, 8)) * 1.0
    return {"totals": np.floor(n * w.share()), "n": n, "target": w.inner()}


LIMITS = {
    "allocation.allocate": lambda w: {
        "total": int(w.whole(10, 99)),
        "populations": w.whole(0, 999, 4) * 1.0,
    },
    "allocation.margin_size": lambda w: {"population": int(w.whole(1, 9999)), "share": w.inner()},
    "allocation.yamane_size": lambda w: {"population": int(w.whole(1, 9999)), "margin": w.inner()},
    "allocation.requirement": lambda w: {"verdict": 99, "population": int(w.whole(1, 9999))},
    "betting.hedged_betting": lambda w: {"scores": w.share(w.rows), "target": w.inner()},
    "funnel.funnel": lambda w: units(w) | {"target": w.inner(0.01, 0.99)},
    "funnel.funnel_limits": lambda w: {
        "sizes": w.whole(1, 300, 4) * 1.0,
        "target": w.inner(0.01, 0.99),
        "tail": w.inner(0.001, 0.4),
    },
    "funnel.additive_limits": lambda w: {
        "sizes": w.whole(1, 300, 4) * 1.0,
        "target": w.inner(),
        "tail": w.inner(0.001, 0.4),
        "tau2": 0.01,
    },
    **{
        f"intervals.binomial.{name}": of_n
        for name in (
            "agresti_coull",
            "clopper_pearson",
            "jeffreys",
            "mid_p",
            "wilson",
            "wilson_cc",
        )
    },
    **{
        f"intervals.design_based.{name}": lambda w: {"moments": w.moments}
        for name in (
            "company_dispersion",
            "dispersion",
            "effective_size",
            "information",
            "moderated_dispersion",
            "moderated_mid_p",
            "pooled_dispersion",
            "size_df",
        )
    },
    "intervals.design_based.size_at_level": lambda w: {
        "size": w.rng.lognormal(2, 2, 3),
        "df": 1 + w.rng.lognormal(2, 2, 3),
        "level": w.inner(),
        "wanted": w.inner(),
    },
    "intervals.design_based.company_if_one_changed": lambda w: {
        "level": w.moments,
        "places": [0],
        "changed": Moments.of(w.inner(), 0.001, 50, 49),
    },
    "intervals.finite_population.hypergeometric_exact": finite,
    "intervals.finite_population.hypergeometric_mid_p": finite,
    "intervals.gaffke.gaffke": lambda w: {"scores": w.share(w.rows)},
    "intervals.gaffke.gaffke_limits": lambda w: {
        "mean": 0.8,
        "mean_square": w.inner(0.65, 0.79),
        "size": float(w.whole(1, 99)),
        "confidence_level": w.inner(),
    },
    "intervals.limits.design_limits": lambda w: {
        "moments": w.moments,
        "method": str(w.rng.choice(list(DESIGN_INTERVALS))),
        "confidence_level": w.inner(),
    },
    "intervals.limits.pooled_limits": lambda w: {"moments": w.moments},
    "intervals.mid_p.mid_p_limits": lambda w: {
        "value": w.share(3),
        "size": w.rng.lognormal(2, 2, 3),
        "confidence_level": w.inner(),
    },
    "intervals.mid_p.mid_p_distribution": lambda w: {
        "value": w.share(3),
        "size": w.rng.lognormal(2, 2, 3),
        "p": w.share(3),
    },
    "intervals.outlook.answers_to_decide": lambda w: {
        "moments": w.one_moment,
        "target": w.inner(),
    },
    "intervals.outlook.answers_to_decide_each": lambda w: {
        "moments": w.one_moment,
        "target": w.inner(),
    },
    "intervals.testing.binomial_test": lambda w: {
        "successes": int(w.whole(0, 9)),
        "n": 9,
        "target": w.inner(),
    },
    "intervals.testing.p_values": lambda w: {"moments": w.moments, "target": w.inner()},
    "multiplicity.adjusted_p_values": lambda w: {"p_values": w.share(5), "method": "holm"},
    "multiplicity.naming_list": lambda w: {"p_below": w.share(5)},
    "multiplicity.triage_list": lambda w: {"p_below": w.share(5), "q": w.inner()},
    "multiplicity.selected_interval_level": lambda w: {"selected": 3, "m": int(w.whole(3, 9))},
    "planning.verdict_power": lambda w: {"n": int(w.whole(1, 300)), "truth": w.inner()},
    "planning.verdict_sample_size": lambda w: {"truth": w.inner(0.86, 0.99), "stable": 5},
    "planning.plan_survey": lambda w: {
        "n_simple": int(w.whole(1, 900)),
        "population": int(w.whole(1, 900)),
        "response_rate": w.inner(),
    },
    "ranks.RankSets.among_best": lambda w: {"self": w.ranked, "tau": int(w.whole(1, 4))},
    "ranks.rank_sets": lambda w: {
        "values": w.share(w.units),
        "covariance": w.covariance(w.units),
        "sizes": w.whole(1, 99, w.units) * 1.0,
        "draws": 1000,
    },
    "rounding.rounded_beside": lambda w: {"share": float(w.share()), "target": w.inner()},
    "sensitivity.worst_case": lambda w: {"response_rate": float(w.share()), "value": w.inner()},
    "sensitivity.tipping_point": lambda w: {"response_rate": w.inner(), "value": w.inner()},
    "sensitivity.data_defect_correlation": lambda w: {"response_rate": w.inner(), "value": 0.5},
    "sensitivity.defect_effective_size": lambda w: {"response_rate": 0.2, "correlation": w.inner()},
    "sequences.asymptotic_sequence": lambda w: {
        "value": w.inner(),
        "variance": w.inner() / 99,
        "n": int(w.whole(50, 900)),
    },
    "sequences.beta_mixture": lambda w: {"total": float(w.whole(0, 9)), "n": 9},
    "sequences.beta_mixture_limits": looks,
    "sequences.running_intersection": lambda w: {"low": w.share(5) / 2, "high": 1 - w.share(5) / 2},
    "shrinkage.benchmark.benchmarked": lambda w: {
        "values": w.share(w.units),
        "shares": w.share(w.units),
        "parent": w.inner(0.01, 0.4),
    },
    "shrinkage.beta_binomial.beta_binomial": units,
    "shrinkage.fay_herriot.fay_herriot": lambda w: {
        "values": w.share(w.units),
        "variances": w.rng.uniform(1e-4, 1e-2, w.units),
    },
    "shrinkage.fay_herriot.smoothed_variances": lambda w: {
        "n": w.whole(1, 99, 4) * 1.0,
        "mean": w.inner(),
    },
    "verdict.verdict": lambda w: {"low": w.inner(0, 0.5), "high": w.inner(0.5, 1), "n": 30},
    "verdict.verdicts": lambda w: {
        "low": w.share(4) / 2,
        "high": 1 - w.share(4) / 2,
        "n": w.whole(0, 30, 4) * 1.0,
    },
    "verdict.is_above_but_unproven": lambda w: {
        "value": w.inner(),
        "outcome": Verdict.NOT_ENOUGH_EVIDENCE,
    },
    "verdict.doubts": lambda w: {"n": 25, "n_eff": w.inner() * 99, "width": w.inner(), "df": 7.0},
    "verdict.change_word": lambda w: {"interval": (-0.02, 0.3), "narrower": (0.0, w.inner(0.0))},
}
