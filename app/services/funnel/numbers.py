"""What the counts of a point come to: how many opened, sent, and how long it took."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.models import FunnelStep
from app.services.funnel.spans import Span, median_span

LEAST = 5
"""Of fewer forms no share and no median is shown, and never a detail: a question, a reason."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of forms; `refused` were shown again for what was wrong with their answers.

    `delivered` are answers of shared tablets and of forms fetched ahead: nobody saw those opened,
    so they are no part of the share that was sent. `late` of them arrived over an hour after they
    were given, as the device tells it: the one place where a device is believed for so long.
    """

    opened: int = 0
    started: int = 0
    refused: int = 0
    sent: int = 0
    delivered: int = 0
    late: int = 0
    took: Mapping[str, int] = field(default_factory=dict)

    @property
    def share_sent(self) -> float | None:
        """How many of those opened were sent; None of too few forms to tell."""
        return min(self.sent / self.opened, 1.0) if self.opened >= LEAST else None

    @property
    def median(self) -> Span | None:
        """The span in which the middle form was filled in; None of too few forms to tell."""
        return median_span(self.took) if sum(self.took.values()) >= LEAST else None


FIELDS = {
    (FunnelStep.OPENED, ""): "opened",
    (FunnelStep.STARTED, ""): "started",
    (FunnelStep.REFUSED, "answers"): "refused",
    (FunnelStep.SENT, ""): "sent",
    (FunnelStep.DELIVERED, ""): "delivered",
    (FunnelStep.LATE, ""): "late",
}


def numbers_of(counts: Mapping[tuple[str, str], int]) -> Numbers:
    """Sort counts by step and detail into numbers."""
    took = {detail: n for (step, detail), n in counts.items() if step == FunnelStep.TOOK}
    named = {name: counts.get(key, 0) for key, name in FIELDS.items()}
    return Numbers(**named, took=took)


def added_up(parts: Iterable[Numbers]) -> Numbers:
    """Add numbers up; a median is found again among all forms."""
    sums = dict.fromkeys(FIELDS.values(), 0)
    took: dict[str, int] = {}
    for part in parts:
        for name in sums:
            sums[name] += getattr(part, name)
        for span, n in part.took.items():
            took[span] = took.get(span, 0) + n
    return Numbers(**sums, took=took)
