"""What a difference of two figures shows: one rule for pages, files and the command.

Truth leaned on: the limits of single figures, whose coverage is simulated; the sizes are chosen so
that the interval of 95 %, that of 90 % and a margin of 5 points would each give another word.
"""

from dataclasses import replace

import numpy as np
import pytest

from analysis.intervals import effective_size, mid_p_limits, size_at_level, size_df
from analysis.results import Moments
from app.overview_words import factor_sentence
from app.services.reporting.differences import Direction, gap_of, sides_at, variance_of
from app.services.reporting.items import ItemRow
from app.services.reporting.overview import FactorLine, Factors, _rivals
from app.services.reporting.records import Figure
from tests.app.results.one_stop import QUESTIONNAIRE


def figure(share: float, n: int, level: float = 0.95) -> Figure:
    """A share of n people in a simple sample."""
    low, high = (float(x) for x in mid_p_limits(share, n, level))
    plain = share * (1 - share) / (n - 1)
    values = (share, low, high) * 2
    return Figure(*values, n, float(n), 1.0, "mid_p", (), variance=plain, df=np.inf)


@pytest.mark.parametrize(
    ("later", "earlier", "n", "direction"),
    [
        (0.814, 0.8, 4000, Direction.UNCHANGED),  # 95 %: -0.3 to 3.1, 90 %: 0.0 to 2.9
        (0.82, 0.8, 2000, Direction.CANNOT_TELL),  # within 5 points, not within 3
        (0.82, 0.8, 8000, Direction.BETTER),
        (0.8, 0.82, 8000, Direction.WORSE),
        (0.8, 0.8, 200, Direction.CANNOT_TELL),
    ],
)
def test_unchanged_is_the_90_percent_interval_within_3_points(
    later: float, earlier: float, n: int, direction: Direction
) -> None:
    assert gap_of(figure(later, n), figure(earlier, n), 0.95).direction is direction


def test_a_figure_that_was_read_from_a_file_gets_the_same_word() -> None:
    now, then = (replace(figure(x, 4000), variance=None, df=None) for x in (0.814, 0.8))
    assert gap_of(now, then, 0.95).direction is Direction.UNCHANGED


@pytest.mark.parametrize(("n", "direction"), [(9, "cannot_tell"), (10, "better")])
def test_better_needs_as_many_people_as_a_verdict(n: int, direction: str) -> None:
    assert gap_of(figure(1.0, 400), figure(0.1, n), 0.95).direction == direction
    assert gap_of(figure(1.0, n), figure(0.1, 400), 0.95).direction == direction


def test_a_size_of_another_level_is_that_of_the_figure_computed_at_it() -> None:
    moments = Moments.of([0.8, 0.9, 0.7, 1.0], [0.004, 0.0009, 0.01, 0.0], [30, 60, 12, 8], 11)
    company = np.array([0.0, 0.7, 0.7, 0.7])
    size, wanted = (
        effective_size(moments, confidence_level=level, company=company) for level in (0.95, 0.9)
    )
    found = size_at_level(size, size_df(moments, company=company), level=0.95, wanted=0.9)
    assert found == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("level", [0.90, 0.95, 0.99])
def test_a_variance_guessed_from_limits_does_not_depend_on_their_level(level: float) -> None:
    read = replace(figure(0.8, 5000, level), variance=None)
    assert variance_of(read, level) == pytest.approx(0.8 * 0.2 / 5000, rel=0.01)


def test_the_limits_of_another_level_are_those_of_the_figure_computed_at_it() -> None:
    (side,) = sides_at([figure(0.8, 50)], 0.95, 0.99)
    low, high = mid_p_limits(0.8, 50, 0.99)
    assert (side.interval.low, side.interval.high) == pytest.approx((float(low), float(high)))


def line(share: float, code: str = "access") -> FactorLine:
    """A side of the service that 100 people rated."""
    return FactorLine(ItemRow(code, True, False, figure(share, 100), None), None)


@pytest.mark.parametrize(
    ("shares", "rivals"),
    [((0.5, 0.95, 0.96), 0), ((0.72, 0.75, 0.79, 0.8), 3), ((0.6, 0.65, 0.95), 1), ((0.6,), 0)],
)
def test_every_side_that_may_be_the_lowest_is_named(shares: tuple[float, ...], rivals: int) -> None:
    lines = [line(share) for share in shares]
    found = _rivals(lines, 0.95, lambda _, others: [0.0] * len(others))
    assert found == tuple(lines[1 : 1 + rivals])


def test_sides_that_the_same_people_rate_alike_are_told_apart_sooner() -> None:
    lines = [line(0.72), line(0.79)]
    assert _rivals(lines, 0.95, lambda *_: [0.0]) == (lines[1],)
    assert _rivals(lines, 0.95, lambda *_: [0.9]) == ()
    # Where they rate them against each other a side further off may be the lowest as well.
    lines = [line(0.72), line(0.87)]
    assert _rivals(lines, 0.95, lambda *_: [0.0]) == ()
    assert _rivals(lines, 0.95, lambda *_: [-1.0]) == (lines[1],)


def test_the_sentence_names_all_sides_or_says_that_none_stands_out() -> None:
    codes = [factor.code for factor in QUESTIONNAIRE.factors][:3]
    lines = tuple(line(0.7, code) for code in codes)
    assert "each of them could be the lowest" in factor_sentence(
        Factors(lines, lines[1:]), QUESTIONNAIRE
    )
    some = factor_sentence(Factors(lines, lines[1:2]), QUESTIONNAIRE)
    assert "the lowest could also be: " in some
    assert "lower than every other side" in factor_sentence(Factors(lines, ()), QUESTIONNAIRE)
