"""What the page of comparisons says in sentences."""

from collections.abc import Sequence

from flask_babel import lazy_gettext

from app.charts.changes import by_chance_sentence
from app.filters import day, name_of, percent, whole
from app.naming_words import all_names
from app.overview_words import OBSTACLES
from app.part_words import part_name
from app.services.comparing.periods import Period
from app.services.comparing.records import Apart, Pair, Placed, Placing, Refusal
from app.services.comparing.units import LOWER, NEITHER, UPPER
from app.services.reporting.differences import Direction
from app.services.reporting.records import IndexRow
from app.version_words import difference_words
from app.words import ORIGINS, capital, say

TRIAGE_SHARE = 0.10


def group_words(group: int) -> str:
    """Name a group of units."""
    return str(GROUPS[group])


def places_words(one: Placed) -> str:
    """Write the places that the answers cannot rule out."""
    if one.best == one.worst:
        return whole(one.best)
    return say("%(best)s to %(worst)s", best=whole(one.best), worst=whole(one.worst))


def placing_sentences(found: Placing, row: IndexRow) -> list[str]:
    """Say what the places and groups are, and how sure."""
    sentences = [
        say(
            "Places in place of a league table: those that the answers cannot rule out. All hold "
            "at once with %(level)s confidence; 1 is the highest of %(count)s.",
            level=percent(row.confidence_level, 0),
            count=whole(len(found.placed)),
        ),
        say(
            "A unit is put into the upper or the lower half only where every place it could hold "
            "lies there."
        ),
    ]
    if found.draws is not None:
        drawn = say("The places rest on %(draws)s simulated tables.", draws=whole(found.draws))
        sentences.append(drawn)
    return sentences


def inspection_sentence(found: Placing) -> str:
    """Say which units are worth an inspection; not for publication."""
    chosen = [one.row for one in found.placed if one.inspect]
    if not chosen:
        return say("No unit stands out enough to be worth a look at its target.")
    return say(
        "Worth a look, not to be published: %(names)s. On average at most %(share)s of such a list "
        "are on it needlessly (Benjamini-Hochberg).",
        names=all_names(chosen),
        share=percent(TRIAGE_SHARE, 0),
    )


def refusal_sentence(refusal: Refusal) -> str:
    """Say why two things are not compared."""
    reason = capital(OBSTACLES[refusal.reason.obstacle]())
    return say("Not compared. %(reason)s", reason=reason)


def refusal_details(refusal: Refusal) -> list[str]:
    """List the differences between two questionnaires that stand in the way."""
    return [difference_words(difference) for difference in refusal.reason.differences]


def chance_of_gaps(pairs: Sequence[Pair], confidence_level: float) -> str:
    """Say how many of some differences chance alone would make."""
    return by_chance_sentence(
        [(p.figure, p.other_figure) for p in pairs if p.difference], confidence_level
    )


def against(before: Period | None) -> str:
    """Say with which period figures are compared."""
    if before is None:
        return say("There is no earlier survey with this questionnaire to compare with.")
    return say(
        "Compared with “%(survey)s” (%(first)s – %(last)s).",
        survey=name_of(before.survey, "title"),
        first=day(before.first),
        last=day(before.last),
    )


def sides(pair: Pair) -> tuple[str, str]:
    """Name what is compared and with what, where it is not the unit alone."""
    if pair.origin is not None and pair.other_origin is not None:
        return str(ORIGINS[pair.origin]), str(ORIGINS[pair.other_origin])
    if pair.part is not None and pair.other_part is not None:
        return part_name(pair.part), part_name(pair.other_part)
    if pair.unit.id != pair.other_unit.id:
        return name_of(pair.unit), name_of(pair.other_unit)
    return say("Now"), say("Before")


def coverage_words(pair: Pair, side: int) -> str:
    """Say what a group's figure covers; "" where that is not known or not asked."""
    coverage = pair.coverages[side] if pair.coverages else None
    if coverage is None:
        return ""
    return say("covers places with %(share)s of the dossiers", share=percent(coverage))


def apart_sentence(pairs: Sequence[Pair]) -> str:
    """Say how groups over several places are compared, why some are not, and what is instead."""
    sentences = []
    if any(pair.shared for pair in pairs):
        sentences.append(
            say(
                "Over several places, two groups are compared at those places only where both are "
                "shown, each place with the same weight on both sides; so these figures are not "
                "those of the whole unit."
            )
        )
    if any(pair.apart is Apart.PUT_TOGETHER for pair in pairs):
        sentences.append(
            say(
                "What several small groups are together differs from place to place, so that it is "
                "compared with nothing over several places."
            )
        )
    if any(pair.apart is Apart.NO_SHARED_PLACE for pair in pairs):
        sentences.append(
            say(
                "Some groups share no place where both are shown: their difference could be one "
                "of places. Choose two groups that occur at the same places, or compare two units."
            )
        )
    return " ".join(sentences)


def shared_words(pair: Pair) -> str:
    """Say over which places two groups are compared; "" where it is over all."""
    shared = pair.shared
    if shared is None:
        return ""
    covered = say(
        "%(count)s shared places, with %(share)s of the first group’s answers and %(other)s of the "
        "other’s",
        count=whole(shared.places),
        share=percent(shared.answers),
        other=percent(shared.other_answers),
    )
    if not shared.by_dossiers:
        return covered + "; " + say("weighed by the answers of both groups")
    if shared.dossiers is None:
        return covered + "; " + say("weighed by dossiers")
    return (
        covered
        + "; "
        + say("weighed by dossiers, %(share)s of the unit’s", share=percent(shared.dossiers))
    )


def gap_words(direction: Direction) -> str:
    """Say in a word what a difference of two things shows that are not two times."""
    return GAPS[direction]()


APART = {
    Apart.NO_SHARED_PLACE: lazy_gettext("Not compared: no place shows both"),
    Apart.PUT_TOGETHER: lazy_gettext("Not compared: put together from other groups at each place"),
}

GROUPS = {
    UPPER: lazy_gettext("Surely in the upper half"),
    NEITHER: lazy_gettext("Not to be told apart"),
    LOWER: lazy_gettext("Surely in the lower half"),
}

GAPS = {
    Direction.BETTER: lambda: say("Higher"),
    Direction.WORSE: lambda: say("Lower"),
    Direction.UNCHANGED: lambda: say("As good as equal"),
    Direction.CANNOT_TELL: lambda: say("Cannot tell"),
    Direction.NOT_SHOWN: lambda: say("Not shown"),
}
