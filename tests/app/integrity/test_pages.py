"""The review list: a stuffed afternoon is on it, and a person above the office decides.

Truth leaned on: the afternoon stuffed here; what the report counts as left out.
"""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import CollectionPoint, FlagChange, KeptAnswer, ResponseCorrection, RoleName, User
from app.queries.corrections import list_exclusions
from app.scope import EVERYTHING
from app.services.integrity import searching
from app.services.integrity.deciding import Suspected, decide_answers, digest_of
from app.services.integrity.evidence import HalfDay, survey_evidence, too_few
from app.services.integrity.flags import flag_review_lists
from app.services.reporting.data import read_answers
from app.services.sealing import make_seal, verify_seals
from tests.app.results.files import assert_same_in_every_format
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.app.rights_world import create_sides
from tests.factories import create_response, create_staff, create_unit, saved
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STUFFED, HONEST = 20, 40


@pytest.fixture
def sides(app: Flask):
    """Two communes; at the counter of the first somebody stuffed an afternoon."""
    ours, theirs = create_sides()
    codes = ["overall", "access", "procedure", "staff", "result", "feedback"]
    for number in range(HONEST):
        score = 5 if number % 5 == 0 else 4 - number % 3
        at = MORNING + timedelta(days=number % 20, minutes=number)
        give(ours, dict.fromkeys(codes, score), at)
    for number in range(STUFFED):
        give(
            ours, dict.fromkeys(codes, 5), MORNING + timedelta(days=7, hours=5, minutes=9 * number)
        )
    return ours, theirs


def give(side, answers, at):
    create_response(side.survey, answers, point=side.point, answered_at=at)


def excluded(survey):
    answers = read_answers(survey, survey.opens_on, survey.closes_on)
    return int(answers.excluded.sum())


def flagged(survey):
    answers = read_answers(survey, survey.opens_on, survey.closes_on)
    return int(answers.flagged.sum())


def address(side):
    return f"/manage/integrity/{side.survey.code}/points/{side.point.id}"


def test_a_person_above_the_office_leaves_answers_out_and_takes_it_back(app, sides):
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    assert ours.counter.name_vi in client.get(f"/manage/integrity/?survey={ours.survey.code}").text
    file = client.get(f"/manage/integrity/list.csv?survey={ours.survey.code}").text
    assert f";{ours.counter.name_vi};{ours.point.id};" in file
    assert f";{STUFFED + HONEST};" not in file, "counts are told in bands"
    assert_same_in_every_format(client, f"/manage/integrity/list.{{}}?survey={ours.survey.code}")
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    assert len(item.keys) == STUFFED
    here = f"{address(ours)}/{item.rule}/{item.label}"
    sent = {"csrf_token": form_token(client.get(address(ours)).text), "reason": "Đã xác minh"}
    sent |= {"decision": "exclude", "shown": digest_of(item.keys)}
    for wrong in ({"reason": ""}, {"shown": digest_of(item.keys[1:])}, {"shown": ""}):
        assert client.post(here, data=sent | wrong).status_code == 200
    assert excluded(ours.survey) == 0
    for decision, left_out in (("exclude", STUFFED), ("keep", 0), ("exclude", STUFFED)):
        assert client.post(here, data=sent | {"decision": decision}).status_code == 302
        assert excluded(ours.survey) == left_out
    evidence = survey_evidence(ours.survey)[ours.point.id]
    assert not evidence.open_items
    assert all(half.n >= ours.survey.minimum_cell for half in evidence.half_days)
    assert verify_seals().holds


@pytest.mark.parametrize("role", [RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR])
def test_the_rated_office_looks_but_does_not_decide(app, sides, role):
    ours, theirs = sides
    client = sign_in(app.test_client(), role=role, unit=ours.counter)
    assert client.get(address(ours)).status_code == 200
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    data = {"csrf_token": form_token(client.get("/account/").text)}
    data |= {"decision": "exclude", "reason": "Đã xác minh"}
    answer = client.post(f"{address(ours)}/{item.rule}/{item.label}", data=data)
    assert answer.status_code in (403, 404)
    assert excluded(ours.survey) == 0
    assert client.get(address(theirs)).status_code == 404


def test_the_list_goes_down_the_tree_and_ends_at_the_scope(app, sides):
    ours, theirs = sides
    for _ in range(6):
        create_response(ours.survey, {"overall": 2}, point=ours.point, verified=True)
    client = sign_in(app.test_client(), role=RoleName.EVALUATOR, unit=ours.commune)
    top = client.get(f"/manage/integrity/?survey={ours.survey.code}").text
    assert f"under={ours.commune.id}" in top
    assert "Phiếu đã xác thực so với phiếu mở" in top
    assert "Không xét vì phiếu hỏi có quá ít câu chấm điểm" in top
    below = f"/manage/integrity/?survey={ours.survey.code}&under="
    assert ours.counter.name_vi in client.get(f"{below}{ours.commune.id}").text
    assert client.get(f"{below}{theirs.commune.id}").status_code == 404
    assert client.get(f"{below}99999").status_code == 404


def test_what_is_left_out_can_be_taken_back_when_nothing_stands_out_any_more(app, sides):
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    judge = Actor.person(db.session.scalars(select(User.id)).first(), "Người xem lại")
    for_good = Suspected("burst", item.keys[:6], digest_of(item.keys[:6]))
    decide_answers(
        *(ours.survey, ours.point, for_good, "exclude", "Nhầm giờ"),
        actor=judge,
        scope=EVERYTHING,
        now=MORNING,
    )
    (one,) = list_exclusions(ours.survey.id, ours.point.id)
    here = f"{address(ours)}/left-out/{one.number}/take-back"
    page = client.get(address(ours)).text
    assert here in page
    assert "Nhầm giờ" in page
    sent = {"csrf_token": form_token(page), "shown": digest_of(one.keys), "reason": "Giờ đã sửa"}
    assert client.post(here, data=sent | {"shown": "khác"}).status_code == 200
    assert excluded(ours.survey) == 6
    assert client.post(here, data=sent).status_code == 302
    assert excluded(ours.survey) == 0
    assert client.post(here, data=sent).status_code == 404


def test_a_flag_counts_while_its_entry_is_listed_and_nobody_kept_the_answer(sides):
    ours, _ = sides
    now = MORNING + timedelta(days=30)
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    flag_review_lists(now)
    assert flagged(ours.survey) == STUFFED
    kept = KeptAnswer(response_key=item.keys[0], rule=item.rule, reason="thật", made_at=now)
    other = KeptAnswer(response_key=item.keys[1], rule="burst", reason="thật", made_at=now)
    kept.actor_id = other.actor_id = create_staff(RoleName.AUDITOR).id
    saved(kept), saved(other)
    assert flagged(ours.survey) == STUFFED - 1
    # As many honest answers as good on another afternoon: the first one is unusual no more.
    codes = ["overall", "access", "procedure", "staff", "result", "feedback"]
    for number in range(4 * STUFFED):
        at = MORNING + timedelta(days=number % 4, hours=5, minutes=number)
        give(ours, dict.fromkeys(codes, 5), at)
    assert not survey_evidence(ours.survey)[ours.point.id].items
    flag_review_lists(now + timedelta(days=1))
    assert flagged(ours.survey) == 0
    assert len(db.session.scalars(select(FlagChange)).all()) == STUFFED


def test_every_night_the_review_list_is_flagged_once_and_stays_counted(sides):
    ours, _ = sides
    now = MORNING + timedelta(days=30)
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    flag_review_lists(now)
    flag_review_lists(now + timedelta(days=1))
    flags = db.session.scalars(select(ResponseCorrection)).all()
    assert sorted(flag.response_key for flag in flags) == sorted(item.keys)
    assert {(flag.kind, flag.rule) for flag in flags} == {("flag", item.rule)}
    assert flags[0].evidence["top"] == STUFFED
    assert excluded(ours.survey) == 0
    make_seal(now.date(), actor=Actor.system("tasks"), now=now)
    assert verify_seals().holds


def test_hours_are_set_by_somebody_above_the_unit_alone(app, sides):
    ours, _ = sides
    night = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
    for number in range(STUFFED):
        columns = {"duration": 60, "answered_at": night + timedelta(days=number)}
        create_response(ours.survey, {"overall": 3}, point=ours.point, **columns)
    rules = {item.rule for item in survey_evidence(ours.survey)[ours.point.id].items}
    assert "outside_opening_hours" in rules
    data = {"valid_from": "2026-01-01", "hours": "T2-CN 00:00-24:00"}
    here = f"/manage/integrity/hours/{ours.counter.id}"
    for unit, status in ((ours.counter, 200), (ours.commune, 200), (None, 302)):
        client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR, unit=unit)
        sent = data | {"csrf_token": form_token(client.get(here).text)}
        assert client.post(here, data=sent | {"hours": "cả ngày"}).status_code == 200
        assert client.post(here, data=sent).status_code == status
    assert "T2-CN" in client.get("/manage/integrity/hours/").text
    rules = {item.rule for item in survey_evidence(ours.survey)[ours.point.id].items}
    assert "outside_opening_hours" not in rules


def test_counts_are_bands_and_nothing_is_told_of_withheld_units(app):
    """Of 27 answers below a centre one is the first counter's: no page says 1, 26 or 27 less 26."""
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    few, beside, large = (counter(survey, centre, name=f"Quầy {k}") for k in "ABC")
    for place, n in ((few, 1), (beside, 26), (large, 61)):
        answer(survey, place, n // 2, n)
    client = sign_in(app.test_client(), role=RoleName.EVALUATOR, unit=centre)
    page = Visitor(client).get(f"/manage/integrity/?survey={survey.code}&under={centre.id}")
    lines = [row.text for row in page.all("tr")]
    told = [next(t for t in lines if t.startswith(f"Quầy {k} ")).split()[3] for k in "ABC"]
    assert told == ["–", "–", "50–99"]
    for place in (few, beside):
        point = db.session.scalars(
            select(CollectionPoint.id).where(CollectionPoint.place_id == place.id)
        ).one()
        text = Visitor(client).get(f"/manage/integrity/{survey.code}/points/{point}").text
        assert "Kết quả của đơn vị này bị ẩn" in text
        assert "Các buổi" not in text


def test_no_half_day_is_the_rest_of_the_others():
    def chosen(*counts):
        halves = [HalfDay(number, n, 0) for number, n in enumerate(counts)]
        return sorted(too_few(halves, 5))

    assert chosen(9, 3, 12, 8) == [1, 3]
    assert chosen(9, 2, 2, 12) == [0, 1, 2]
    assert chosen(9, 12) == []
    assert chosen(3) == [0]


def test_the_overview_does_not_wait_for_a_long_search(app, sides):
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    app.config["SEARCH_PATIENCE"] = 0
    with app.app_context():
        searches, held = searching.searches(), Event()
    searches.thread.submit(held.wait)
    assert "Đang rà soát các phiếu" in client.get("/results/overview").text
    held.set()
    searches.running[ours.survey.id].result(timeout=60)
    shown = client.get("/results/overview").text
    assert "Đang rà soát các phiếu" not in shown
    assert f"/manage/integrity/{ours.survey.code}/points/{ours.point.id}" in shown
