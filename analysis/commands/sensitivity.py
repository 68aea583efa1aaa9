"""`sensitivity`: what those who did not answer could change."""

import argparse

import numpy as np

from analysis.commands.data_files import DataFile
from analysis.commands.estimated import Estimated, estimate_file
from analysis.commands.flags import count_from, number_from
from analysis.commands.index import domain_notes
from analysis.commands.measure_flags import add_measure_flags
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.commands.records import Record, records
from analysis.commands.sample import add_sample_flags
from analysis.commands.showing import add_result_flags
from analysis.sensitivity import data_defect_correlation, tipping_point, worst_case

EXAMPLE = """\
example: the dossiers of each unit stand on every row of its answers
  python -m analysis sensitivity answers.csv --items overall --by unit --asked-column dossiers \\
      --format table
"""
SHOWN = (
    "domain",
    "n",
    "response_rate",
    "estimate",
    "verdict",
    "worst_low",
    "worst_high",
    "tipping_point",
    "can_overturn",
    "defect_correlation",
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `sensitivity`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    add_measure_flags(parser)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--asked", metavar="N", type=count_from(1), help="how many were asked")
    asked.add_argument(
        "--asked-column", metavar="COLUMN", help="the same for each domain, on all of its rows"
    )
    asked.add_argument("--response-rate", metavar="SHARE", type=number_from(1e-9, 1))
    parser.add_argument("--by", metavar="COLUMN", help="one record per value of this column")
    add_sample_flags(parser)
    add_result_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Bound every estimate by what the silent could think."""
    if args.by is not None and args.asked is not None:
        raise BadInput("--asked: one number for several domains; take --asked-column")
    extra = () if args.asked_column is None else (args.asked_column,)
    data, estimated = estimate_file(args, *extra)
    if not estimated.measure.bounded:
        raise BadInput("sensitivity: shares only; give --scale if the values are scores")
    asked = _asked(args, data, estimated)
    rows = [
        row | _bounds(row, estimated, _rate(args, data, row, asked)) for row in records(estimated)
    ]
    return Report(rows, rows, {key: key for key in SHOWN}, domain_notes(estimated, rows))


def _asked(args: argparse.Namespace, data: DataFile, estimated: Estimated) -> dict[str, float]:
    """How many were asked in each domain, where a column says so."""
    if args.asked_column is None:
        return {}
    counts = data.complete_numbers(args.asked_column, low=1.0)
    found: dict[str, float] = {}
    levels = [""] * data.rows if args.by is None else data.labels(args.by)
    for row, (level, count) in enumerate(zip(levels, counts.tolist(), strict=True)):
        if level is not None and found.setdefault(level, count) != count:
            raise data.mistake(row, args.asked_column, f"a second count for {level or 'the whole'}")
    return found


def _rate(
    args: argparse.Namespace, data: DataFile, row: Record, asked: dict[str, float]
) -> float | None:
    if not row["n"]:
        return None
    if args.response_rate is not None:
        return float(args.response_rate)
    count = asked.get(row["domain"] or "", args.asked)
    if count < row["n"]:
        where = row["domain"] or "the whole"
        raise BadInput.at(
            data.path, f"{row['n']} answered in {where}, but only {count:g} were asked"
        )
    return float(row["n"] / count)


def _bounds(row: Record, estimated: Estimated, rate: float | None) -> Record:
    """All on the published scale; null where nobody answered."""
    start, length = estimated.measure.start, estimated.measure.end - estimated.measure.start
    keys = ("worst_low", "worst_high", "cautious_low", "cautious_high", "tipping_point")
    record: Record = {
        "response_rate": rate,
        **dict.fromkeys((*keys, "can_overturn", "defect_correlation")),
    }
    if rate is None:
        return record
    value, low, high = ((row[key] - start) / length for key in ("estimate", "low", "high"))
    value, low, high = np.clip([value, low, high], 0.0, 1.0).tolist()
    plain = worst_case(rate, value)
    cautious = worst_case(rate, value, low=min(low, value), high=max(high, value))
    ends = (plain.low, plain.high, cautious.low, cautious.high)
    record |= {key: start + length * x for key, x in zip(keys, ends, strict=False)}
    goal = estimated.flags.goal(estimated.measure)
    if goal is not None:
        tipping = tipping_point(rate, value, target=goal)
        share = tipping.nonrespondent_share
        record |= {
            "tipping_point": None if share is None else start + length * share,
            "can_overturn": tipping.can_overturn,
            "defect_correlation": data_defect_correlation(rate, value, target=goal),
        }
    return record
