"""`compare`: the change between two periods, or the gap between two groups of one sample."""

import argparse

from analysis.change import Difference, Figure, difference
from analysis.combinations import ratio_difference
from analysis.commands.estimated import Estimated, estimate_file
from analysis.commands.flags import inner_share, names
from analysis.commands.index import domain_notes
from analysis.commands.measure_flags import add_measure_flags
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.commands.records import Record, records
from analysis.commands.sample import add_sample_flags
from analysis.commands.showing import add_result_flags
from analysis.intervals import design_limits
from analysis.results import Interval
from analysis.verdict import MARGIN, change_word

EXAMPLE = """\
example: the file holds both periods, counters keep their names
  python -m analysis compare answers.csv --items q1,q2 --by period --levels 2024,2025 \\
      --cluster counter --format table
"""
SHOWN = ("domain", "n", "estimate", "low", "high", "se", "verdict", "change")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `compare`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers of both, one row per respondent")
    add_measure_flags(parser)
    parser.add_argument("--by", metavar="COLUMN", required=True, help="column of the two levels")
    parser.add_argument(
        "--levels",
        metavar="EARLIER,LATER",
        type=names,
        help="the two levels; the difference is later minus earlier (default: the only two)",
    )
    parser.add_argument(
        "--margin",
        metavar="DELTA",
        type=inner_share,
        default=MARGIN,
        help="a change within this share is none, fixed before looking (default: 0.03)",
    )
    add_sample_flags(parser)
    add_result_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Estimate both levels and their difference."""
    _, estimated = estimate_file(args)
    if not estimated.measure.bounded:
        raise BadInput("compare: shares only; give --scale if the values are scores")
    earlier, later = _levels(args.levels, estimated, args.by)
    rows = {row["domain"]: row for row in records(estimated)}
    change = _change(estimated, earlier, later, args.margin)
    document = {"first": rows[earlier], "second": rows[later], "difference": change}
    flat = [rows[earlier], rows[later], change]
    notes = domain_notes(estimated, flat[:2])
    return Report(document, flat, {key: key for key in SHOWN}, notes)


def _levels(wanted: tuple[str, ...] | None, estimated: Estimated, column: str) -> tuple[str, str]:
    there = estimated.names
    known = ", ".join(there[:60])
    if wanted is None and len(there) != 2:
        raise BadInput(f"--levels: which two of column {column}? There are: {known}")
    chosen = wanted or there
    unknown = [level for level in chosen if level not in there]
    if unknown or len(chosen) != 2:
        problem = f"no {unknown[0]!r} in it" if unknown else "two levels are needed"
        raise BadInput(f"--levels: {problem}; column {column} has: {known}")
    return chosen[0], chosen[1]


def _change(estimated: Estimated, earlier: str, later: str, margin: float) -> Record:
    """The record of the difference; all null where one of the two has no answers."""
    measure, flags = estimated.measure, estimated.flags
    record: Record = {
        "domain": f"{later} − {earlier}",
        **dict.fromkeys(("estimate", "se", "low", "high", "covariance", "correlation")),
        "change": "cannot_tell",
        "margin": margin,
        "formula": measure.formula,
        "interval": "mover",
        "confidence_level": flags.confidence_level,
    }
    if not {earlier, later} <= set(estimated.ratios.labels):
        return record
    length = measure.end - measure.start
    found = ratio_difference(
        estimated.design,
        estimated.ratios,
        estimated.ratios,
        first_label=earlier,
        second_label=later,
    )
    shown = _difference(estimated, earlier, later, found.covariance, flags.confidence_level)
    # both one-sided tests of equivalence at the level of one tail: 90 % beside 95 %
    inner = max(2 * flags.confidence_level - 1, 1e-6)
    narrower = _difference(estimated, earlier, later, found.covariance, inner)
    return record | {
        "estimate": length * found.value,
        "se": length * found.se,
        "low": length * shown.interval.low,
        "high": length * shown.interval.high,
        "covariance": length**2 * found.covariance,
        "correlation": found.correlation,
        "change": change_word(shown.interval, narrower.interval, margin=margin).value,
    }


def _difference(
    estimated: Estimated, earlier: str, later: str, covariance: float, level: float
) -> Difference:
    old, new = (_figure(estimated, name, level) for name in (earlier, later))
    return difference(new, old, covariance=covariance)


def _figure(estimated: Estimated, name: str, level: float) -> Figure:
    """One side as a share, with its interval at the given level."""
    place = estimated.ratios.position(name)
    moments = estimated.ratios.moments
    method = estimated.flags.interval
    low, high = design_limits(
        moments, method=method, confidence_level=level, company=estimated.company
    )
    interval = Interval(float(low[place]), float(high[place]), level, method)
    return Figure(float(moments.value[place]), float(moments.variance[place]), interval)
