"""Pages of pictures: the numbers of the table, for the eyes that may see them."""

import csv
import io
import json
import random
import zipfile

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import RoleName
from app.results.drawing import PICTURES
from app.services.reporting.importance import (
    factor_importance,
    resamples,
    weights_and_strata,
    without_lonely,
)
from tests.app.results.one_stop import ITEMS, answer, counter, one_stop_survey, report_on
from tests.factories import create_answers, create_population, create_target, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in


@pytest.fixture
def evaluator(client: FlaskClient) -> FlaskClient:
    """A signed-in evaluator."""
    return sign_in(client)


def test_page_picture_and_csv_have_one_set_of_numbers(app: Flask, evaluator: FlaskClient) -> None:
    create_target()
    survey = one_stop_survey()
    for name, satisfied, n in (("Quầy A", 45, 50), ("Quầy B", 10, 40), ("Quầy C", 2, 3)):
        answer(survey, counter(survey, name=name), satisfied, n)
    query = f"survey={survey.code}&level=counter"
    page = Visitor(evaluator).get(f"/results/pictures/strips?{query}")
    image = page.one("img")
    assert "Quầy A: 90,0%" in image.get("alt")
    assert evaluator.get(image.get("src")).mimetype == "image/svg+xml"
    spec = json.loads(evaluator.get(f"/results/pictures/strips/json?{query}").data)
    (drawn,) = spec["datasets"].values()
    lines = list(
        csv.reader(io.StringIO(evaluator.get(f"/results/download/csv?{query}").text), delimiter=";")
    )
    assert len(lines) - 1 == len(drawn)
    assert "2" not in {str(value["n"]) for value in drawn}
    assert all(value["unit"] in page.text for value in drawn)


def test_a_kept_picture_is_a_file_and_is_written_down(app: Flask, evaluator: FlaskClient) -> None:
    survey = one_stop_survey()
    answer(survey, counter(survey), 45, 50)
    path = f"/results/pictures/strips/json?survey={survey.code}"
    assert "Content-Disposition" not in evaluator.get(path).headers
    assert ".vl.json" in evaluator.get(f"{path}&save=1").headers["Content-Disposition"]


def test_levels_that_count_as_satisfied_add_up_to_the_share_of_the_units_page(
    app: Flask, evaluator: FlaskClient
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    create_answers(survey, place, [{"overall": 1 + i % 5} for i in range(40)])
    page = Visitor(evaluator).get(
        f"/results/pictures/ratings?survey={survey.code}&under={place.id}"
    )
    overall = next(line.text for line in page.all("tr") if "Nhìn chung" in line.text)
    assert overall.count("20,0%") == 5
    assert "40,0%" in overall
    assert "40,0%" in Visitor(evaluator).get(f"/results/{survey.code}/{place.id}").text


def test_pictures_of_a_withheld_unit_tell_nothing_of_its_questions(
    app: Flask, evaluator: FlaskClient
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    create_answers(survey, place, [dict.fromkeys(ITEMS, 4) for _ in range(20)])
    answer(survey, place, 2, 3)
    for name in ("ratings", "factors", "importance"):
        page = Visitor(evaluator).get(
            f"/results/pictures/{name}?survey={survey.code}&under={place.id}&level=counter"
        )
        assert "100,0%" not in page.text, name
        assert "n = 20" not in page.text, name


def test_a_workbook_carries_the_picture_of_its_rows(app: Flask, evaluator: FlaskClient) -> None:
    survey = one_stop_survey()
    answer(survey, counter(survey, name="Quầy A"), 45, 50)
    path = f"/results/download/xlsx?survey={survey.code}&level=counter"
    book, again = (evaluator.get(path).data for _ in range(2))
    assert book == again
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        picture = archive.read("xl/media/image1.png")
        assert "Quầy A: 90,0%" in archive.read("xl/drawings/drawing1.xml").decode()
    assert picture.startswith(b"\x89PNG")


def test_a_picture_that_does_not_exist_is_not_found(app: Flask, evaluator: FlaskClient) -> None:
    one_stop_survey()
    for path in ("/results/pictures/pie", "/results/pictures/strips/gif"):
        assert evaluator.get(path).status_code == 404


def test_every_picture_opens_with_its_sentence_and_is_refused_for_another_unit(
    app: Flask, evaluator: FlaskClient
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 45, 50)
    other = create_unit(kind="counter")
    head = sign_in(app.test_client(), role=RoleName.UNIT_HEAD, unit=place)
    for name in PICTURES:
        path = f"/results/pictures/{name}?survey={survey.code}"
        assert Visitor(head).get(path).one("figcaption").text
        assert head.get(f"{path}&under={other.id}").status_code == 404


def test_performance_on_the_map_is_the_weighted_figure_of_every_page(app: Flask) -> None:
    survey, rng = one_stop_survey(), random.Random(7)
    centre = create_unit(kind="commune_centre")
    for dossiers in (500, 4000):
        place = counter(survey, centre)
        create_population(place, dossiers)
        people = [{item: rng.randint(1, 5) for item in ("overall", *ITEMS)} for _ in range(70)]
        create_answers(survey, place, people)
    found = factor_importance(report_on(survey), centre.id, 0.8)
    assert found is not None
    for side in found.places:
        assert side.point.performance == pytest.approx(side.figure.share)
    assert found.resamples == 1000
    weights, strata = weights_and_strata(report_on(survey), centre.id, "overall")
    assert [len(set(weights[strata == name])) for name in set(strata.tolist())] == [1, 1]


def test_a_stratum_of_one_person_is_drawn_with_others() -> None:
    alone = without_lonely(np.array([7, 7, 7, 8, 8, 9]))
    assert alone.tolist() == [7, 7, 7, 8, 8, 8]
    assert without_lonely(np.array([7, 7, 8, 9])).tolist() == [7, 7, 8, 8]
    assert without_lonely(np.array([7, 7])).tolist() == [7, 7]
    assert (resamples(20_000), resamples(60_000), resamples(900_000)) == (1000, 333, 200)
