"""Verified, open and assisted answers stand apart and together, in the same rows everywhere."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import CollectionPoint
from app.services.comparing.groups import compare_origins
from app.services.reporting.records import Origin, Weighting
from app.services.reporting.rows import index_rows
from tests.app.results.independent import Strata, moderated_mid_p
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on, row_of
from tests.factories import (
    create_invitations,
    create_point,
    create_population,
    create_service,
    create_unit,
)
from tests.sign_in import sign_in


def parts_of(survey, unit) -> dict[Origin, tuple[float, int]]:
    """The index and the people of each origin at a unit."""
    row = row_of(survey, unit)
    return {part.origin: (part.figure.value, part.figure.n) for part in row.origins}


def divided_counter():
    """A counter with 20 verified, 40 open and 10 assisted answers of three modes."""
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 10, 20, verified=True)
    answer(survey, place, 36, 40)
    answer(survey, place, 5, 5, mode="assisted")
    answer(survey, place, 4, 5, mode="interviewer")
    return survey, place


def test_each_origin_stands_apart_and_all_together(app: Flask) -> None:
    survey, place = divided_counter()
    assert parts_of(survey, place) == {
        Origin.VERIFIED: (0.5, 20),
        Origin.OPEN: (0.9, 40),
        Origin.ASSISTED: (0.9, 10),
    }
    together = row_of(survey, place).figure
    assert (together.value, together.n) == (55 / 70, 70)


def test_page_and_file_show_the_same(app: Flask) -> None:
    survey, place = divided_counter()
    client = sign_in(app.test_client())
    page = client.get(f"/results/{survey.code}/{place.id}?lang=en").text
    assert "Verified by invitation" in page
    assert "With somebody’s help" in page
    file = client.get(f"/results/download/csv?survey={survey.code}&level=counter&lang=en").text
    text = file.lstrip("\ufeff")
    (line,) = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text[:400] else ",")
    assert line["Verified by invitation: people counted (n)"] == "20"
    assert line["Open to everybody: people counted (n)"] == "40"
    assert line["With somebody’s help: people counted (n)"] == "10"


def test_of_two_origins_a_small_one_hides_both_and_not_the_figure(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 2, 4, verified=True)
    answer(survey, place, 30, 40)
    row = row_of(survey, place)
    assert row.origins is None
    assert row.figure.n == 44


def test_an_origin_too_small_goes_with_the_smallest_other(
    app: Flask,
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 2, 3, verified=True)
    answer(survey, place, 30, 40)
    answer(survey, place, 10, 20, mode="assisted")
    verified, opened, assisted = row_of(survey, place).origins
    assert (verified.figure, verified.outcome, verified.coverage) == (None, "withheld", None)
    assert assisted.figure is None
    assert opened.figure.n == 40
    client = sign_in(app.test_client())
    page = client.get(f"/results/{survey.code}/{place.id}?lang=en").text
    assert page.count("Counted only together with the others") == 2
    file = client.get(f"/results/download/json?survey={survey.code}&level=counter").json["rows"][0]
    assert [file[f"{origin}_n"] for origin in Origin] == [None, 40, None]
    assert compare_origins(report_on(survey), [row_of(survey, place)]) == []


def test_an_origin_is_hidden_where_those_above_and_beside_would_tell_it(app: Flask) -> None:
    survey = one_stop_survey()
    above = create_unit(kind="commune_centre")
    for verified, opened in ((3, 50), (20, 50), (0, 50)):
        place = counter(survey, above)
        answer(survey, place, opened - 5, opened)
        if verified:
            answer(survey, place, verified - 1, verified, verified=True)
    rows = index_rows(report_on(survey), "people_top2", "counter")
    # The first has 3 verified answers: 23 at the centre less the 20 of the second would tell them.
    assert [row.origins is None for row in rows] == [True, True, False]
    assert row_of(survey, above).origins is not None


def test_verified_answers_weigh_by_the_lists_of_their_samples(app: Flask) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    large, small = counter(survey, centre), counter(survey, centre)
    # A third counter has a tenth of the dossiers and nobody was invited there.
    counts = zip((large, small, counter(survey, centre)), (60, 30, 10), strict=True)
    for place, handled in counts:
        create_population(place, handled)
    for place, satisfied, frame in ((large, 18, 900), (small, 4, 100)):
        answer(survey, place, satisfied, 20, verified=True)
        answer(survey, place, 20, 20)
        point = db.session.scalars(
            select(CollectionPoint).where(CollectionPoint.place_id == place.id)
        ).one()
        create_invitations(survey, point, 50, frame=frame)
    verified, opened = row_of(survey, centre).origins
    assert verified.figure.value == pytest.approx((900 * 0.9 + 100 * 0.2) / 1000)
    assert verified.weighting is Weighting.FRAMES
    assert verified.coverage == pytest.approx(0.9)
    assert (opened.figure.value, opened.weighting) == (1.0, Weighting.DOSSIERS)


def test_verified_answers_weigh_by_procedure_where_points_tell_them_apart(app: Flask) -> None:
    survey = one_stop_survey()
    place = create_unit(kind="counter")
    often, seldom, silent = (
        create_point(survey, place=place, service_id=create_service().id) for _ in range(3)
    )
    for point, satisfied, frame in ((often, 18, 900), (seldom, 4, 100)):
        answer(survey, place, satisfied, 20, verified=True, point=point)
        create_invitations(survey, point, 50, frame=frame)
    create_invitations(survey, silent, 5, frame=500)  # nobody answered: it goes to the others
    (verified,) = row_of(survey, place).origins
    # 900 listed dossiers over 20 answers and 100 over 20; alike it would be 22 of 40.
    assert verified.figure.value == pytest.approx(0.9 * 18 / 20 + 0.1 * 4 / 20)
    assert verified.weighting is Weighting.FRAMES
    scores = [[1.0] * k + [0.0] * (20 - k) for k in (18, 4)]
    expected = Strata([(900.0, scores[0], [1.0] * 20), (100.0, scores[1], [1.0] * 20)])
    assert verified.figure.weight_effect == pytest.approx(expected.weight_effect)
    assert verified.figure.weight_effect == pytest.approx(40 * 20 * (45**2 + 5**2) / 1000**2)
    limits = (verified.figure.low, verified.figure.high)
    assert limits == pytest.approx(moderated_mid_p(expected), abs=1e-8)


def test_a_verified_answer_at_a_point_without_a_list_makes_all_weigh_alike(app: Flask) -> None:
    survey = one_stop_survey()
    place = create_unit(kind="counter")
    for satisfied, frame in ((18, 900), (4, 100), (20, None)):
        point = create_point(survey, place=place, service_id=create_service().id)
        answer(survey, place, satisfied, 20, verified=True, point=point)
        create_invitations(survey, point, 50, frame=frame)
    (verified,) = row_of(survey, place).origins
    assert verified.figure.value == pytest.approx(42 / 60)
