"""A clerk who stuffs the box, and honest counters with busy days: who gets on the review list?

Run: `python -m tests.simulation.clerks` (100 runs a setting, some seconds).

A counter gets 40 honest answers over some weeks, with Monday peaks, a deadline on which three times
as many come, families and groups whose members answer alike, good and bad hours. Satisfaction is a
latent normal; ratings of a sheet hang together (halo), some people tick one answer all along.
The clerk adds 20 sheets of fives spread over one afternoon, as slowly as a citizen would.
"""

import argparse
from dataclasses import dataclass

import numpy as np

from analysis.quality.half_days import stuffed_half_days

ITEMS = 8
SETTINGS = {
    "usual": {"days": 20, "level": 0.9},
    "one week": {"days": 5, "level": 0.9},
    "well liked": {"days": 20, "level": 1.3},
    "badly liked": {"days": 20, "level": 0.2},
    "small counter": {"days": 60, "level": 0.9},
    "large groups": {"days": 20, "level": 0.9, "group": 6},
}
RUNS = 100


@dataclass(frozen=True)
class Day:
    """What a counter gets: half-day and sheet of each answer."""

    half_days: np.ndarray
    sheets: np.ndarray

    @property
    def best(self):
        """Whether every rating of a sheet is five."""
        return (self.sheets == 5).all(axis=1).astype(float)


def honest(rng, *, answers=40, days=20, level=0.9, group=3, busy=True):
    """Honest answers of a counter; the busy half-day is the first."""
    weight = np.array([1.8 if day % 5 == 0 else 1.0 for day in range(days)])
    half = np.repeat(weight, 2) * rng.lognormal(0, 0.4, 2 * days)
    if busy:
        half[0] = max(3 * half.mean(), half[0])
    half_days, latent = [], []
    mood = rng.normal(0, 0.25, 2 * days)
    while len(half_days) < answers:
        at = rng.choice(2 * days, p=half / half.sum())
        members = rng.integers(2, group + 1) if rng.random() < 0.12 else 1
        shared = rng.normal(0, 0.7)
        own = rng.normal(0, 0.7, members)
        half_days += [at] * members
        latent += list(level + mood[at] + shared + own)
    half_days, latent = np.array(half_days[:answers]), np.array(latent[:answers])
    noise = rng.normal(0, 0.6, (answers, ITEMS))
    straight = rng.random(answers) < 0.25
    noise[straight] = noise[straight, :1]
    sheets = np.clip(np.round(3.3 + latent[:, None] + noise), 1, 5)
    return Day(half_days, sheets)


def stuffed(rng, counter, *, sheets=20, half_day=11, days=20):
    """The same counter with a clerk's sheets of fives in one afternoon."""
    afternoon = min(half_day, 2 * days - 1)
    return Day(
        np.concatenate([counter.half_days, np.full(sheets, afternoon)]),
        np.concatenate([counter.sheets, np.full((sheets, ITEMS), 5.0)]),
    )


def is_listed(counter):
    """Whether a half-day of the counter is put on the review list."""
    return bool(stuffed_half_days(counter.half_days, counter.best))


def caught_and_wronged(seed, *, runs=RUNS, **setting):
    """How many clerks of `runs` are listed, and how many honest counters with a busy day."""
    rng = np.random.default_rng(seed)
    caught = wronged = 0
    days = setting.get("days", 20)
    for _ in range(runs):
        counter = honest(rng, **setting)
        caught += is_listed(stuffed(rng, counter, days=days))
        # The busy day of a large counter is busy enough to be tested at all.
        wronged += is_listed(honest(rng, **{**setting, "answers": 200}))
        wronged += is_listed(honest(rng, **setting))
    return caught, wronged / 2


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.clerks")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    print("| counter | five-star sheets, honest | clerks listed | honest counters listed |")
    print("|---|---|---|---|")
    for name, setting in SETTINGS.items():
        rng = np.random.default_rng(options.seed)
        share = honest(rng, **{**setting, "answers": 5000}).best.mean()
        caught, wronged = caught_and_wronged(options.seed, runs=options.runs, **setting)
        row = f"{100 * caught / options.runs:.1f} % | {100 * wronged / options.runs:.1f} %"
        print(f"| {name} | {100 * share:.0f} % | {row} |")


if __name__ == "__main__":
    main()
