"""What pages and files say about the price of cheating."""

from app.filters import whole
from app.services.reporting.records import IndexRow, Outcome
from app.words import say


def price_in_short(row: IndexRow) -> str:
    """Say in a few words what would change the verdict; nothing where there is no number."""
    if row.price is None or row.price.to_change is None:
        return ""
    count = whole(row.price.to_change)
    if _by_best(row):
        return say("%(count)s invented answers, all best marks, would change it", count=count)
    return say("%(count)s invented answers, all worst marks, would change it", count=count)


def price_sentences(row: IndexRow) -> list[str]:
    """Say how many invented answers the verdict would take to change, or why it is not said."""
    if row.figure is None or row.target is None:
        return []
    price = row.price
    if price is None:
        return [
            say(
                "No single number is right here: the answers of several units weigh differently, "
                "so the price depends on where answers were invented. Each unit below has its own."
            )
        ]
    if price.to_change is None:
        return [say("Not even a million invented answers would change this verdict.")]
    sentences = []
    if row.outcome is not Outcome.NOT_ENOUGH_EVIDENCE:
        sentences.append(_at_least(row, price.to_change))
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


def _by_best(row: IndexRow) -> bool:
    """Tell whether the best marks are what changes the verdict first."""
    if row.outcome is Outcome.NOT_ENOUGH_EVIDENCE and row.price is not None:
        return row.price.to_change == row.price.to_met
    return row.outcome is Outcome.NOT_MET


def _at_least(row: IndexRow, count: int) -> str:
    if _by_best(row):
        return say(
            "At least %(count)s more invented answers, all best marks, are needed to change this "
            "verdict.",
            count=whole(count),
        )
    return say(
        "At least %(count)s more invented answers, all worst marks, are needed to change this "
        "verdict.",
        count=whole(count),
    )
