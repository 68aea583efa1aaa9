"""Intervals for shares and indices: simple samples, any design, small populations.

`PROPORTION_INTERVALS` takes counts, `DESIGN_INTERVALS` takes moments; see README.md.
"""

from analysis.intervals.binomial import PROPORTION_INTERVALS
from analysis.intervals.design_based import (
    company_dispersion,
    dispersion,
    effective_size,
    information,
    moderated_dispersion,
    moderated_mid_p,
    pooled_dispersion,
    size_at_level,
    size_df,
)
from analysis.intervals.finite_population import (
    FINITE_INTERVALS,
    hypergeometric_exact,
    hypergeometric_mid_p,
)
from analysis.intervals.limits import design_limits, pooled_limits
from analysis.intervals.mid_p import mid_p_distribution, mid_p_limits
from analysis.intervals.outlook import answers_to_decide, answers_to_decide_each
from analysis.intervals.testing import BinomialTest, binomial_test, p_values
from analysis.intervals.textbook import DESIGN_INTERVALS

__all__ = [
    "DESIGN_INTERVALS",
    "FINITE_INTERVALS",
    "PROPORTION_INTERVALS",
    "BinomialTest",
    "answers_to_decide",
    "answers_to_decide_each",
    "binomial_test",
    "company_dispersion",
    "design_limits",
    "dispersion",
    "effective_size",
    "hypergeometric_exact",
    "hypergeometric_mid_p",
    "information",
    "mid_p_distribution",
    "mid_p_limits",
    "moderated_dispersion",
    "moderated_mid_p",
    "p_values",
    "pooled_dispersion",
    "pooled_limits",
    "size_at_level",
    "size_df",
]
