"""All kinds of evidence at all points, looked at together."""

from collections.abc import Mapping

from analysis.multiplicity import adjusted_p_values
from app.services.integrity.kinds import KINDS
from app.services.integrity.sheets import Findings, Found, SurveySheets

FALSE_SHARE = 0.05
"""Of all entries of a review list, the share that is there by chance, on the average."""

Evidence = dict[int, list[tuple[str, Found]]]
"""Per point what was found, with the rule of its kind, the most improbable first."""


def find_evidence(survey: SurveySheets, *, least: int) -> Evidence:
    """Search a survey with every kind; nothing rests on fewer than `least` answers.

    Points and kinds are looked at together: what one kind found at one point stays if Benjamini
    and Hochberg's rule leaves it, among all pairs of a kind and a point that could be tested, each
    with the weight of its kind (C. R. Genovese, K. Roeder and L. Wasserman (2006), "False discovery
    control with p-value weighting", Biometrika 93, 509-524).
    """
    found = {rule: kind.find(survey) for rule, kind in KINDS.items()}
    evidence: Evidence = {}
    for rule, point_id in left_together(found):
        enough = [item for item in found[rule][point_id] if item.smallest >= least]
        evidence.setdefault(point_id, []).extend((rule, item) for item in enough)
    return {
        point_id: sorted(items, key=lambda pair: pair[1].p_value)
        for point_id, items in evidence.items()
        if items
    }


def left_together(found: Mapping[str, Findings]) -> list[tuple[str, int]]:
    """List the pairs of kind and point that are not to be expected somewhere among so many."""
    tested = [(rule, point_id) for rule, at in found.items() for point_id in at]
    weights = [KINDS[rule].weight for rule, _ in tested]
    mean = sum(weights) / len(weights) if weights else 1.0
    smallest = [
        min((item.p_value for item in found[rule][point_id]), default=1.0) * mean / weight
        for (rule, point_id), weight in zip(tested, weights, strict=True)
    ]
    adjusted = adjusted_p_values([min(p, 1.0) for p in smallest], method="benjamini_hochberg")
    return [
        pair
        for pair, p_value in zip(tested, adjusted, strict=True)
        if p_value is not None and p_value < FALSE_SHARE
    ]
