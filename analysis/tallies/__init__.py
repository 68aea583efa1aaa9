"""Tallies: mergeable sums of answers, and every estimate made of them.

The path of a results page::

    plan = TallyPlan.of(items, standard_measures(items, overall="overall"))
    tally = merge([cached, tally_answers(plan, new_answers, new_cells)])
    frame = Frame.of(cells, units=counters, dossiers=counts)   # a leaf: units left out
    table = result_table(tally, frame)                         # estimates, limits, verdicts
    parent_moments(tally, Frame.of(cells, units=["province"] * n, dossiers=counts), "items_top2")

Cells are the leaves; a parent is a frame that puts many cells into one unit, weighted with their
dossiers, never a mean of percentages. Answers with and without flags are two tallies.
"""

from analysis.tallies.frame import Frame
from analysis.tallies.moments import UnitMoments, unit_moments
from analysis.tallies.plan import Measure, TallyPlan, standard_measures
from analysis.tallies.tables import ResultTable, parent_moments, result_table
from analysis.tallies.tally import Tally, merge, tally_answers

__all__ = [
    "Frame",
    "Measure",
    "ResultTable",
    "Tally",
    "TallyPlan",
    "UnitMoments",
    "merge",
    "parent_moments",
    "result_table",
    "standard_measures",
    "tally_answers",
    "unit_moments",
]
