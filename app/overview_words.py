"""What the overview of a unit says in sentences."""

from collections.abc import Iterable

from analysis.change import Difference
from analysis.verdict import MINIMUM_RESPONDENTS
from app.charts.changes import by_chance_sentence, direction_words, points
from app.charts.numbers import interval_words, target_words, targets_of, value_words
from app.filters import day, name_of, percent, whole
from app.services.reporting.changes import ChangeRow, Changes, Obstacle
from app.services.reporting.differences import Direction
from app.services.reporting.overview import Factors, Overview
from app.services.reporting.records import Figure, IndexRow, Outcome
from app.version_words import difference_words
from app.words import FORMULAS, item_label, reason, say
from surveys.definitions import Questionnaire

NAMES_AT_MOST = 5


def verdict_sentence(row: IndexRow) -> str:
    """Say the verdict with its figure, its interval, its n and its reason."""
    if row.figure is None:
        return say("%(unit)s: %(reason)s.", unit=name_of(row.unit), reason=reason(row))
    targets = targets_of(row)
    against = (
        say("against a target of %(target)s", target=target_words(row.formula, targets[0]))
        if targets[0] is not None
        else say("without a target")
    )
    return say(
        "%(index)s: %(value)s (interval %(interval)s, n = %(n)s) %(against)s – %(reason)s.",
        index=FORMULAS[row.formula.id],
        value=value_words(row.formula, row.figure.share, *targets),
        interval=interval_words(row.formula, row.figure, *targets),
        n=whole(row.figure.n),
        against=against,
        reason=reason(row),
    )


def names_of(rows: Iterable[IndexRow]) -> str:
    """Name some units, and how many more there are."""
    names = [name_of(row.unit) for row in rows]
    named = ", ".join(names[:NAMES_AT_MOST])
    more = len(names) - NAMES_AT_MOST
    return say("%(names)s and %(more)s more", names=named, more=more) if more > 0 else named


def not_met_sentence(overview: Overview) -> str:
    """Say which units below surely do not meet the target."""
    rows = overview.of_outcome(Outcome.NOT_MET)
    if not rows:
        return say("No unit below is proven to miss the target.")
    return say(
        "%(count)s units below miss the target, each looked at by itself: %(names)s.",
        count=whole(len(rows)),
        names=names_of(rows),
    )


def change_sentence(changes: Changes, change: ChangeRow | None) -> str:
    """Say what became of the unit since the survey before, or why that cannot be said."""
    if changes.earlier is None:
        return say("There is no earlier survey with this questionnaire to compare with.")
    if changes.reason is not None:
        return not_compared(changes)
    if change is None or change.difference is None:
        return say("Change cannot be shown: one of the two surveys has no figure to show.")
    return say(
        "%(direction)s compared with “%(survey)s”: %(change)s points, interval %(interval)s; "
        "n = %(before)s before and %(now)s now.",
        direction=CHANGED[change.direction](),
        survey=name_of(changes.earlier, "title"),
        change=points(change.difference.value),
        interval=change_interval(change.difference),
        before=whole(change.earlier.n) if change.earlier else "–",
        now=whole(change.row.figure.n) if change.row.figure else "–",
    )


def change_interval(found: Difference) -> str:
    """Write the limits of a change, in points."""
    return f"{points(found.interval.low)} … {points(found.interval.high)}"


def not_compared(changes: Changes) -> str:
    """Say why nothing is compared with the survey before."""
    if changes.earlier is None or changes.reason is None:
        return ""
    survey = name_of(changes.earlier, "title")
    told = say("Not compared with “%(survey)s”:", survey=survey)
    return f"{told} {OBSTACLES[changes.reason.obstacle]()}"


def obstacle_details(changes: Changes) -> list[str]:
    """List the differences between two questionnaires that stand in the way."""
    return [difference_words(d) for d in changes.reason.differences] if changes.reason else []


def direction_counts(overview: Overview) -> str:
    """Count the units below by what became of them."""
    counts = ((direction_words(d), len(overview.of_direction(d))) for d in Direction)
    return ", ".join(f"{word}: {whole(count)}" for word, count in counts if count)


def chance_of_change(overview: Overview) -> str:
    """Say how many of the changes below chance alone would make."""
    found = [
        overview.changed[row.unit.id] for row in overview.below if row.unit.id in overview.changed
    ]
    pairs = [(change.earlier, change.row.figure) for change in found]
    return by_chance_sentence(pairs, overview.row.confidence_level)


def compared_days(changes: Changes) -> str:
    """Say with which survey, and of which days, figures are compared."""
    if changes.earlier is None:
        return ""
    return say(
        "Compared with “%(survey)s” (%(first)s – %(last)s).",
        survey=name_of(changes.earlier, "title"),
        first=day(changes.earlier.opens_on),
        last=day(changes.earlier.closes_on),
    )


def factor_sentence(factors: Factors, questionnaire: Questionnaire) -> str:
    """Say which side of the service to look at first, and how sure that is."""
    first = factors.first
    if first is None or first.factor.figure is None:
        return say("No side of the service has a figure to show.")
    told = say(
        "Lowest: %(factor)s, %(figure)s.",
        factor=item_label(questionnaire, first.factor),
        figure=share_words(first.factor.figure),
    )
    if len(factors.shown) < 2:
        return told
    return f"{told} {_rivals_sentence(factors, questionnaire)}"


def _rivals_sentence(factors: Factors, questionnaire: Questionnaire) -> str:
    if not factors.rivals:
        return say("It is lower than every other side beyond chance.")
    if len(factors.rivals) == len(factors.shown) - 1:
        return say(
            "The answers do not tell the %(count)s sides apart: by chance alone each of them could "
            "be the lowest.",
            count=whole(len(factors.shown)),
        )
    return say(
        "By chance alone the lowest could also be: %(others)s. Look at these together; the other "
        "sides are surely not the lowest.",
        others="; ".join(item_label(questionnaire, line.factor) for line in factors.rivals),
    )


def share_words(figure: Figure) -> str:
    """Write a share satisfied with its interval and n."""
    return say(
        "%(value)s (interval %(interval)s, n = %(n)s)",
        value=percent(figure.share),
        interval=f"{percent(figure.share_low)} – {percent(figure.share_high)}",
        n=whole(figure.n),
    )


def needed_sentence(row: IndexRow) -> str:
    """Say how many more answers the unit needs for a verdict."""
    if row.outcome in (Outcome.MET, Outcome.NOT_MET):
        return say("The verdict stands; no more answers are needed for it.")
    if row.outcome is not Outcome.NOT_ENOUGH_EVIDENCE or row.figure is None:
        return say("How many answers are needed cannot be said: there is no figure yet.")
    if row.answers_needed is None:
        return say("The index lies so near the target that no number of answers would settle it.")
    if row.figure.n < MINIMUM_RESPONDENTS:
        return say(
            "A verdict needs at least %(least)s people; %(n)s have answered.",
            least=MINIMUM_RESPONDENTS,
            n=whole(row.figure.n),
        )
    return say(
        "If further answers are like the present ones, about %(more)s more would settle it.",
        more=whole(row.answers_needed),
    )


CHANGED = {
    Direction.BETTER: lambda: say("Surely better"),
    Direction.WORSE: lambda: say("Surely worse"),
    Direction.UNCHANGED: lambda: say("Hardly changed"),
    Direction.CANNOT_TELL: lambda: say("No change can be proven"),
}

OBSTACLES = {
    Obstacle.OTHER_FORMULAS: lambda: say("it does not publish this index."),
    Obstacle.OTHER_QUESTIONS: lambda: say("its questionnaire measured this index in another way."),
    Obstacle.OTHER_LEVEL: lambda: say("its intervals have another confidence level."),
    Obstacle.OTHER_QUESTIONNAIRE: lambda: say("it asked another questionnaire."),
    Obstacle.SHARED_DAYS: lambda: say(
        "the two periods share days, so the same answers would stand on both sides."
    ),
    Obstacle.SAME_THING: lambda: say("it is one and the same thing."),
    Obstacle.NOT_DIVIDED: lambda: say(
        "parts are given for the whole survey alone, in the tree of units of its time."
    ),
    Obstacle.TWO_FORMULAS: lambda: say("two different indices do not measure the same thing."),
}
