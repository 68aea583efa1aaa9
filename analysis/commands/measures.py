"""What is estimated: ratios R = Σ w a / Σ w b, and weighted sums of them.

An index of items, two ready-made columns and a mean are one ratio; a composite has several.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.answers import SKIPPED, Scale
from analysis.commands.data_files import WORDS, DataFile
from analysis.commands.measure_flags import (
    MEAN_SCORES,
    YES_NO,
    MeasureFlags,
    part_columns,
    two_columns,
)
from analysis.commands.mistakes import BadInput
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError
from analysis.estimates import ratio_by
from analysis.indices.estimation import answer_pairs
from analysis.ratios import Ratios, combine_ratios
from analysis.results import Floats

# Minus infinity, which no number in a file can be: -1 there is off the scale.
NO_SCORE = WORDS | {"skipped": -np.inf}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A ratio and its weight in the sum: a pair per respondent, NaN for who does not count."""

    weight: float
    a: Floats
    b: Floats

    @property
    def bounded(self) -> bool:
        """Whether the ratio lies in [0, 1] whatever the weights are."""
        return bool((((self.a >= 0) & (self.a <= self.b)) | self.missing).all())

    @property
    def missing(self) -> Any:
        """Who does not count."""
        return np.isnan(self.a) | np.isnan(self.b)


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """What is estimated.

    answered : items each respondent answered
    start, end : what the ratios 0 and 1 are called on the published scale
    bounded : whether it lies in [0, 1] by its nature, so that it has a share's interval
    judged : whether the usual target is stated on it
    """

    formula: str
    version: int
    counted: str
    parts: tuple[Part, ...]
    answered: Floats
    start: float = 0.0
    end: float = 1.0
    bounded: bool = True
    judged: bool = True

    def ratios(self, design: SurveyDesign, by: Any) -> Ratios:
        """Estimate it in every level of `by`."""
        found = [ratio_by(design, part.a, part.b, by) for part in self.parts]
        if len(found) == 1 and self.parts[0].weight == 1.0:
            return found[0]
        return combine_ratios(design, found, [part.weight for part in self.parts])


def read_measure(data: DataFile, flags: MeasureFlags) -> Measure:
    """Read what was asked for."""
    if flags.items:
        return _index(data, flags)
    if flags.ratio is not None:
        return _ratio(data, flags.ratio)
    if flags.total is not None:
        return _total(data, flags.total)
    return _composite(data, flags) if flags.parts else _mean(data, flags)


def read_sheet(data: DataFile, items: Sequence[str], scale: Scale) -> Floats:
    """Read a sheet of answers, respondents × items; NaN and SKIPPED where there is no score."""
    sheet = np.empty((data.rows, len(items)), order="F")
    for place, item in enumerate(items):
        scores = data.numbers(item, words=NO_SCORE)
        on_scale = (scores >= scale.lowest) & (scores <= scale.highest)
        wrong = ~(on_scale & (scores == np.floor(scores)) | np.isnan(scores) | np.isinf(scores))
        if wrong.any():
            row = int(wrong.argmax())
            problem = f"{scores[row]:g} is not on the scale {scale.lowest} to {scale.highest}"
            raise data.mistake(row, item, problem)
        sheet[:, place] = scores
    return np.where(np.isinf(sheet), float(SKIPPED), sheet)


def read_scores(data: DataFile, items: Sequence[str], scale: Scale) -> Floats:
    """Read the scores alone: NaN where there is none, whatever the reason."""
    sheet = read_sheet(data, items, scale)
    return np.where(sheet < 0, np.nan, sheet)


def _index(data: DataFile, flags: MeasureFlags) -> Measure:
    formula = flags.formula or ("people_top2" if len(flags.items) == 1 else "items_top2")
    scale = flags.answer_scale
    try:
        pairs = answer_pairs(
            read_sheet(data, flags.items, scale), formula, scale, flags.least_answered
        )
        start, end = pairs.index.ends(scale)
    except AnalysisError as error:
        raise BadInput(f"--formula: {error}") from error
    return Measure(
        pairs.index.id,
        pairs.index.version,
        pairs.index.counted,
        (Part(1.0, pairs.a, pairs.b),),
        pairs.answered,
        start,
        end,
        judged=formula not in MEAN_SCORES,
    )


def _ratio(data: DataFile, columns: str) -> Measure:
    part = _ready_made(data, columns)
    share = part.bounded
    return Measure("ratio", 1, "answer", (part,), part.b, bounded=share, judged=share)


def _ready_made(data: DataFile, columns: str, weight: float = 1.0) -> Part:
    numerator, denominator = two_columns(columns)
    return Part(weight, data.numbers(numerator), data.numbers(denominator, low=0.0))


def _mean(data: DataFile, flags: MeasureFlags) -> Measure:
    column = flags.mean or ""
    low, high = flags.scale or (-np.inf, np.inf)
    y = data.numbers(column)
    wrong = (y < low) | (y > high)
    if wrong.any():
        row = int(wrong.argmax())
        raise data.mistake(row, column, f"{y[row]:g} is not on the scale {low:g} to {high:g}")
    ones = np.where(np.isnan(y), np.nan, 1.0)
    if flags.scale is None or flags.scale == YES_NO:
        part = Part(1.0, y, ones)
        share = part.bounded
        return Measure("mean", 1, "person", (part,), ones, bounded=share, judged=share)
    part = Part(1.0, (y - low) / (high - low), ones)
    return Measure("mean", 1, "person", (part,), ones, low, high, judged=False)


def _total(data: DataFile, column: str) -> Measure:
    """Adds up to a ratio's numerator; the domains are those of its mean."""
    y = data.numbers(column)
    ones = np.where(np.isnan(y), np.nan, 1.0)
    return Measure("total", 1, "person", (Part(1.0, y, ones),), ones, bounded=False, judged=False)


def _composite(data: DataFile, flags: MeasureFlags) -> Measure:
    """A weighted sum of shares; a share itself where the weights are shares of 1."""
    parts = tuple(_part(data, weight, text, flags) for weight, text in flags.parts)
    weights = [part.weight for part in parts]
    share = abs(sum(weights) - 1.0) <= 1e-9 and min(weights) >= 0
    share = share and all(part.bounded for part in parts)
    answered = np.sum([np.where(part.missing, 0.0, part.b) for part in parts], axis=0)
    return Measure("weighted_sum", 1, "answer", parts, answered, bounded=share, judged=share)


def _part(data: DataFile, weight: float, text: str, flags: MeasureFlags) -> Part:
    if "/" in text:
        return _ready_made(data, text, weight)
    scale = flags.answer_scale
    sheet = read_sheet(data, part_columns(text), scale)
    pairs = answer_pairs(sheet, "items_top2", scale, flags.least_answered)
    return Part(weight, pairs.a, pairs.b)
