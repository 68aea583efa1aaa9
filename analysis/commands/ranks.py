"""`ranks`: the places each unit could hold, in place of a league table."""

import argparse

import numpy as np

from analysis.combinations import domain_covariance
from analysis.commands.estimated import Estimated, estimate_file
from analysis.commands.flags import count_from
from analysis.commands.index import domain_notes
from analysis.commands.measure_flags import add_measure_flags
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.commands.records import Record, records
from analysis.commands.sample import add_sample_flags
from analysis.commands.showing import add_result_flags
from analysis.randomness import SEED
from analysis.ranks import DRAWS, KINDS, RankSets, rank_sets
from analysis.results import Floats

EXAMPLE = """\
example:
  python -m analysis ranks answers.csv --items q1,q2,q3 --by unit --format table
"""
SHOWN = ("domain", "n", "estimate", "low", "high", "best", "worst")
MOST_NUMBERS = 50_000_000
"""Scores side by side, respondents × units, that fit in memory: 400 MB."""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `ranks`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    add_measure_flags(parser)
    parser.add_argument("--by", metavar="COLUMN", required=True, help="column of the units to rank")
    parser.add_argument(
        "--kind",
        choices=KINDS,
        default="simultaneous",
        help="all places hold at once, for a published table (default), or each by itself",
    )
    parser.add_argument("--draws", metavar="N", type=count_from(1000, 10_000_000), default=DRAWS)
    parser.add_argument("--seed", metavar="N", type=count_from(0), default=SEED)
    add_sample_flags(parser)
    add_result_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Estimate every unit and the places it could hold."""
    data, estimated = estimate_file(args)
    if not estimated.ratios.labels:
        raise BadInput.at(data.path, "nobody answered in any unit")
    rows = records(estimated)
    sizes = {row["domain"]: row["n_star"] for row in rows}
    sets = rank_sets(
        estimated.ratios.value,
        _covariance(estimated),
        sizes=[sizes[name] for name in estimated.ratios.labels]
        if estimated.measure.bounded
        else None,
        kind=args.kind,
        confidence_level=args.confidence,
        draws=args.draws,
        rng=args.seed,
    )
    ranked = _ranked(rows, estimated, sets)
    notes = [
        *domain_notes(estimated, rows),
        f"places by {sets.method}, {sets.kind}, seed {sets.seed}, {sets.draws} draws",
    ]
    return Report(ranked, ranked, {key: key for key in SHOWN}, notes)


def _covariance(estimated: Estimated) -> Floats:
    """With what units share, such as counters or strata; variances alone would be too long."""
    cells = estimated.design.rows * len(estimated.ratios.labels)
    if cells > MOST_NUMBERS:
        raise BadInput("ranks: too many rows times units to compare at once; rank fewer units")
    return np.asarray(domain_covariance(estimated.design, estimated.ratios))


def _ranked(rows: list[Record], estimated: Estimated, sets: RankSets) -> list[Record]:
    """Highest first; units without answers last, without a place."""
    places = dict(zip(estimated.ratios.labels, sets.rows, strict=True))
    for row in rows:
        place = places.get(row["domain"])
        row |= {
            "best": place.best if place else None,
            "worst": place.worst if place else None,
            "kind": sets.kind,
            "method": sets.method,
            "seed": sets.seed,
            "draws": sets.draws,
        }
    return sorted(rows, key=lambda row: (row["estimate"] is None, -(row["estimate"] or 0.0)))
