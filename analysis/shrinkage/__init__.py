"""Figures made "with the help of other units": small counters, search lists; never a verdict.

Every result carries a notice that says so. `beta_binomial` needs counts only, `fay_herriot` uses
covariates (both import `scipy.optimize`), `benchmark` makes the figures agree with their parent.
"""

BORROWED = "estimated_with_other_units"
"""Code of the notice that every shrunken figure is marked with."""
