"""Answers kept between requests: what is new is read, what is gone or late is noticed."""

import uuid

from flask import Flask
from sqlalchemy import delete

from app.extensions import db
from app.models import Response, ResponseCorrection, RoleName, Survey, Unit
from app.services.reporting.records import Kept
from tests.app.results.one_stop import answer, counter, one_stop_survey, row_of
from tests.factories import (
    NOW,
    create_answers,
    create_staff,
    create_survey,
    create_version,
    saved,
)


def n_of(survey: Survey, place: Unit) -> int:
    """How many people the row counts."""
    figure = row_of(survey, place).figure
    return figure.n if figure else 0


def correct(key: uuid.UUID, kind: str, **columns) -> None:
    """Set a correction beside a response."""
    saved(ResponseCorrection(response_key=key, kind=kind, made_at=NOW, **columns))


def test_new_answers_are_in_the_next_result(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 4, 12)
    assert n_of(survey, place) == 12
    answer(survey, place, 4, 6)
    assert n_of(survey, place) == 18


def test_an_answer_committed_late_with_a_lower_sequence_is_not_missed(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 4, 12)
    db.session.execute(db.text("SELECT 1"))
    taken = db.session.query(Response.point_id, Response.sequence).first()
    later = {"sequence": 500, "point_id": taken.point_id}
    common = {
        "survey_id": survey.id,
        "version_id": survey.version_id,
        "unit_id": place.id,
        "mode": "self_phone",
        "language": "vi",
        "answered_at": NOW,
        "answers": {"overall": 5},
    }
    saved(Response(key=uuid.uuid4(), **common, **later))
    assert n_of(survey, place) == 13
    saved(Response(key=uuid.uuid4(), **common, **later | {"sequence": 400}))
    assert n_of(survey, place) == 14


def test_removed_demonstration_answers_are_gone(app: Flask) -> None:
    survey = one_stop_survey(demonstration=True)
    place = counter(survey)
    answer(survey, place, 4, 12)
    assert n_of(survey, place) == 12
    db.session.execute(delete(Response))
    db.session.commit()
    assert n_of(survey, place) == 0


def test_a_withdrawn_answer_counts_nowhere(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    keys = create_answers(survey, place, [{"overall": 5 if k % 3 else 1} for k in range(12)])
    assert n_of(survey, place) == 12
    correct(keys[0], "withdrawal")
    row = row_of(survey, place)
    assert row.figure.n == 11
    assert row.counts.responses == 11
    assert [other.figure for other in row.alternatives] == [row.figure, row.figure]


def test_exclusions_and_flags_are_shown_apart(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    keys = create_answers(survey, place, [{"overall": 5 if k < 20 else 1} for k in range(30)])
    actor = create_staff(RoleName.SURVEY_ADMINISTRATOR)
    for key in keys[:10]:
        correct(key, "exclusion", actor_id=actor.id, reason="cùng một lúc, cùng một nội dung")
    for key in keys[10:20]:
        correct(key, "flag", rule="speeder")
    correct(keys[0], "flag", rule="speeder")
    row = row_of(survey, place)
    assert (row.figure.n, row.figure.value) == (20, 10 / 20)
    found = {other.kept: (other.figure.n, other.figure.value) for other in row.alternatives}
    assert found == {
        Kept.WITH_EXCLUDED: (30, 20 / 30),
        Kept.WITHOUT_FLAGGED: (10, 0.0),
    }


def test_an_item_that_was_not_shown_is_not_skipped(app: Flask) -> None:
    document = branching_questionnaire()
    survey = create_survey(version=create_version(document), formulas=["items_top2"])
    place = counter(survey)
    people = [{"overall": 4, "waited": "yes", "waiting": 2 + 3 * (k % 2)} for k in range(12)]
    people += [{"overall": 4, "waited": "no"}] * 9 + [{"overall": 1, "waited": "yes"}] * 2
    create_answers(survey, place, people)
    counts = row_of(survey, place, "items_top2").counts
    assert counts.skipped == 2


def branching_questionnaire() -> dict:
    """Waiting is asked about only if somebody waited."""
    text = {"vi": "Câu hỏi", "en": "Question"}
    five = [{"code": str(k), "text": {"vi": f"Mức {k}", "en": f"Level {k}"}} for k in range(1, 6)]
    rating = {"type": "rating5", "text": text, "scale": "s", "satisfied": [4, 5]}
    return {
        "schema_version": 1,
        "code": "branching",
        "languages": ["vi", "en"],
        "title": text,
        "introduction": text,
        "readers": text,
        "source": {"programme": text, "note": text},
        "minutes": 1,
        "factors": [{"code": "time", "title": text}],
        "scales": [{"code": "s", "options": five}],
        "formulas": [{"id": "people_top2"}, {"id": "items_top2"}],
        "sections": [
            {
                "code": "all",
                "questions": [
                    {"code": "overall", "role": "overall", **rating},
                    {
                        "code": "waited",
                        "type": "yes_no",
                        "text": text,
                        "options": [
                            {"code": "yes", "text": {"vi": "Có", "en": "Yes"}},
                            {"code": "no", "text": {"vi": "Không", "en": "No"}},
                        ],
                    },
                    {
                        "code": "waiting",
                        "factor": "time",
                        "shown_if": {"item": "waited", "is": "yes"},
                        **rating,
                    },
                ],
            }
        ],
    }
