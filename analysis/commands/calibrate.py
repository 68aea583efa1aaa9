"""`calibrate`: weights that meet known totals, and estimates whose variance knows about it."""

import argparse

from analysis.calibration import METHODS, Calibration, calibrate
from analysis.commands.data_files import DataFile, read_data
from analysis.commands.estimated import Estimated, estimate_domains, read_by
from analysis.commands.flags import named, names, pair
from analysis.commands.index import domain_report
from analysis.commands.measure_flags import MeasureFlags, add_measure_flags
from analysis.commands.measures import read_measure
from analysis.commands.output import Report
from analysis.commands.records import Record, notices_as_text, records
from analysis.commands.sample import SampleFlags, add_sample_flags, read_sample
from analysis.commands.showing import ResultFlags, add_result_flags
from analysis.commands.totals import crossed_labels, read_totals
from analysis.design import SurveyDesign
from analysis.nonresponse import calibration_shift

EXAMPLE = """\
example: totals of dossiers by outcome in outcome.csv ("outcome,total", "late,120", ...)
  python -m analysis calibrate answers.csv --margin outcome=outcome.csv --margin sex=sex.csv \\
      --items overall --format json
Without --items, --ratio or --mean only the weights are given.
"""
SYNONYMS = {"rake": "raking"}
WEIGHTS = {key: key for key in ("line", "design_weight", "weight", "g")}


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `calibrate`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    parser.add_argument(
        "--margin",
        metavar="COLUMN=TOTALS.csv",
        type=named,
        action="append",
        required=True,
        help="known totals of a column's levels; COLUMN,COLUMN for crossed ones; repeat it for "
        "more margins, the outcome of the dossier first",
    )
    parser.add_argument(
        "--method",
        choices=sorted({*METHODS, *SYNONYMS}),
        default="default",
        help="default: raking, limited to --bounds by the logit form where it exceeds them",
    )
    parser.add_argument(
        "--bounds", metavar="LOW,HIGH", type=pair, help="limits of the factor g (default: 0.2,5)"
    )
    add_measure_flags(parser, needed=False)
    parser.add_argument("--by", metavar="COLUMN", help="one record per value of this column")
    add_sample_flags(parser)
    add_result_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Calibrate, and estimate with and without the calibrated weights."""
    margins = [(names(columns), path) for columns, path in args.margin]
    sample, wanted = SampleFlags.of(args), MeasureFlags.of(args)
    by = () if args.by is None else (args.by,)
    margin_columns = [column for columns, _ in margins for column in columns]
    data = read_data(args.data, (*margin_columns, *wanted.columns, *by, *sample.columns))
    known = {
        ",".join(columns): (crossed_labels(data, columns), read_totals(path, columns))
        for columns, path in margins
    }
    design = read_sample(data, sample)
    method = SYNONYMS.get(args.method, args.method)
    result = calibrate(design, known, method=method, bounds=args.bounds)
    document = _document(design, result)
    if not wanted.given:
        return Report(document, _weight_rows(data, design, result), WEIGHTS, document["notices"])
    measure, flags, levels = (
        read_measure(data, wanted),
        ResultFlags.of(args),
        read_by(data, args.by),
    )
    raw = estimate_domains(design, measure, levels, flags)
    estimated = estimate_domains(result.design, measure, levels, flags)
    rows = _with_shifts(records(estimated), estimated, raw)
    shown = domain_report(estimated, rows)
    document["domains"] = rows
    columns = {**shown.shown, "uncalibrated": "uncalibrated", "shift": "shift"}
    return Report(document, rows, columns, [*shown.notes, *document["notices"]])


def _document(design: SurveyDesign, result: Calibration) -> Record:
    return {
        "method": result.method,
        "bounds": None if result.bounds is None else list(result.bounds),
        "steps": result.steps,
        "population": result.targets.size,
        "notices": notices_as_text(result.notices),
        "design_weights": design.weights.tolist(),
        "weights": result.weights.tolist(),
    }


def _weight_rows(data: DataFile, design: SurveyDesign, result: Calibration) -> list[Record]:
    columns = (data.lines, design.weights.tolist(), result.weights.tolist(), result.ratios.tolist())
    return [dict(zip(WEIGHTS, row, strict=True)) for row in zip(*columns, strict=True)]


def _with_shifts(rows: list[Record], estimated: Estimated, raw: Estimated) -> list[Record]:
    """Say how far calibration moved each figure, and when by more than half the interval."""
    for row in rows:
        name = row["domain"] or ""
        before, after = raw.estimates.get(name), estimated.estimates.get(name)
        row.update(uncalibrated=None, shift=None)
        if before is not None and after is not None:
            row.update(uncalibrated=before.value, shift=after.value - before.value)
            if row["low"] is not None:
                moved = calibration_shift(before.value, after.value, after.interval)
                row["notices"] += [f"large_shift: {moved.value:+.4f}"] if moved.large else []
    return rows
