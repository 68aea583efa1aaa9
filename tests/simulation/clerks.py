"""A clerk who stuffs the box, and honest counters with busy days: who gets on the review list?

Run: `python -m tests.simulation.clerks` (100 surveys a setting, some minutes).

A counter gets 40 honest answers over some weeks, with Monday peaks, a deadline on which three times
as many come, families and groups whose members answer alike, good and bad hours. Satisfaction is a
latent normal; ratings of a sheet hang together (halo), some people tick one answer all along. Half
come by kiosk, half by phone, a third of these by invitation; counters differ in how these answer.
Of ten dossiers two to nine bring an answer.

The counter stands in a survey of 30 like ones, all drawn anew each time, and every kind of evidence
looks at all of them together, as on the review list: at the end, and four times before.
The clerk adds 20 sheets of fives spread over one afternoon, as slowly as a citizen would.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np

from app.models import Mode
from app.services.integrity.finding import find_evidence
from app.services.integrity.sheets import MODE_NUMBERS, Dossiers, PointSheets, SurveySheets

ITEMS = 8
SETTINGS = {
    "usual": {"days": 20, "level": 0.9},
    "16 ratings": {"days": 20, "level": 0.9, "items": 16},
    "one week": {"days": 5, "level": 0.9},
    "well liked": {"days": 20, "level": 1.3},
    "badly liked": {"days": 20, "level": 0.2},
    "small counter": {"days": 60, "level": 0.9},
    "large groups": {"days": 20, "level": 0.9, "group": 6},
}
RUNS = 100
COUNTERS = 30
LOOKS = 5
LEAST = 5
SESSIONS = ((450, 690), (810, 1020))
FIRST_DAY = date(2026, 3, 2).toordinal()
FACTORS = ["access", "procedure", "staff", "result"] * (ITEMS // 4)


@dataclass(frozen=True)
class Day:
    """What a counter gets: half-day, minute, seconds, sheet, mode of each answer."""

    half_days: np.ndarray
    minutes: np.ndarray
    seconds: np.ndarray
    sheets: np.ndarray
    modes: np.ndarray
    verified: np.ndarray

    @property
    def best(self):
        """Whether every rating of a sheet is five."""
        return (self.sheets == 5).all(axis=1).astype(float)

    def and_also(self, other):
        """The answers of both."""
        parts = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Day(*(np.concatenate(pair) for pair in parts))

    def before(self, half_day):
        """What had come by then."""
        seen = self.half_days < half_day
        return Day(*(getattr(self, f.name)[seen] for f in fields(self)))


def honest(rng, *, answers=40, days=20, level=0.9, group=3, items=ITEMS):
    """Honest answers of a counter; the busy half-day is the first."""
    weight = np.array([1.8 if day % 5 == 0 else 1.0 for day in range(days)])
    half = np.repeat(weight, 2) * rng.lognormal(0, 0.4, 2 * days)
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
    kiosk = rng.random(answers) < 0.5
    verified = ~kiosk & (rng.random(answers) < 1 / 3)
    latent = np.array(latent[:answers])
    latent += kiosk * rng.normal(0.1, 0.15) - verified * rng.normal(0.1, 0.15)
    noise = rng.normal(0, 0.6, (answers, items))
    straight = rng.random(answers) < 0.25
    noise[straight] = noise[straight, :1]
    return Day(
        np.array(half_days[:answers]),
        np.array(minutes[:answers]),
        np.where(straight, 0.6, 1.0) * rng.lognormal(np.log(60), 0.5, answers),
        np.clip(np.round(3.3 + latent[:, None] + noise), 1, 5),
        np.where(kiosk, MODE_NUMBERS[Mode.KIOSK], MODE_NUMBERS[Mode.SELF_PHONE]),
        verified,
    )


def arrival(rng, half_day):
    """A minute at which somebody comes: most in the middle of a session, few after it closed."""
    opens, closes = SESSIONS[half_day % 2]
    late = 60.0 if rng.random() < 0.02 else 0.0
    return opens + (closes - opens - 5) * rng.beta(1.3, 1.6) + late


def stuffed(rng, counter, *, sheets=20, half_day=11, days=20):
    """The same counter with a clerk's sheets of fives in one afternoon, on his own phone."""
    afternoon = min(half_day, 2 * days - 1)
    return counter.and_also(
        Day(
            np.full(sheets, afternoon),
            rng.uniform(*SESSIONS[afternoon % 2], sheets),
            rng.lognormal(np.log(60), 0.5, sheets),
            np.full((sheets, counter.sheets.shape[1]), 5.0),
            np.full(sheets, MODE_NUMBERS[Mode.SELF_PHONE]),
            np.zeros(sheets, dtype=bool),
        )
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
        modes=counter.modes,
        verified=counter.verified,
        unsure=np.zeros(n, dtype=bool),
        units=np.full(n, number),
    )


def dossiers_of(rng, counters, days):
    """What each counter handled in the time: two to nine answers of ten dossiers."""
    first, last = (date.fromordinal(FIRST_DAY + day) for day in (0, days))
    return [
        Dossiers(number, None, first, last, int(len(c.half_days) / rng.uniform(0.2, 0.9)))
        for number, c in enumerate(counters)
    ]


def listed(counters, dossiers):
    """Which kinds of evidence put which counters on the review list."""
    factors = FACTORS * (counters[0].sheets.shape[1] // ITEMS)
    points = [as_point(counter, number) for number, counter in enumerate(counters)]
    found = find_evidence(SurveySheets(points, factors, dossiers), least=LEAST)
    return {number: {rule for rule, _ in items} for number, items in found.items()}


@dataclass
class Tally:
    """What came of the surveys: clerks caught; kinds that list honest counters.

    busy : of one honest counter a survey with five times as many answers as the others
    wronged : of all honest counters, at the last look
    ever : honest counters listed at the last look, or at a look before
    """

    surveys: int = 0
    counters: int = 0
    caught: int = 0
    busy: Counter = None
    wronged: Counter = None
    wronged_counters: int = 0
    ever: int = 0

    def __post_init__(self):
        self.busy, self.wronged = Counter(), Counter()


def simulate(seed, *, runs=RUNS, counters=COUNTERS, looks=1, **setting):
    """Draw `runs` surveys of honest counters; look at each as it is, with a clerk, with a busy
    one."""
    rng = np.random.default_rng(seed)
    days, tally = setting.get("days", 20), Tally(runs, runs * counters)
    for _ in range(runs):
        every = [honest(rng, **setting) for _ in range(counters)]
        dossiers = dossiers_of(rng, every, days)
        clerk = stuffed(rng, every[0], days=days)
        tally.caught += 0 in listed([clerk, *every[1:]], dossiers)
        # The busy day of a large counter is busy enough to be tested at all.
        busy = honest(rng, **{**setting, "answers": 200})
        enough = [replace(dossiers[0], handled=5 * dossiers[0].handled), *dossiers[1:]]
        tally.busy.update(listed([busy, *every[1:]], enough).get(0, ()))
        last = listed(every, dossiers)
        tally.wronged.update(rule for rules in last.values() for rule in rules)
        tally.wronged_counters += len(last)
        ever = set(last)
        for look in range(1, looks):
            ever |= set(listed([c.before(2 * days * look // looks) for c in every], dossiers))
        tally.ever += len(ever)
    return tally


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.clerks")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    head = ["counter", "five-star sheets, honest", "clerks listed", "honest busy counters listed"]
    head += [f"of all {COUNTERS} honest counters, last look", f"in any of {LOOKS} looks"]
    print("|", " | ".join(head), "|")
    print("|---" * len(head) + "|")
    for name, setting in SETTINGS.items():
        rng = np.random.default_rng(options.seed)
        share = honest(rng, **{**setting, "answers": 5000}).best.mean()
        tally = simulate(options.seed, runs=options.runs, looks=LOOKS, **setting)
        cells = [name, f"{share:.0%}", f"{tally.caught / tally.surveys:.1%}"]
        cells.append(f"{tally.busy.total() / tally.surveys:.1%} {dict(tally.busy)}")
        cells.append(f"{tally.wronged_counters / tally.counters:.2%} {dict(tally.wronged)}")
        cells.append(f"{tally.ever / tally.counters:.2%}")
        print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
