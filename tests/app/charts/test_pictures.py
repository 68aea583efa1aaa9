"""Every picture: valid Vega-Lite, the numbers of its rows, the same numbers in words."""

import json
import struct
from dataclasses import replace

import pytest
from fontpkg_be_vietnam_pro import ROOT as FONTS
from fontTools.ttLib import TTFont

from app.charts import rendering
from app.charts.changes import change_arrows, points
from app.charts.funnel import funnel_plot
from app.charts.ratings import rating_bars
from app.charts.rendering import PLAIN, PNG, draw, to_json, to_png, to_svg
from app.charts.strips import interval_strips
from app.charts.theme import specification
from app.charts.trend import runs
from app.services.reporting.changes import Changes
from app.services.reporting.hours import band
from app.services.reporting.records import Outcome
from app.services.reporting.unlike import unlike_others
from tests.app.charts.rows import MEAN, figure, row
from tests.app.charts.samples import (
    CAPTION,
    EARLIER,
    EVERY_PICTURE,
    MANY,
    POINTS,
    QUESTIONS,
    ROWS,
    changes,
    factors,
    funnel,
    hours,
    importance,
    ratings,
    response,
    strips,
    trend,
    values_of,
)


@pytest.mark.parametrize("draw", EVERY_PICTURE)
def test_a_picture_is_valid_and_needs_nothing_from_elsewhere(draw) -> None:
    picture = draw()
    picture.chart.to_dict()  # Altair checks it against Vega-Lite's schema
    spec = specification(picture)
    assert '"url"' not in json.dumps(spec)
    assert spec["description"] == picture.sentence


@pytest.mark.parametrize("draw", EVERY_PICTURE)
def test_a_picture_is_drawn_the_same_each_time(draw) -> None:
    first, again = (to_json(specification(draw())) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("draw", EVERY_PICTURE)
def test_every_line_of_a_table_has_a_cell_under_each_heading(draw) -> None:
    table = draw().table
    assert table.rows
    assert {len(line) for line in table.rows} == {len(table.headings)}


def test_a_picture_becomes_svg_and_png_with_vietnamese_letters() -> None:
    spec = specification(strips())
    svg = to_svg(spec).decode()
    assert "Chưa đủ căn cứ" in svg
    assert "90,0%  ·  n = 213" in svg.replace("\xa0", " ")
    width, height = struct.unpack(">II", to_png(spec)[16:24])
    assert width > 1000
    assert height > 300


def test_a_picture_for_browsers_carries_its_letters_and_a_png_is_small() -> None:
    spec = specification(strips())
    assert to_svg(spec).count(b"@font-face") == 2
    assert len(to_svg(spec)) < 120_000
    assert len(to_png(spec)) < 60_000


def test_a_picture_is_the_same_in_another_process() -> None:
    orders = [(specification(trend()), form) for form in (PLAIN, PNG)]
    first = draw(orders)
    rendering._kept.clear()
    assert draw(orders) == first


@pytest.mark.parametrize("draws", EVERY_PICTURE)
def test_every_letter_of_a_picture_is_in_the_packaged_font(draws) -> None:
    """Another font would look otherwise on every machine."""
    font = TTFont(FONTS / "files" / "BeVietnamPro-Regular.ttf")
    texts = set(json.dumps(specification(draws()), ensure_ascii=False))
    assert not [letter for letter in texts if ord(letter) not in font.getBestCmap()]


def test_strips_have_the_numbers_of_the_rows() -> None:
    drawn = {value["unit"]: value for value in values_of(strips())}
    for line in ROWS:
        value, shown = drawn[line.unit.name_vi], line.figure
        assert value["n"] == (shown.n if shown else None)
        assert value["index"] == (shown.value if shown else None)
        assert value["low"] == (shown.low if shown else None)


def test_a_withheld_unit_is_drawn_with_its_reason_and_without_a_number() -> None:
    (hidden,) = [v for v in values_of(strips()) if v["unit"] == "Quầy 4"]
    assert [hidden[name] for name in ("index", "low", "high", "n", "label")] == [None] * 5
    assert "dưới 5 phiếu" in hidden["withheld"]
    line = strips().table.rows[3]
    assert "dưới 5 phiếu" in line[1]
    assert "0" not in "".join(line[2:]).replace("80%", "")


def test_no_rounding_in_words_puts_a_unit_on_the_other_side_of_the_target() -> None:
    assert strips().table.rows[2][1] == "79,9%"
    assert "79,9%" in strips().sentence


def test_the_sentence_counts_verdicts_and_names_the_figures_of_a_few_units() -> None:
    sentence = strips().sentence
    for part in ("5 đơn vị", "80%", "Đạt: 1", "Không công bố: 1", "61,2%", "n = 340"):
        assert part in sentence


def test_units_of_one_name_are_told_apart_by_their_codes() -> None:
    twins = [row(n, Outcome.MET, figure(0.9, 50), name="Quầy Tư pháp") for n in (1, 2)]
    names = {value["unit"] for value in values_of(interval_strips(twins, CAPTION))}
    assert names == {"Quầy Tư pháp (H01.01)", "Quầy Tư pháp (H01.02)"}


def test_a_mean_is_drawn_on_its_own_scale() -> None:
    line = row(1, Outcome.MET, figure(0.9, 50, formula=MEAN), formula=MEAN)
    (value,) = values_of(interval_strips([line], CAPTION))
    assert (value["index"], value["target"]) == (pytest.approx(4.6), pytest.approx(4.2))


def test_nothing_is_drawn_where_there_are_no_units() -> None:
    empty = interval_strips([], CAPTION)
    assert specification(empty) is None
    assert empty.sentence


def test_satisfied_levels_stand_right_of_the_line_and_add_up_to_the_share() -> None:
    parts = [value for value in values_of(ratings()) if "share" in value]
    right = [part for part in parts if part["start"] > -1e-9]
    assert sum(part["share"] for part in right) == pytest.approx(0.7)
    assert max(part["end"] for part in right) == pytest.approx(0.7)
    assert min(part["start"] for part in parts) == pytest.approx(-0.3)
    assert ratings().table.rows[0][-2:] == ("70,0%", "80")
    assert "70,0%" in ratings().sentence


def test_a_withheld_question_has_no_bar_and_keeps_its_line() -> None:
    values = values_of(ratings())
    assert not [v for v in values if "share" in v and v["question"] == "2. Thái độ"]
    assert next(v["withheld"] for v in values if v.get("n") == "").startswith("Không công bố")


def test_levels_without_words_of_their_own_are_numbered() -> None:
    mixed = [QUESTIONS[0], replace(QUESTIONS[1], levels=("1", "2", "3", "4", "5"))]
    assert "mức 1 trên 5" in rating_bars(mixed, CAPTION, 5).table.headings


def test_a_factor_that_is_withheld_has_no_share_in_the_map() -> None:
    cells = {(v["unit"], v["factor"].replace("\n", " ")): v for v in values_of(factors())}
    hidden = cells["Quầy 2", "Khả năng tiếp cận"]
    assert (hidden["share"], hidden["n"], hidden["label"]) == (None, None, "không công bố")
    assert cells["Quầy 1", "Khả năng tiếp cận"]["label"] == "55,0% (80)"
    assert "từ 55,0% đến 55,0% ở 1 đơn vị" in factors().sentence
    assert "n = 80" in factors().table.rows[0][1]


def test_a_trend_is_joined_neither_over_a_gap_nor_over_a_break() -> None:
    numbers = runs(POINTS)
    assert numbers[0] == numbers[1]
    assert len({numbers[1], numbers[3], numbers[4]}) == 3
    assert numbers[4] == numbers[5]


def test_a_trend_marks_breaks_and_shows_withheld_months_without_a_number() -> None:
    values = values_of(trend())
    assert [value["break"] for value in values] == [None, None, None, None, "broken", None]
    assert (values[2]["index"], values[2]["n"]) == (None, None)
    assert values[2]["short"] == "không\ncông bố"
    assert "ngắt tại 1 điểm" in trend().sentence
    assert "05/2026: 60,0%" in trend().sentence


def test_changes_are_drawn_from_both_figures_with_the_interval_of_the_difference() -> None:
    better, hidden = values_of(changes())
    assert (better["earlier"], better["index"], better["n_earlier"], better["n"]) == (
        0.7,
        0.9,
        150,
        213,
    )
    assert better["label"].startswith("+20,0 (+12,0 … +28,0)")
    shown = ("earlier", "n_earlier", "index", "n", "change", "label")
    assert {hidden[name] for name in shown} == {None}
    assert "Tốt hơn: 1" in changes().sentence


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert [points(share) for share in (-0.0004, 0.051, -0.051)] == ["0,0", "+5,1", "−5,1"]


@pytest.mark.parametrize("compared", [Changes(None, False, ()), Changes(EARLIER, True, ())])
def test_what_cannot_be_compared_is_said_and_not_drawn(compared: Changes) -> None:
    picture = change_arrows(compared, CAPTION)
    assert picture.chart is None
    assert "so sánh" in picture.sentence


def test_a_funnel_names_the_unit_far_below_and_leaves_out_the_withheld_one() -> None:
    points_drawn = [value for value in values_of(funnel()) if "zone" in value]
    assert len(points_drawn) == len(MANY) - 1
    assert [value["unit"] for value in points_drawn if value["named"]] == ["Quầy 14"]
    assert "14 trong 15 đơn vị" in funnel().sentence


def test_names_in_a_funnel_do_not_cover_each_other() -> None:
    others = [row(k, Outcome.MET, figure(0.8 + 0.01 * (k % 3), 60)) for k in range(60)]
    low = [row(90 + k, Outcome.NOT_MET, figure(0.3 + 0.001 * k, 60)) for k in range(2)]
    rows = [*others, *low]
    drawn = values_of(funnel_plot(unlike_others(rows), rows, CAPTION))
    places = sorted(value["named_at"] for value in drawn if value.get("named"))
    assert len(places) == 2
    assert places[1] - places[0] > 0.02


def test_a_funnel_of_a_mean_or_of_two_units_is_refused() -> None:
    mean = [row(k, Outcome.MET, figure(0.9, 50, formula=MEAN), formula=MEAN) for k in range(5)]
    assert unlike_others(mean) is None
    assert unlike_others(MANY[:2]) is None


@pytest.mark.parametrize(
    ("count", "found"), [(0, (None, None)), (4, (None, None)), (5, (5, 10)), (1000, (500, None))]
)
def test_an_hour_with_few_answers_is_not_told_from_an_empty_one(count: int, found) -> None:
    assert band(count, 5) == found


def test_hours_are_given_in_bands() -> None:
    shown = [value for value in values_of(hours()) if value["at_least"]]
    assert [value["label"] for value in shown] == ["20–49"]
    assert "20–49" in hours().sentence
    assert hours().table.rows[0][1] == "dưới 5"


def test_a_withheld_response_rate_is_said_and_not_drawn_as_0() -> None:
    hidden = values_of(response())[2]
    assert (hidden["response_rate"], hidden["shade"]) == (None, None)
    assert "không công bố" in hidden["label"]
    assert "4,6%" in response().sentence


@pytest.mark.parametrize(
    ("draw", "field"), [(strips, "unit"), (changes, "unit"), (trend, "period")]
)
def test_what_is_withheld_keeps_its_place_among_the_rows(draw, field: str) -> None:
    written = json.dumps(specification(draw()), ensure_ascii=False)
    in_order = list(dict.fromkeys(value[field] for value in values_of(draw())))
    assert json.dumps({"domain": in_order}, ensure_ascii=False) in written


def test_importance_is_drawn_with_its_limits_and_never_named_where_resamples_differ() -> None:
    first, second = [value for value in values_of(importance()) if "factor" in value]
    assert first["importance_low"] == pytest.approx(0.55)
    assert first["importance_high"] == pytest.approx(0.65)
    assert (first["n"], first["field"]) == (300, "Quan trọng, dưới mục tiêu")
    assert second["field"] == "Chưa thể kết luận"
    assert "mức quan trọng 60%" in importance().sentence
    told = importance().notes[0]
    assert told.startswith("Thứ hạng về tầm quan trọng chưa chắc chắn: ")
    assert "1.000 lần lấy mẫu lại" in told or "1000 lần lấy mẫu lại" in told
    assert [line[2] for line in importance().table.rows] == ["1", "chưa chắc chắn"]
