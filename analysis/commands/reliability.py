"""`reliability`: do the items of a scale, or of each factor, belong together?"""

import argparse
from dataclasses import dataclass

import numpy as np

from analysis.answers import Scale
from analysis.commands.data_files import DataFile, read_data
from analysis.commands.factors import add_factor_flag, read_factors
from analysis.commands.flags import inner_share, names, pair
from analysis.commands.measure_flags import FIVE, item_scale
from analysis.commands.measures import read_sheet
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.commands.records import Record, notices_as_text
from analysis.errors import TooFewData
from analysis.omega import mcdonald_omega
from analysis.reliability import Alpha, cronbach_alpha, item_shares
from analysis.results import Floats, Notice

EXAMPLE = """\
example:
  python -m analysis reliability answers.csv --factor access=q1,q2,q3 --factor staff=q4,q5,q6 \\
      --format table
"""
SHOWN = (
    "scale",
    "item",
    "n",
    "alpha",
    "low",
    "high",
    "omega",
    "item_rest",
    "alpha_without",
    "not_applicable",
    "skipped",
    "ceiling",
)


@dataclass(frozen=True, slots=True, eq=False)
class ScaleAnswers:
    """The answers to the items of one scale, as `read_sheet` gives them."""

    name: str
    items: tuple[str, ...]
    sheet: Floats
    highest: int

    @property
    def scores(self) -> Floats:
        """The scores alone; NaN where there is none, whatever the reason."""
        return np.where(self.sheet < 0, np.nan, self.sheet)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `reliability`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    parser.add_argument("--items", metavar="Q1,Q2", type=names, help="the items of one scale")
    add_factor_flag(parser)
    parser.add_argument(
        "--scale", metavar="LOW,HIGH", type=pair, default=FIVE, help="ends of the scale: 1,5"
    )
    parser.add_argument("--confidence", metavar="LEVEL", type=inner_share, default=0.95)


def run(args: argparse.Namespace) -> Report:
    """Judge every scale by itself."""
    factors = read_factors(args.factor)
    if bool(args.items) == bool(factors):
        raise BadInput("reliability: give --items for one scale, or --factor for each of several")
    scales = factors or {"items": args.items}
    short = [name for name, items in scales.items() if len(items) < 2]
    if short:
        raise BadInput(f"{short[0]}: a scale has at least two items")
    data = read_data(args.data, [item for items in scales.values() for item in items])
    scale = item_scale(frozenset({int(args.scale[1])}), args.scale)
    document = [_judge(data, name, items, scale, args.confidence) for name, items in scales.items()]
    rows = [row for entry in document for row in _flat(entry)]
    notes = [f"{entry['scale']}: {note}" for entry in document for note in entry["notices"]]
    return Report(document, rows, {key: key for key in SHOWN}, notes)


def _judge(data: DataFile, name: str, items: tuple[str, ...], scale: Scale, level: float) -> Record:
    answers = ScaleAnswers(name, items, read_sheet(data, items, scale), scale.highest)
    try:
        alpha, omega = cronbach_alpha(answers.scores, confidence_level=level), None
        fitted = mcdonald_omega(answers.scores)
        omega, about = fitted.value, fitted.notices
    except TooFewData as error:
        return _empty(answers, level, str(error))
    return {
        "scale": name,
        "n": alpha.n,
        "pairwise": alpha.pairwise,
        "alpha": alpha.value,
        "low": alpha.interval.low if alpha.interval else None,
        "high": alpha.interval.high if alpha.interval else None,
        "confidence_level": level,
        "standardized_alpha": alpha.standardized,
        "omega": omega,
        "notices": notices_as_text([*_named(alpha.notices, items), *about]),
        "items": _items(answers, alpha),
    }


def _empty(answers: ScaleAnswers, level: float, reason: str) -> Record:
    """Too few answers is a finding about a scale, not an error."""
    keys = ("alpha", "low", "high", "standardized_alpha", "omega")
    return {
        "scale": answers.name,
        "n": int((~np.isnan(answers.scores)).all(axis=1).sum()),
        "pairwise": False,
        **dict.fromkeys(keys),
        "confidence_level": level,
        "notices": [f"too_few_answers: {reason}"],
        "items": _items(answers, None),
    }


def _named(notices: tuple[Notice, ...], items: tuple[str, ...]) -> list[Notice]:
    """A weak item is told by its name, not by its place."""
    return [
        Notice(notice.code, items[int(notice.about)]) if notice.code == "weak_item" else notice
        for notice in notices
    ]


def _items(answers: ScaleAnswers, alpha: Alpha | None) -> list[Record]:
    nothing = (None,) * len(answers.items)
    rest = alpha.item_rest if alpha else nothing
    without = alpha.without if alpha else nothing
    shares = item_shares(answers.scores, np.isnan(answers.sheet), highest=answers.highest)
    return [
        {
            "item": item,
            "n": share.answered,
            "item_rest": rest[place],
            "alpha_without": without[place],
            "not_applicable": share.not_applicable,
            "skipped": share.skipped,
            "ceiling": share.ceiling,
            "notices": notices_as_text(share.notices),
        }
        for place, (item, share) in enumerate(zip(answers.items, shares, strict=True))
    ]


def _flat(entry: Record) -> list[Record]:
    """One row for the scale and one for each item, under one heading."""
    whole = {key: value for key, value in entry.items() if key != "items"}
    return [whole, *({"scale": entry["scale"], **item} for item in entry["items"])]
