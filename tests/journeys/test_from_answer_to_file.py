"""The main job, end to end and by HTTP only: answer, sign in, read the verdict, download it."""

import csv
import io
from datetime import timedelta

from flask import Flask

from app import clock
from app.services.access_codes import new_access_code
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.respond.citizen import receipt_code, send
from tests.factories import (
    create_point,
    create_population,
    create_survey,
    create_target,
    create_unit,
    create_version,
)
from tests.pages import Visitor
from tests.sign_in import sign_in

SATISFIED = {"overall": "5", "attitude": "4", "time": "na"}
DISSATISFIED = {"overall": "2", "attitude": "2", "comment": "Chờ lâu quá"}


def test_answers_become_a_verdict_and_a_file(app: Flask) -> None:
    create_target()
    today = clock.local_day(clock.now())
    survey = create_survey(
        version=create_version(to_document(load_catalogue_questionnaire("one_stop_short"))),
        formulas=["people_top2", "items_top2"],
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=30),
    )
    place, code = create_unit(name="Quầy Tư pháp", kind="counter"), new_access_code()
    create_point(survey, place=place, code=code)
    period = {"period_start": survey.opens_on, "period_end": today}
    create_population(place, 60, late=3, **period)

    evaluator = Visitor(sign_in(app.test_client()))
    assert "Chưa có phiếu" in evaluator.get("/results/").text

    citizen = Visitor(app.test_client())
    for _ in range(4):
        send(citizen, code, SATISFIED)
    assert "dưới 5 phiếu" in evaluator.get("/results/").text

    for _ in range(11):
        send(citizen, code, SATISFIED)
    receipt = citizen.get(send(citizen, code, DISSATISFIED))
    page = evaluator.get("/results/")
    for part in ("93,8%", "Chưa đủ căn cứ", "16", "60", "26,7%", "95,0%"):
        assert part in page.text

    form = {"receipt": receipt_code(receipt)}
    withdrawal = citizen.get("/withdraw")
    field = next(e.get("name") for e in withdrawal.all("input") if e.get("type") == "text")
    citizen.client.post("/withdraw", data={field: form["receipt"]})
    unit = evaluator.get(f"/results/{survey.code}/{place.id}")
    assert "Đạt" in unit.one("h2", id="verdict").text
    assert "100,0%" in unit.text
    assert "Chờ lâu quá" not in unit.text, "free text is no part of results"

    file = evaluator.client.get(f"/results/download/csv?survey={survey.code}&level=counter")
    table = csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";")
    (row,) = list(table)
    assert row["Đơn vị"] == "Quầy Tư pháp"
    assert row["Kết luận"] == "Đạt"
    assert row["Cỡ mẫu (n)"] == "15"
    assert row["Công thức"] == "people_top2"
    assert row["Tỷ lệ phản hồi"] == "0,25"
