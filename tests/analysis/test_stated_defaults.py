"""Truth leaned on: statistics.md, whose defaults and thresholds stand here once more, by section.

What each number does is tested where its subject is; here, that it is the one that was decided.
"""

import importlib
import inspect

import pytest

DEFAULTS = {
    "2.1 Kish's effect worth a warning": ("indices.publishing.UNEVEN_WEIGHTS", 2.0),
    "2.1 trimming on request": ("weights.trim_weights:at", 5.0),
    "2.2 part of the items answered": ("indices.base.LEAST_ANSWERED", 2 / 3),
    "2.4 bounds of g": ("calibration.DEFAULT_BOUNDS", (1 / 5, 5.0)),
    "2.4 few in a margin": ("margins.FEW", 5),
    "2.4 totals agree": ("margins.SAME_TOTAL", 1e-9),
    "2.4 Newton steps": ("distances.MOST_STEPS", 100),
    "2.4 margins met": ("distances.CLOSE_ENOUGH", 1e-12),
    "3.6 replicates": ("replicates.REPLICATES", 500),
    "3.6 large fraction": ("replicates.SMALL_FRACTION", 0.1),
    "4.2 kappa with company": ("intervals.design_based.PRIOR_WITH_COMPANY", 8.0),
    "4.2 kappa alone": ("intervals.design_based.PRIOR_ALONE", 4.0),
    "4.2 units that make company": ("intervals.design_based.LEAST_UNITS", 5),
    "4.2 information of company": ("intervals.design_based.LEAST_INFORMATION", 20.0),
    "4.2 assumed intraclass correlation": ("intervals.design_based.INTRACLASS_GUESS", 0.05),
    "4.3 a share that is 1": ("intervals.mid_p.EDGE", 1e-12),
    "4.4 small population": ("intervals.finite_population.SMALL_POPULATION", 2000),
    "5 target": ("verdict.TARGET", 0.80),
    "5 least respondents": ("verdict.MINIMUM_RESPONDENTS", 10),
    "5 margin of equivalence": ("verdict.MARGIN", 0.03),
    "6 weight of the prior": ("sequences.PRIOR_WEIGHT", 10.0),
    "6 sharpest size": ("sequences.SHARPEST_SIZE", 200),
    "6 asymptotic from": ("sequences.LEAST_ASYMPTOTIC", 50),
    "7 dispersion of a new index": ("planning.INDEX_DISPERSION", 0.65),
    "7 intraclass correlation": ("planning.INTRACLASS", 0.05),
    "7 stable power": ("planning.verdict_sample_size:stable", 50),
    "7 least per stratum": ("allocation.allocate:minimum", 2),
    "7 margin of guidance": ("allocation.yamane_size:margin", 0.05),
    "8.1 triage": ("multiplicity.triage_list:q", 0.10),
    "8.1 selected intervals": ("multiplicity.selected_interval_level:q", 0.05),
    "8.2 inner tail": ("funnel.funnel:inner_tail", 0.025),
    "8.2 outer tail": ("funnel.funnel:outer_tail", 0.001),
    "8.2 units for overdispersion": ("funnel.LEAST_UNITS", 10),
    "8.3 draws": ("ranks.DRAWS", 100_000),
    "8.3 units before Bonferroni": ("ranks.MOST_UNITS_SIMULATED", 300),
    "8.4 units for beta-binomial": ("shrinkage.beta_binomial.LEAST_UNITS", 10),
    "9.3 fall to find out": ("alarms.FALL", 0.10),
    "9.3 limit to start from": ("alarms.START_LIMIT", 4.5),
    "9.3 false alarms a year": ("alarms.decision_limit:false_alarms", 1.0),
    "9.3 baseline of the chart": ("control_chart.LEAST_BASELINE", 20),
    "9.3 answers of a day": ("control_chart.LEAST_ANSWERS", 5),
    "9.3 periods of a trend": ("trend.LEAST_PERIODS", 5),
    "10 factors by Shapley": ("drivers.shapley.MOST_FACTORS", 12),
    "10 resamples": ("drivers.importance.REPLICATES", 1000),
    "10 ill-conditioned": ("drivers.correlations.SMALLEST_EIGENVALUE", 1e-8),
    "10 people in a dummy": ("drivers.penalty_reward.LEAST_PEOPLE", 15),
    "10 low factor": ("drivers.penalty_reward.LOW", 3.0),
    "10 high factor": ("drivers.penalty_reward.HIGH", 4.5),
    "10 undecided below": ("drivers.quadrants.LEAST_PROBABILITY", 0.8),
    "11.1 answers of a pair": ("reliability.LEAST_PAIRS", 50),
    "11.2 Heywood": ("omega.HEYWOOD", 0.005),
    "11.3 skipped": ("reliability.MOST_SKIPPED", 0.05),
    "11.3 not applicable": ("reliability.MOST_NOT_APPLICABLE", 0.30),
    "11.3 item and rest": ("reliability.LEAST_ITEM_REST", 0.30),
    "11.3 redundant": ("reliability.REDUNDANT_ALPHA", 0.95),
    "12 straight-lining, items": ("quality.runs.LEAST_ANSWERED", 8),
    "12 straight-lining, factors": ("quality.runs.LEAST_FACTORS", 3),
    "12 speeder": ("quality.speed.FASTEST_RELATIVE", 2.0),
    "12 seconds an item": ("quality.speed.LEAST_SECONDS_PER_ITEM", 1.0),
    "12 copies, items": ("quality.copies.LEAST_ANSWERED", 15),
    "12 copies, p": ("quality.copies.LEVEL", 1e-4),
    "12 burst, window": ("quality.bursts.WINDOW_MINUTES", 15.0),
    "12 burst, p": ("quality.bursts.LEVEL", 0.001),
    "5 and 14 minimum cell of a verdict": ("verdict.verdict:minimum_cell", 5),
    "14 minimum cell": ("disclosure.audit.protect:minimum", 5),
    "14 smallest setting": ("disclosure.cells.SMALLEST_SETTING", 3),
    "14 largest setting": ("disclosure.cells.LARGEST_SETTING", 20),
    "14 unanimous": ("disclosure.cells.UNANIMOUS_MINIMUM", 10),
    "14 one person's counter": ("disclosure.cells.ONE_PERSON_MINIMUM", 10),
    "14 width of the range": ("disclosure.audit.WIDTH", 5),
    "14 counts of free filters": ("disclosure.publications.ROUNDING_BASE", 5),
    "14 whole percent": ("disclosure.publications.WHOLE_PERCENT_BELOW", 100),
}


def value_of(path):
    """A module's constant, or after a colon the default of an argument."""
    place, _, argument = path.partition(":")
    module, _, name = place.rpartition(".")
    thing = getattr(importlib.import_module(f"analysis.{module}"), name)
    return inspect.signature(thing).parameters[argument].default if argument else thing


@pytest.mark.parametrize("rule", DEFAULTS)
def test_a_default_is_the_stated_one(rule):
    path, wanted = DEFAULTS[rule]
    assert value_of(path) == wanted
