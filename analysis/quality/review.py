"""From flags to a list for people to look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.arguments import choice, whole_number

RULES = {
    "straight_lining": "pattern",
    "long_run": "pattern",
    "repeated_sheet": "copy",
    "speeder": "speed",
    "burst": "volume",
    "more_answers_than_dossiers": "volume",
    "before_appointment": "time",
    "outside_opening_hours": "time",
    "same_shape_day": "shape",
}
"""Every rule and its family: two rules of one family see the same thing and count once."""

LEAST_FAMILIES = 2


@dataclass(frozen=True, slots=True)
class Flag:
    """A suspicion against one answer: the rule and its evidence, as numbers with names."""

    respondent: int
    rule: str
    evidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One answer to look at, with the independent kinds of suspicion against it."""

    respondent: int
    families: tuple[str, ...]
    flags: tuple[Flag, ...]


def review_list(
    flags: Iterable[Flag], *, least_families: int = LEAST_FAMILIES
) -> tuple[ReviewEntry, ...]:
    """List the answers with at least two independent kinds of flag, most of them first.

    Parameters
    ----------
    flags : iterable of Flag
    least_families : int, optional
        How many kinds make an answer worth a look.

    Returns
    -------
    tuple of ReviewEntry
        Ordered by the number of kinds, then by respondent. Nothing is left out of any result
        because of it.

    References
    ----------
    .. [1] A. W. Meade and S. B. Craig (2012), "Identifying careless responses in survey data",
       Psychological Methods 17, 437-455.
    """
    least = whole_number("least_families", least_families, low=1)
    by_respondent: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags:
        choice("rule", flag.rule, RULES)
        by_respondent[flag.respondent].append(flag)
    entries = (
        ReviewEntry(respondent, tuple(sorted({RULES[f.rule] for f in found})), tuple(found))
        for respondent, found in by_respondent.items()
    )
    worth_a_look = (entry for entry in entries if len(entry.families) >= least)
    return tuple(sorted(worth_a_look, key=lambda e: (-len(e.families), e.respondent)))
