"""What is said of a unit without a verdict: what would settle it, and whether that can come."""

from datetime import date, timedelta

from analysis.verdict import MINIMUM_RESPONDENTS
from app import clock
from app.filters import percent, whole
from app.services.reporting.records import IndexRow, Outcome
from app.words import say

ONE_DAY = timedelta(days=1)
FAR_TIMES = 20
"""So many times the people who answered are said to be far, where no dossiers tell the most."""


def needed_sentence(row: IndexRow, today: date | None = None) -> str:
    """Say how many more answers the unit needs for a verdict, and whether they can come."""
    if row.outcome in (Outcome.MET, Outcome.NOT_MET):
        return say("The verdict stands; no more answers are needed for it.")
    if row.outcome is not Outcome.NOT_ENOUGH_EVIDENCE or row.figure is None:
        return say("How many answers are needed cannot be said: there is no figure yet.")
    now = today or clock.local_day(clock.now())
    told = _when_over(row) if row.last < now else _while_open(row, now)
    return f"{told} {_too_many(row)}".strip()


def more_words(row: IndexRow, today: date | None = None) -> str:
    """Say in a few words, for tables, what would settle the verdict; "" where nothing is known."""
    if not row.answers_needed or row.figure is None or row.figure.n < MINIMUM_RESPONDENTS:
        return ""
    if row.last < (today or clock.local_day(clock.now())):
        return say("the period is over; the next one needs about %(all)s answers", all=_all(row))
    return say("about %(more)s more answers would decide", more=whole(row.answers_needed))


def _when_over(row: IndexRow) -> str:
    over = say("The period is over; it ends without a verdict.")
    if row.answers_needed is None:
        return f"{over} {_too_near()}"
    next_one = say(
        "The next period needs about %(all)s answers, if they are like these.", all=_all(row)
    )
    return f"{over} {next_one}"


def _while_open(row: IndexRow, today: date) -> str:
    if row.answers_needed is None or row.figure is None:
        return _too_near()
    if row.figure.n < MINIMUM_RESPONDENTS:
        return say(
            "A verdict needs at least %(least)s people; %(n)s have answered.",
            least=MINIMUM_RESPONDENTS,
            n=whole(row.figure.n),
        )
    told = say(
        "If further answers are like the present ones, about %(more)s more would settle it.",
        more=whole(row.answers_needed),
    )
    coming = expected_answers(row, today)
    if coming is None or coming >= row.answers_needed:
        return told
    pace = say(
        "At the pace so far only about %(coming)s come until the last day: too few.",
        coming=whole(coming),
    )
    return f"{told} {pace}"


def _too_many(row: IndexRow) -> str:
    """Say what number of answers is out of reach: more than the unit has dossiers."""
    if row.answers_needed is None or row.figure is None:
        return ""
    known, wanted = row.population, row.figure.n + row.answers_needed
    if known is None:
        return _how_far(wanted, row.figure.n)
    dossiers = dossiers_of_period(row)
    if not dossiers:
        return ""
    if wanted > dossiers:
        return say(
            "That is out of reach: the unit has about %(dossiers)s dossiers a period.",
            dossiers=whole(dossiers),
        )
    if known.response_rate is None or wanted / dossiers <= known.response_rate:
        return ""
    return say(
        "For that %(wanted)s of the people with a dossier must answer; so far %(now)s do.",
        wanted=percent(wanted / dossiers),
        now=percent(known.response_rate),
    )


def _how_far(wanted: int, n: int) -> str:
    """Say how far a number lies from what came, where it is not known how many could come."""
    if wanted < FAR_TIMES * max(n, MINIMUM_RESPONDENTS):
        return ""
    return say(
        "That is about %(times)s times as many people as answered this time: hardly within reach.",
        times=whole(round(wanted / n)),
    )


def expected_answers(row: IndexRow, today: date) -> int | None:
    """Count the answers that still come at the pace so far; None on the first day."""
    gone, left = (today - row.first).days, (row.last + ONE_DAY - today).days
    if row.figure is None or gone < 1:
        return None
    return round(row.figure.n * left / gone)


def dossiers_of_period(row: IndexRow) -> int | None:
    """Count the dossiers of the whole period, from those of the days that are counted."""
    known = row.population
    if known is None:
        return None
    counted = (known.last - known.first).days + 1
    return round(known.dossiers * max((row.last - row.first).days + 1, counted) / counted)


def _too_near() -> str:
    return say("The index lies so near the target that no number of answers would settle it.")


def _all(row: IndexRow) -> str:
    return whole((row.figure.n if row.figure else 0) + (row.answers_needed or 0))
