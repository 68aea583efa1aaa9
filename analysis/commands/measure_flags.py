"""The flags that say what is estimated."""

import argparse
from dataclasses import dataclass

from analysis.answers import Scale
from analysis.commands.flags import codes, names, number_from, pair, weighted
from analysis.commands.mistakes import BadInput
from analysis.indices import INDICES
from analysis.indices.base import LEAST_ANSWERED

FIVE, YES_NO = (1.0, 5.0), (0.0, 1.0)
MEAN_SCORES = frozenset(name for name in INDICES if "mean" in name)
"""Formulas whose estimate is a mean score: no target is stated on them (statistics.md 0)."""


@dataclass(frozen=True, slots=True)
class MeasureFlags:
    """What was asked for: exactly one of `items`, `ratio`, `mean`, `total` and `parts`."""

    items: tuple[str, ...]
    ratio: str | None
    mean: str | None
    total: str | None
    parts: tuple[tuple[float, str], ...]
    formula: str | None
    satisfied: frozenset[int] | None
    scale: tuple[float, float] | None
    least_answered: float

    @classmethod
    def of(cls, args: argparse.Namespace) -> "MeasureFlags":
        """Take the flags out of the arguments."""
        return cls(
            args.items or (),
            args.ratio,
            args.mean,
            getattr(args, "total", None),
            tuple(args.part or ()),
            args.formula,
            args.satisfied,
            args.scale,
            args.least_answered,
        )

    @property
    def given(self) -> bool:
        """Whether anything is to be estimated."""
        return bool(self.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that are read."""
        single = tuple(name for name in (self.mean, self.total) if name is not None)
        ratio = () if self.ratio is None else two_columns(self.ratio)
        parts = (name for _, part in self.parts for name in part_columns(part))
        return (*self.items, *ratio, *single, *parts)

    @property
    def answer_scale(self) -> Scale:
        """The scale of items: 1 to 5 unless told, 0 and 1 where only 1 is satisfied."""
        only_one = self.satisfied == frozenset({1})
        ends = self.scale or (YES_NO if only_one else FIVE)
        return item_scale(self.satisfied or self._default_satisfied(ends), ends)

    def _default_satisfied(self, ends: tuple[float, float]) -> frozenset[int]:
        if ends == FIVE:
            return frozenset({4, 5})
        if self.formula in MEAN_SCORES:
            return frozenset({int(ends[1])})  # not used by a mean
        raise BadInput("--satisfied: which scores of this --scale are satisfied?")


def add_measure_flags(
    parser: argparse.ArgumentParser, *, needed: bool = True
) -> argparse._MutuallyExclusiveGroup:
    """Declare what is estimated; returns the group of which one is to be given."""
    group = parser.add_argument_group("what is estimated")
    one = group.add_mutually_exclusive_group(required=needed)
    one.add_argument("--items", metavar="Q1,Q2", type=names, help="columns of answers")
    one.add_argument("--ratio", metavar="NUM/DEN", help="two ready-made columns")
    one.add_argument(
        "--mean",
        metavar="Y",
        help="a ready-made column: a share if all values are from 0 to 1 or --scale is given, "
        "else a mean with limits from the t distribution",
    )
    one.add_argument(
        "--part",
        metavar="WEIGHT=WHAT",
        type=weighted,
        action="append",
        help="a part of a weighted sum, WHAT being NUM/DEN or items; repeat it for each part",
    )
    group.add_argument(
        "--satisfied", metavar="4,5", type=codes, help="satisfied scores (default: 4,5)"
    )
    group.add_argument(
        "--scale",
        metavar="LOW,HIGH",
        type=pair,
        help="ends of the scale (default: 1,5; with --satisfied 1 it is 0,1)",
    )
    group.add_argument(
        "--formula",
        choices=sorted(INDICES),
        help="index of the items (default: people_top2 for one item, items_top2 for several)",
    )
    group.add_argument(
        "--least-answered",
        metavar="SHARE",
        type=number_from(0, 1),
        default=LEAST_ANSWERED,
        help="share of the items that concern them a person must have answered to count "
        "(default: two thirds); blank and NA do not concern, SKIPPED does",
    )
    return one


def item_scale(satisfied: frozenset[int], ends: tuple[float, float]) -> Scale:
    """Build the scale of items; `BadInput` names the flag at fault."""
    low, high = ends
    if low != int(low) or high != int(high) or not 0 <= low < high <= 100:
        raise BadInput("--scale: items have whole scores from 0 to 100")
    if not satisfied <= set(range(int(low), int(high) + 1)):
        given = ",".join(str(code) for code in sorted(satisfied))
        raise BadInput(
            f"--satisfied: {given} are not all on the scale {low:g} to {high:g}; give --scale"
        )
    return Scale.of(satisfied, int(low), int(high))


def two_columns(text: str) -> tuple[str, str]:
    """Read `NUMERATOR/DENOMINATOR`."""
    parts = tuple(part.strip() for part in text.split("/"))
    if len(parts) != 2 or not all(parts):
        raise BadInput(f"{text!r} is not of the form NUMERATOR/DENOMINATOR")
    return parts[0], parts[1]


def part_columns(text: str) -> tuple[str, ...]:
    """Read the columns of a part: two ready-made ones, or items."""
    if "/" in text:
        return two_columns(text)
    try:
        return names(text)
    except argparse.ArgumentTypeError as error:
        raise BadInput(f"--part: {error}") from error
