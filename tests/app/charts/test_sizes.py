"""A page keeps the room of a picture before it is there: the sums are held to what Vega draws."""

import re
from dataclasses import replace
from datetime import date

from app.charts.picture import Caption, Picture
from app.charts.ratings import rating_bars
from app.charts.rendering import PLAIN, draw
from app.charts.sizes import ratings_height, trend_height
from app.charts.strips import interval_strips
from app.charts.theme import specification
from app.charts.trend import trend_line
from app.services.reporting.trend import Trend
from tests.app.charts.rows import SHARE, unit
from tests.app.charts.samples import CAPTION, EVERY_PICTURE, MANY, POINTS, QUESTIONS

TWO_LINES = Caption("Kết quả", ("Đợt khảo sát thử", "Dữ liệu trình diễn"))
LONG = "Thời gian chờ đợi và hướng dẫn của người tiếp nhận hồ sơ ở quầy rõ ràng, dễ hiểu"
NEAR = 0.02


def _ratings(questions: int) -> Picture:
    asked = [replace(QUESTIONS[0], wording=f"{place}. {LONG}") for place in range(questions)]
    return rating_bars(asked, TWO_LINES, 5)


def _trend(*points, caption: Caption = TWO_LINES) -> Picture:
    found = Trend(unit(1), SHARE, ("people_top2",), points, 5, 0.95)
    return trend_line(found, [None] * len(points), caption)


def test_the_room_kept_is_the_height_drawn() -> None:
    half_year = replace(POINTS[0], last=date(2026, 6, 30))
    pictures = [
        *(make() for make in EVERY_PICTURE),
        *(_ratings(8), _trend(*POINTS[:2]), _trend(half_year, POINTS[1])),
        *(_trend(*POINTS[:1], caption=CAPTION), interval_strips(MANY, TWO_LINES)),
    ]
    drawn = draw([(specification(picture), PLAIN) for picture in pictures])
    for picture, svg in zip(pictures, drawn, strict=True):
        (height,) = re.findall(rb'<svg[^>]* height="([\d.]+)"', svg)
        assert abs(picture.height / float(height) - 1) < NEAR, picture.caption.title


def test_a_page_knows_the_height_without_the_picture() -> None:
    assert ratings_height(8, len(TWO_LINES.lines)) == _ratings(8).height
    assert trend_height(len(CAPTION.lines)) == _trend(*POINTS[:2], caption=CAPTION).height


def test_points_named_by_their_days_stand_far_enough_apart_and_are_told_whole() -> None:
    half_year = replace(POINTS[0], last=date(2026, 6, 30))
    months, halves = _trend(*POINTS[:2]), _trend(half_year, POINTS[1])
    assert halves.chart.to_dict()["width"]["step"] > months.chart.to_dict()["width"]["step"]
    assert "– 30/06/2026: " in halves.sentence
