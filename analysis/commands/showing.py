"""The flags that say how estimates are shown: method of the limits, level, target, company."""

import argparse
from dataclasses import dataclass

from analysis.commands.flags import inner_share, number_from
from analysis.commands.measures import Measure
from analysis.intervals import DESIGN_INTERVALS
from analysis.verdict import TARGET


@dataclass(frozen=True, slots=True)
class ResultFlags:
    """How estimates are shown: interval, level, target, and what domains lean on.

    `target` is a share of the scale; None where none was given and none is stated. `company` is
    a pooled dispersion told by others, None where it is that of the domains in the file.
    """

    interval: str
    confidence_level: float
    target: float | None
    with_company: bool
    company: float | None

    @classmethod
    def of(cls, args: argparse.Namespace) -> "ResultFlags":
        """Take the flags out of the arguments."""
        return cls(args.interval, args.confidence, args.target, not args.alone, args.company)

    def goal(self, measure: Measure) -> float | None:
        """Return the target as a share of the scale: 80 % where a target is stated at all."""
        if self.target is not None:
            return self.target if measure.bounded else None
        return TARGET if measure.judged else None


def add_result_flags(parser: argparse.ArgumentParser) -> None:
    """Declare how estimates are shown."""
    group = parser.add_argument_group("how it is shown")
    group.add_argument(
        "--interval",
        choices=DESIGN_INTERVALS,
        default="default",
        help="method of the limits (default: moderated mid-P)",
    )
    group.add_argument(
        "--confidence", metavar="LEVEL", type=inner_share, default=0.95, help="default: 0.95"
    )
    group.add_argument(
        "--target",
        metavar="T",
        type=inner_share,
        help="share to reach (default: 0.80; for a mean score none, and then T is a share of the "
        "way from the lowest to the highest score)",
    )
    lean = group.add_mutually_exclusive_group()
    lean.add_argument(
        "--alone",
        action="store_true",
        help="let every domain stand alone; else five or more of them lean on their pooled "
        "dispersion, which asks for domains of one kind",
    )
    lean.add_argument(
        "--company",
        metavar="PHI",
        type=number_from(0, 100),
        help="the pooled dispersion of like units, where it was published and rests on more "
        "units than the file holds",
    )
