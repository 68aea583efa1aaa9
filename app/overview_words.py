"""What the overview of a unit says in sentences."""

from analysis.change import Difference
from app.charts.changes import by_chance_sentence, direction_words, points
from app.charts.numbers import interval_words, target_words, targets_of, value_words
from app.filters import day, name_of, percent, whole
from app.naming_words import naming_sentence, others_sentence
from app.services.reporting.changes import ChangeRow, Changes, Obstacle
from app.services.reporting.differences import Direction
from app.services.reporting.overview import Factors, Overview
from app.services.reporting.records import Figure, IndexRow
from app.version_words import difference_words
from app.words import FORMULAS, item_label, reason, say
from surveys.definitions import Questionnaire


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


def not_met_sentence(overview: Overview) -> str:
    """Say which units below may be named as not meeting the target, and how many more miss it."""
    naming = overview.naming
    if not naming.named and not naming.others:
        return say("No unit below is proven to miss the target.")
    return f"{naming_sentence(naming)} {others_sentence(naming)}".strip()


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
