"""What is said of the units that may be named as not meeting their target."""

from collections.abc import Iterable

from app.filters import name_of, percent, whole
from app.services.reporting.naming import Naming
from app.services.reporting.records import IndexRow
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
