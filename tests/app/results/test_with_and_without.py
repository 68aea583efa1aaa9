"""The index with and without excluded and flagged answers, and what that must not give away."""

from flask import Flask

from app.extensions import db
from app.models import ResponseCorrection, RoleName, Survey, Unit
from app.services.reporting.records import IndexRow, Kept, Outcome
from tests.app.results.one_stop import counter, one_stop_survey, row_of
from tests.factories import NOW, create_answers, create_staff, create_unit
from tests.sign_in import sign_in


def corrected(survey: Survey, place: Unit, n: int, *, excluded: int = 0, flagged: int = 0) -> None:
    """`n` people answer, every third dissatisfied; the first answers are excluded, then flagged."""
    people = [{"overall": 2 if k % 3 == 0 else 5} for k in range(n)]
    keys = create_answers(survey, place, people)
    actor = create_staff(RoleName.SURVEY_ADMINISTRATOR)
    db.session.add_all(
        ResponseCorrection(
            response_key=key, kind="exclusion", made_at=NOW, actor_id=actor.id, reason="bịa"
        )
        for key in keys[:excluded]
    )
    db.session.add_all(
        ResponseCorrection(response_key=key, kind="flag", made_at=NOW, rule="speeder")
        for key in keys[excluded : excluded + flagged]
    )
    db.session.commit()


def people(row: IndexRow) -> dict[Kept, int | Outcome]:
    """How many people stand behind each figure, or why it is not there."""
    return {
        other.kept: other.figure.n if other.figure else other.outcome for other in row.alternatives
    }


def test_page_and_file_show_all_three(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    corrected(survey, place, 40, excluded=9, flagged=6)
    row = row_of(survey, place)
    assert row.figure.n == 31
    assert people(row) == {Kept.WITH_EXCLUDED: 40, Kept.WITHOUT_FLAGGED: 25}
    client = sign_in(app.test_client())
    page = client.get(f"/results/{survey.code}/{place.id}?lang=en").text
    assert "All answers, excluded ones too" in page
    file = client.get(f"/results/download/csv?survey={survey.code}&level=counter&lang=en").text
    headings, line = (text.split(";") for text in file.strip().split("\r\n"))
    cells = dict(zip(headings, line, strict=True))
    assert cells["All answers, excluded ones too: people counted (n)"] == "40"
    assert cells["Without all flagged ones too: people counted (n)"] == "25"
    assert cells["Without all flagged ones too: lower limit"].startswith("0,")


def test_a_difference_of_few_answers_is_not_shown(app: Flask) -> None:
    survey = one_stop_survey()
    few, none_left = counter(survey), counter(survey)
    corrected(survey, few, 40, excluded=4, flagged=6)
    corrected(survey, none_left, 20, flagged=17)
    assert people(row_of(survey, few)) == {
        Kept.WITH_EXCLUDED: Outcome.WITHHELD,
        Kept.WITHOUT_FLAGGED: 30,
    }
    assert people(row_of(survey, none_left))[Kept.WITHOUT_FLAGGED] is Outcome.WITHHELD
    page = sign_in(app.test_client()).get(f"/results/{survey.code}/{few.id}").text
    assert "phần chênh lệch hoặc phần còn lại có dưới 5 phiếu" in page


def test_a_few_excluded_answers_cannot_be_worked_out_from_the_units_around(app: Flask) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    places = [counter(survey, centre) for _ in range(3)]
    for place, excluded in zip(places, (2, 6, 0), strict=True):
        corrected(survey, place, 30, excluded=excluded)
    # 8 at the centre less 6 and 0 at two counters would tell of the third: two are hidden.
    shown = [people(row_of(survey, place))[Kept.WITH_EXCLUDED] for place in places]
    assert shown.count(Outcome.WITHHELD) >= 2
    assert people(row_of(survey, centre))[Kept.WITH_EXCLUDED] == 90
