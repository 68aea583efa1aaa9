"""From estimates to the records a command prints: one per domain, with one set of keys."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.commands.estimated import Estimated
from analysis.intervals import answers_to_decide_each, effective_size
from analysis.results import Estimate, Floats, Notice
from analysis.verdict import MINIMUM_RESPONDENTS, Verdict, doubts, verdicts

Record = dict[str, Any]

FIGURES = ("estimate", "se", "low", "high", "df", "n_eff", "deff", "dispersion", "answered_items")


def records(estimated: Estimated) -> list[Record]:
    """Write one record per domain, in the order of the names."""
    extras = _extras(estimated)
    return [
        _record(name, estimated, estimated.estimates.get(name), extras.get(name, {}))
        for name in estimated.names
    ]


def notices_as_text(notices: Sequence[Notice]) -> list[str]:
    """Write notices as `code: what it is about`, each once."""
    return list(dict.fromkeys(f"{notice.code}: {notice.about}" for notice in notices))


def _record(name: str, estimated: Estimated, estimate: Estimate | None, extras: Record) -> Record:
    """All keys in every record: null where nobody answered, never 0."""
    measure, flags = estimated.measure, estimated.flags
    goal = flags.goal(measure)
    figures = _figures(estimate) if estimate else dict.fromkeys(FIGURES)
    return {
        "domain": name or None,
        **figures,
        "n": estimate.n if estimate else 0,
        "verdict": None if goal is None else extras.get("verdict", Verdict.NOT_ENOUGH_EVIDENCE),
        "target": None if goal is None else measure.start + (measure.end - measure.start) * goal,
        "formula": measure.formula,
        "formula_version": measure.version,
        "counted": measure.counted,
        "interval": flags.interval if measure.bounded else "t",
        "confidence_level": flags.confidence_level,
        "company": extras.get("company", False),
        "n_star": extras.get("n_star"),
        "reliable": extras.get("doubts") == [],
        "doubts": extras.get("doubts", []),
        "answers_to_decide": extras.get("answers_to_decide"),
        "source": estimated.design.source,
        "notices": notices_as_text(estimate.notices if estimate else estimated.design.notices()),
    }


def _figures(estimate: Estimate) -> Record:
    values = (
        estimate.value,
        estimate.se,
        estimate.interval.low,
        estimate.interval.high,
        estimate.df,
        estimate.n_eff,
        estimate.deff,
        estimate.dispersion,
        estimate.answered_items,
    )
    finite = (x if x is not None and np.isfinite(x) else None for x in values)
    return dict(zip(FIGURES, finite, strict=True))


def _extras(estimated: Estimated) -> Mapping[str, Record]:
    """What only a share has: a verdict, an effective size, doubts."""
    if not estimated.measure.bounded or not estimated.estimates:
        return {}
    flags, moments = estimated.flags, estimated.ratios.moments
    company = estimated.company
    low, high = _limits(estimated)
    sizes = effective_size(moments, confidence_level=flags.confidence_level, company=company)
    judged = _judgements(estimated, low, high, company)
    return {
        name: {
            "company": company is not None and bool(company[k] > 0),
            "n_star": float(sizes[k]),
            "doubts": [
                doubt.value
                for doubt in doubts(int(moments.n[k]), sizes[k], high[k] - low[k], moments.df[k])
            ],
            **judged[k],
        }
        for k, name in enumerate(estimated.estimates)
    }


def _limits(estimated: Estimated) -> tuple[Floats, Floats]:
    """The limits as shares, from 0 to 1, whatever the scale they are published on."""
    start, length = estimated.measure.start, estimated.measure.end - estimated.measure.start
    intervals = [estimate.interval for estimate in estimated.estimates.values()]
    low, high = (np.array(side) for side in zip(*((x.low, x.high) for x in intervals), strict=True))
    return (low - start) / length, (high - start) / length


def _judgements(
    estimated: Estimated, low: Floats, high: Floats, company: Floats | None
) -> list[Record]:
    """The verdict on the limits as printed, and how many more answers would settle it."""
    measure, flags, moments = estimated.measure, estimated.flags, estimated.ratios.moments
    goal = flags.goal(measure)
    if goal is None:
        return [{} for _ in low]
    words = verdicts(low, high, moments.n, target=goal, minimum_cell=0)
    more = answers_to_decide_each(
        moments,
        target=goal,
        minimum=MINIMUM_RESPONDENTS,
        method=flags.interval,
        confidence_level=flags.confidence_level,
        company=company,
    )
    return [
        {"verdict": word.value, "answers_to_decide": count}
        for word, count in zip(words, more, strict=True)
    ]
