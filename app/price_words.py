"""What pages and files say about the price of cheating."""

from analysis.quality.price import Price
from app.filters import whole
from app.services.reporting.records import IndexRow, Outcome
from app.words import say


def price_in_short(row: IndexRow) -> str:
    """Say in a few words what would change the verdict; nothing where there is no number.

    The number is said that a rated office could be after: of a verdict that is still open, what
    would make it “Met”; of “Met”, what it may owe to invented answers.
    """
    price = row.price
    if row.outcome is Outcome.NOT_ENOUGH_EVIDENCE and price and price.to_met:
        return say(
            "%(count)s invented answers, all best marks, would make it “Met”",
            count=whole(price.to_met),
        )
    if price is None or price.to_change is None:
        return ""
    if row.outcome is Outcome.MET and price.held_up_by is not None:
        return say(
            "wrong only if at least %(count)s of the answers, all best marks, were invented",
            count=whole(price.held_up_by),
        )
    count = whole(price.to_change)
    if row.outcome is Outcome.NOT_MET:
        return say("%(count)s invented answers, all best marks, would change it", count=count)
    return say("%(count)s invented answers, all worst marks, would change it", count=count)


def price_sentences(row: IndexRow) -> list[str]:
    """Say how many invented answers the verdict would take to change, or why it is not said."""
    if row.figure is None or row.target is None:
        return []
    if row.price is None and row.unit.one_person:
        return [
            say(
                "It is not worked out for a counter at which one person serves: its verdict rests "
                "on its own answers alone, apart from those of other units."
            )
        ]
    if row.price is None:
        return [
            say(
                "No single number is right here: the answers of several units weigh differently, "
                "so the price depends on where answers were invented. Each unit below has its own."
            )
        ]
    if row.price.to_change is None:
        return [say("Not even a million invented answers would change this verdict.")]
    return [
        *_held_up_by(row.price),
        *_to_change(row.outcome, row.price.to_change),
        *_to_each_verdict(row.price),
    ]


def _held_up_by(price: Price) -> list[str]:
    """Say how many of the answers that are there a target that is met may owe to inventing."""
    if price.held_up_by is None:
        return []
    return [
        say(
            "“Met” falls only if at least %(count)s of the answers there are, all best marks, were "
            "invented.",
            count=whole(price.held_up_by),
        )
    ]


def _to_change(outcome: Outcome, count: int) -> list[str]:
    """Say from when on a verdict that stands no longer does."""
    if outcome is Outcome.NOT_MET:
        return [
            say(
                "At least %(count)s more invented answers, all best marks, are needed to change "
                "this verdict.",
                count=whole(count),
            )
        ]
    if outcome is Outcome.MET:
        return [
            say(
                "At least %(count)s more invented answers, all worst marks, are needed to change "
                "this verdict.",
                count=whole(count),
            )
        ]
    return []


def _to_each_verdict(price: Price) -> list[str]:
    """Say what would bring about the verdicts that are not there."""
    sentences = []
    if price.to_met:
        sentences.append(
            say(
                "With %(count)s more invented answers, all best marks, it would read “Met”.",
                count=whole(price.to_met),
            )
        )
    if price.to_not_met:
        sentences.append(
            say(
                "With %(count)s more invented answers, all worst marks, it would read “Not met”.",
                count=whole(price.to_not_met),
            )
        )
    return sentences
