"""`drivers`: which factors go with overall satisfaction, and where to act first."""

import argparse

import numpy as np

from analysis.commands.data_files import DataFile, read_data
from analysis.commands.factors import Factors, add_factor_flag, read_factors
from analysis.commands.flags import codes, count_from, inner_share, names, pair
from analysis.commands.measure_flags import FIVE, item_scale
from analysis.commands.measures import read_scores
from analysis.commands.mistakes import BadInput
from analysis.commands.output import Report
from analysis.commands.records import Record
from analysis.commands.sample import SampleFlags, add_sample_flags, read_sample
from analysis.drivers.importance import METHODS, REPLICATES, drivers
from analysis.drivers.penalty_reward import Effect, penalty_reward
from analysis.drivers.quadrants import importance_performance
from analysis.drivers.scores import factor_means
from analysis.errors import IndistinguishableFactors
from analysis.randomness import SEED
from analysis.replicates import Replicates, bootstrap
from analysis.results import Floats
from analysis.verdict import TARGET

EXAMPLE = """\
example:
  python -m analysis drivers answers.csv --outcome overall --factor access=q1,q2,q3 \\
      --factor staff=q4,q5,q6 --format table
"""
SHOWN = (
    "factor",
    "contribution",
    "share",
    "low",
    "high",
    "rank",
    "rank_certain",
    "penalty",
    "reward",
    "kind",
    "performance",
    "quadrant",
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `drivers`."""
    parser.epilog = EXAMPLE
    parser.add_argument("data", metavar="DATA.csv", help="answers, one row per respondent")
    parser.add_argument("--outcome", metavar="Y", required=True, help="column of the overall score")
    add_factor_flag(parser)
    parser.add_argument(
        "--factors", metavar="F1,F2", type=names, help="ready-made columns of factor means instead"
    )
    parser.add_argument("--method", choices=METHODS, help="default: lmg up to 12 factors")
    parser.add_argument("--scale", metavar="LOW,HIGH", type=pair, default=FIVE, help="default: 1,5")
    parser.add_argument("--satisfied", metavar="4,5", type=codes, default=frozenset({4, 5}))
    parser.add_argument(
        "--target", metavar="T", type=inner_share, default=TARGET, help="default: 0.80"
    )
    parser.add_argument("--confidence", metavar="LEVEL", type=inner_share, default=0.95)
    parser.add_argument(
        "--replicates", metavar="B", type=count_from(100, 20_000), default=REPLICATES
    )
    parser.add_argument("--seed", metavar="N", type=count_from(0), default=SEED)
    add_sample_flags(parser)


def run(args: argparse.Namespace) -> Report:
    """Divide R² among the factors; with items, place them on the map as well."""
    factors, sample = read_factors(args.factor), SampleFlags.of(args)
    if bool(factors) == bool(args.factors):
        raise BadInput("drivers: give --factor NAME=ITEMS for each factor, or --factors F1,F2")
    columns = args.factors or [item for items in factors.values() for item in items]
    data = read_data(args.data, (args.outcome, *columns, *sample.columns))
    low, high = args.scale
    outcome = data.numbers(args.outcome, low=low, high=high)
    scores = _scores(data, factors, args)
    labels = args.factors or tuple(factors)
    replicates = bootstrap(read_sample(data, sample), rng=args.seed, replicates=args.replicates)
    found = drivers(
        outcome, scores, labels, replicates, method=args.method, confidence_level=args.confidence
    )
    rows: list[Record] = [
        {
            "factor": row.name,
            "contribution": row.contribution,
            "share": row.share,
            "low": row.interval.low,
            "high": row.interval.high,
            "rank": row.rank,
            "rank_certain": row.rank_certain,
        }
        for row in found.rows
    ]
    notes = [
        f"R² {found.r2:.4f} of {args.outcome}, n {found.n}, {found.method}, level "
        f"{found.confidence_level:g}, {found.replicates_used} resamples, seed {found.seed}",
        "associations, not causes: the order of the factors is what can be used",
    ]
    notes += _add_effects(rows, outcome, scores, replicates, args)
    if factors:
        _add_quadrants(rows, data, factors, (outcome, scores), replicates, args)
    document = {
        "outcome": args.outcome,
        "r2": found.r2,
        "n": found.n,
        "method": found.method,
        "confidence_level": found.confidence_level,
        "replicates": found.replicates_used,
        "seed": found.seed,
        "target": args.target,
        "factors": rows,
        "notices": notes[1:],
    }
    return Report(document, rows, {key: key for key in SHOWN if key in rows[0]}, notes)


def _scores(data: DataFile, factors: Factors, args: argparse.Namespace) -> Floats:
    low, high = args.scale
    if not factors:
        return np.column_stack([data.numbers(name, low=low, high=high) for name in args.factors])
    scale = item_scale(args.satisfied, args.scale)
    every: list[str] = []
    places = []
    for items in factors.values():
        places.append(range(len(every), len(every) + len(items)))
        every += items
    return factor_means(read_scores(data, every, scale), places)


def _add_effects(
    rows: list[Record],
    outcome: Floats,
    scores: Floats,
    replicates: Replicates,
    args: argparse.Namespace,
) -> list[str]:
    """What disappoints and what delights: on five points, and where the dummies differ."""
    if args.scale != FIVE:
        return []
    labels = [row["factor"] for row in rows]
    try:
        effects = penalty_reward(
            outcome, scores, labels, replicates, confidence_level=args.confidence
        )
    except IndistinguishableFactors as error:
        return [f"no penalties and rewards: {error}"]
    for row, effect in zip(rows, effects, strict=True):
        row.update(_effect("penalty", effect.penalty))
        row.update(_effect("reward", effect.reward))
        row["kind"] = effect.kind
    return []


def _effect(name: str, effect: Effect | None) -> Record:
    """Blank where fewer than 15 people had such a factor."""
    keys = (name, f"{name}_low", f"{name}_high", f"{name}_n")
    if effect is None:
        return dict.fromkeys(keys)
    values = (effect.value, effect.interval.low, effect.interval.high, effect.n)
    return dict(zip(keys, values, strict=True))


def _add_quadrants(
    rows: list[Record],
    data: DataFile,
    factors: Factors,
    answers: tuple[Floats, Floats],
    replicates: Replicates,
    args: argparse.Namespace,
) -> None:
    """Importance against performance, which needs the items themselves."""
    scale = item_scale(args.satisfied, args.scale)
    sheets = [read_scores(data, items, scale) for items in factors.values()]
    satisfied = [np.isin(sheet, list(scale.satisfied)).sum(axis=1) for sheet in sheets]
    answered = [(~np.isnan(sheet)).sum(axis=1) for sheet in sheets]
    found = importance_performance(
        answers[0],
        answers[1],
        np.column_stack(satisfied),
        np.column_stack(answered),
        list(factors),
        replicates,
        target=args.target,
    )
    for row, point in zip(rows, found.points, strict=True):
        row["performance"] = point.performance
        row["quadrant"] = point.quadrant
        row["quadrant_probability"] = point.probability
