"""`index`: an index of the whole sample or of every domain, with its interval and verdict."""

import argparse

from analysis.commands.estimated import Estimated, estimate_file
from analysis.commands.measure_flags import add_measure_flags
from analysis.commands.output import Report
from analysis.commands.records import Record, records
from analysis.commands.sample import add_sample_flags
from analysis.commands.showing import add_result_flags

EXAMPLE = """\
example:
  python -m analysis index answers.csv --items q1,q2,q3 --formula items_top2 \\
      --by unit --strata unit --population dossiers --format table
"""
SHOWN = dict.fromkeys(
    ("domain", "n", "estimate", "low", "high", "se", "df", "n_eff", "deff", "verdict", "reliable")
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `index`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    one = add_measure_flags(parser)
    one.add_argument("--total", metavar="Y", help="a ready-made column to add up: Σ w y")
    parser.add_argument(
        "--by",
        metavar="COLUMN",
        help="one record per value of this column, as domains of the whole",
    )
    add_sample_flags(parser)
    add_result_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Estimate the index in every domain."""
    _, estimated = estimate_file(args)
    return domain_report(estimated, records(estimated))


def domain_report(estimated: Estimated, rows: list[Record]) -> Report:
    """A list of records, one per domain, and what belongs under the table."""
    return Report(rows, rows, {key: key for key in SHOWN}, domain_notes(estimated, rows))


def domain_notes(estimated: Estimated, rows: list[Record]) -> list[str]:
    """Formula, method, level and target, the claim, and what the sample needs said."""
    first = rows[0]
    goal = "" if first["target"] is None else f", target {first['target']:g}"
    company = ", dispersion pooled over the domains" if any(r["company"] for r in rows) else ""
    claim = (
        "of the population counted" if estimated.design.source == "drawn" else "of those who answer"
    )
    return [
        f"{first['formula']} (version {first['formula_version']}), interval {first['interval']}, "
        f"level {first['confidence_level']:g}{goal}{company}; {claim}",
        *(note for row in rows for note in row["notices"]),
    ]
