"""Factors of a questionnaire: named groups of items."""

import argparse
from collections.abc import Sequence

from analysis.commands.flags import named_columns
from analysis.commands.mistakes import BadInput

Factors = dict[str, tuple[str, ...]]


def add_factor_flag(parser: argparse._ActionsContainer) -> None:
    """Declare `--factor`, repeated."""
    parser.add_argument(
        "--factor",
        metavar="NAME=Q1,Q2",
        type=named_columns,
        action="append",
        help="a factor and its items; repeat it for each",
    )


def read_factors(given: Sequence[tuple[str, tuple[str, ...]]] | None) -> Factors:
    """Read the factors; each has its own name."""
    factors = dict(given or ())
    if len(factors) < len(given or ()):
        raise BadInput("--factor: two factors have the same name")
    return factors
