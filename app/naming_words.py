"""What is said of the units that may be named as not meeting their target."""

from collections.abc import Iterable, Sequence

from app.filters import name_of, percent, whole
from app.part_words import dimension_title, row_name
from app.services.breakdowns.standing_out import StandingOut
from app.services.reporting.naming import Naming
from app.services.reporting.records import IndexRow, Outcome
from app.words import say


def naming_sentence(naming: Naming) -> str:
    """Say which units may be named in public as not meeting the target, and with what risk."""
    if not naming.named:
        return say(
            "No unit may be named: %(tested)s units tested together (Holm), none is below its "
            "target surely enough for that.",
            tested=whole(naming.tested),
        )
    return say(
        "May be named as not meeting the target: %(names)s. Of %(tested)s units tested together "
        "(Holm), the chance that even one is named wrongly is at most %(chance)s.",
        names=all_names(naming.named),
        tested=whole(naming.tested),
        chance=percent(naming.chance),
    )


def public_sentences(naming: Naming | None, rows: Sequence[IndexRow]) -> list[str]:
    """Say on a public page who is named; in a publication of before (None), that nobody is."""
    if naming is None:
        if not any(row.outcome is Outcome.NOT_MET for row in rows):
            return []
        return [
            say(
                "Each verdict looks at one unit by itself: this publication was made before its "
                "units were tested together. Among so many units some miss their target by chance "
                "alone, so it is no list of units that do not meet it."
            )
        ]
    if not naming.tested:
        return []
    told = (naming_sentence(naming), others_sentence(naming))
    alone = say("The verdict in each row looks at that unit by itself.")
    return [*filter(None, told), alone]


def part_sentence(found: StandingOut) -> str:
    """Say which parts of a unit's answers surely miss its target, the lowest first."""
    if not found.named:
        return say(
            "No part stands out: of %(tested)s parts tested together (Holm), none is below the "
            "target surely enough to be named.",
            tested=whole(found.tested),
        )
    names = "; ".join(
        say(
            "%(part)s (%(dimension)s), n = %(n)s",
            part=row_name(row),
            dimension=lower(dimension_title(named)),
            n=whole(row.figure.n if row.figure else 0),
        )
        for named, row in found.named
    )
    return say(
        "Parts below the target: %(names)s. Of %(tested)s parts tested together (Holm), the chance "
        "that even one is named wrongly is at most %(chance)s.",
        names=names,
        tested=whole(found.tested),
        chance=percent(found.chance),
    )


def lower(text: str) -> str:
    """Put a title within a sentence."""
    return text[:1].lower() + text[1:]


def others_sentence(naming: Naming) -> str:
    """Say how many more miss their target each by itself; "" where there are none."""
    if not naming.others:
        return ""
    return say(
        "%(count)s more units miss their target, each looked at by itself. Among so many units "
        "some do so by chance alone, so they are not named.",
        count=whole(naming.others),
    )


def all_names(rows: Iterable[IndexRow]) -> str:
    """Name units, all of them: a list with an end left out is none."""
    return ", ".join(name_of(row.unit) for row in rows)
