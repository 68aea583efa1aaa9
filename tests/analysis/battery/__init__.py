"""Every public function of `analysis`, and arguments for it out of a `World` (worlds.py).

To add a function: its line in `samples`, `limits` or `units`. `PLUMBING` lists functions without an
underscore that only other modules of `analysis` call, with arguments they have checked.
"""

from tests.analysis.battery.limits import LIMITS
from tests.analysis.battery.samples import SAMPLES
from tests.analysis.battery.units import UNITS

BATTERY = SAMPLES | LIMITS | UNITS

PLUMBING = {
    "answers.sum_answers",
    "arguments.*",
    "columns.*",
    "calibration.recalibrated_weights",
    "design.SurveyDesign.with_weights",
    "disclosure.bridges.*",
    "disclosure.cells.additive_lines",
    "disclosure.cells.disclosing",
    "disclosure.cells.table",
    "disclosure.closing.*",
    "disclosure.complementary.next_to_hide",
    "disclosure.parts.*",
    "disclosure.periods.*",
    "distances.*",
    "domains.*",
    "false_alarms.*",
    "drivers.correlations.*",
    "drivers.importance.contributions",
    "drivers.importance.replicated_contributions",
    "drivers.importance.shares",
    "drivers.johnson.*",
    "drivers.penalty_reward.fit",
    "drivers.shapley.*",
    "funnel.overdispersion",
    "indices.*.pairs",
    "indices.*.ends",
    "indices.base.*",
    "indices.publishing.*",
    "intervals.binomial.clopper_pearson_limits",
    "intervals.checking.*",
    "intervals.design_based.counts_of",
    "intervals.design_based.df_factor",
    "intervals.design_based.known_population",
    "intervals.design_based.with_edges",
    "intervals.finite_population.small_population_limits",
    "intervals.finite_population.upper_tail",
    "intervals.solving.*",
    "intervals.textbook.*",  # reached by name, through `design_limits`
    "margins.*",
    "paired.*",
    "quality.runs.longest_runs",
    "randomness.*",
    "ratios.combine_ratios",
    "ratios.estimate_ratios",
    "ratios.read_members",
    "results.Moments.of",
    "stages.*",
    "tallies.frame.coverage",
    "tallies.frame.place_rows",
    "tallies.frame.weigh_cells",
    "tallies.placed.*",
    "variance.domain_variances",
    "variance.weighted_scores",
}

# NaN stands for "no answer" in the columns these give, one entry per respondent.
MISSING_AS_NAN = {"drivers.scores.factor_means", "indices.estimation.answer_pairs"}
MISSING_AS_NAN |= {"quality.speed.speed"}

# Functions that say something only from so many respondents on.
LEAST_ROWS = {
    "drivers.importance.drivers": 90,
    "drivers.penalty_reward.penalty_reward": 90,
    "drivers.quadrants.importance_performance": 90,
    "omega.omega_limits": 25,
}
