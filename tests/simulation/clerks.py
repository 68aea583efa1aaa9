"""A clerk who stuffs the box, and honest counters with busy days: who gets on the review list?

Run: `python -m tests.simulation.clerks` (100 runs a setting, a minute or two).

A counter gets 40 honest answers over some weeks, with Monday peaks, a deadline on which three times
as many come, families and groups whose members answer alike, good and bad hours. Satisfaction is a
latent normal; ratings of a sheet hang together (halo), some people tick one answer all along.
The clerk adds 20 sheets of fives spread over one afternoon, as slowly as a citizen would.

The counter stands in a survey of 30 like ones, and every kind of evidence looks at all of them
together, as on the review list.
"""

import argparse
from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.services.integrity.finding import find_evidence
from app.services.integrity.sheets import PointSheets, SurveySheets

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
COUNTERS = 30
LEAST = 5
SESSIONS = ((450, 690), (810, 1020))
FIRST_DAY = date(2026, 3, 2).toordinal()
FACTORS = ["access", "procedure", "staff", "result"] * (ITEMS // 4)


@dataclass(frozen=True)
class Day:
    """What a counter gets: half-day, minute, seconds and sheet of each answer."""

    half_days: np.ndarray
    minutes: np.ndarray
    seconds: np.ndarray
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
    half_days, latent, minutes = [], [], []
    mood = rng.normal(0, 0.25, 2 * days)
    while len(half_days) < answers:
        at = rng.choice(2 * days, p=half / half.sum())
        members = rng.integers(2, group + 1) if rng.random() < 0.12 else 1
        shared = rng.normal(0, 0.7)
        own = rng.normal(0, 0.7, members)
        half_days += [at] * members
        latent += list(level + mood[at] + shared + own)
        minutes += list(arrival(rng, at) + rng.uniform(0, 4, members))
    half_days, latent = np.array(half_days[:answers]), np.array(latent[:answers])
    noise = rng.normal(0, 0.6, (answers, ITEMS))
    straight = rng.random(answers) < 0.25
    noise[straight] = noise[straight, :1]
    sheets = np.clip(np.round(3.3 + latent[:, None] + noise), 1, 5)
    seconds = np.where(straight, 0.6, 1.0) * rng.lognormal(np.log(60), 0.5, answers)
    return Day(half_days, np.array(minutes[:answers]), seconds, sheets)


def arrival(rng, half_day):
    """A minute at which somebody comes: most in the middle of a session, few after it closed."""
    opens, closes = SESSIONS[half_day % 2]
    late = 60.0 if rng.random() < 0.02 else 0.0
    return opens + (closes - opens - 5) * rng.beta(1.3, 1.6) + late


def stuffed(rng, counter, *, sheets=20, half_day=11, days=20):
    """The same counter with a clerk's sheets of fives in one afternoon."""
    afternoon = min(half_day, 2 * days - 1)
    return Day(
        np.concatenate([counter.half_days, np.full(sheets, afternoon)]),
        np.concatenate([counter.minutes, rng.uniform(*SESSIONS[afternoon % 2], sheets)]),
        np.concatenate([counter.seconds, rng.lognormal(np.log(60), 0.5, sheets)]),
        np.concatenate([counter.sheets, np.full((sheets, ITEMS), 5.0)]),
    )


def as_point(counter, number=0):
    """A counter as the kinds of evidence take it."""
    n = len(counter.half_days)
    return PointSheets(
        point_id=number,
        like="counter",
        service_id=None,
        hours=lambda day: SESSIONS,
        sequences=np.arange(n),
        days=FIRST_DAY + counter.half_days // 2,
        minutes=counter.minutes,
        scores=counter.sheets,
        seconds=counter.seconds,
        modes=np.full(n, "kiosk"),
        verified=np.zeros(n, dtype=bool),
        unsure=np.zeros(n, dtype=bool),
        units=np.full(n, number),
    )


def kinds_listed(counter, others):
    """Which kinds of evidence put the counter on the review list, among others like it."""
    survey = SurveySheets([as_point(counter), *others], FACTORS)
    return {rule for rule, _ in find_evidence(survey, least=LEAST).get(0, ())}


def caught_and_wronged(seed, *, runs=RUNS, counters=COUNTERS, **setting):
    """How many clerks of `runs` are listed, and which kinds list how many of 2 × `runs` honest
    counters with a busy day."""
    rng = np.random.default_rng(seed)
    caught, wronged = 0, Counter()
    days = setting.get("days", 20)
    others = [as_point(honest(rng, **setting), number) for number in range(1, counters)]
    for _ in range(runs):
        counter = honest(rng, **setting)
        caught += bool(kinds_listed(stuffed(rng, counter, days=days), others))
        # The busy day of a large counter is busy enough to be tested at all.
        wronged.update(kinds_listed(honest(rng, **{**setting, "answers": 200}), others))
        wronged.update(kinds_listed(honest(rng, **setting), others))
    return caught, wronged


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
        share_wronged = 100 * wronged.total() / (2 * options.runs)
        row = f"{100 * caught / options.runs:.1f} % | {share_wronged:.1f} % {dict(wronged)}"
        print(f"| {name} | {100 * share:.0f} % | {row} |")


if __name__ == "__main__":
    main()
