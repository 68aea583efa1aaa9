"""Run the settings and print Markdown."""

import argparse
import sys
import time

import numpy as np

from tests.simulation import clusters, daily, exact, index, mixed
from tests.simulation.bars import judged
from tests.simulation.scoring import table

SEED = 20261123
DRAWS = 20_000

PARTS = {
    "binary": exact.binary,
    "small_population": exact.small_population,
    "halo": index.halo,
    "weak": index.weak,
    "straight": index.straight,
    "mixed": mixed.mixed,
    "very_unlike": mixed.very_unlike,
    "clusters": clusters.clusters,
    "daily": daily.daily,
}


def main(arguments=None):
    options = parsed(arguments)
    draws = DRAWS // 10 if options.quick else DRAWS
    figures, body = {}, []
    for part in options.only or PARTS:
        started = time.perf_counter()
        rng = np.random.default_rng([options.seed, list(PARTS).index(part)])
        figures[part], lines = PARTS[part](rng, draws)
        body += lines
        print(f"{part}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print("\n".join([*opening(options, draws), *verdicts(figures), *body]))


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the draws")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", action="append", choices=PARTS, help="may be repeated")
    parser.add_argument("--date", default=time.strftime("%Y-%m-%d"), help="printed on top")
    return parser.parse_args(arguments)


def opening(options, draws):
    return [
        "# Coverage of the intervals",
        "",
        f"Printed by `python -m tests.simulation` on {options.date}, seed {options.seed}, "
        f"{draws:,} draws",
        "per cell. Nominal level 0.95, so each one-sided error is nominally 0.025. Figures in one",
        "cell go by size, as the column says. `least`: least coverage over all sizes and levels;",
        "`met`, `not_met`: largest share of wrong verdicts where the truth is exactly 0.80. What",
        "the default is, and why: app/method/note.en.md. The populations: tests/simulation.",
        "",
    ]


def verdicts(figures):
    head = ["setting and method", "figure", "found", "bar", ""]
    rows, reasons = judged(figures)
    lines = ["## The bars", "", *table(head, rows)]
    return [*lines, "Why a bar is missed:", "", *reasons, ""] if reasons else lines


if __name__ == "__main__":
    main()
