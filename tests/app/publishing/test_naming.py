"""Who is named in public as not meeting the target: all tested together, frozen with the rows."""

import csv
import io
import json

from app.extensions import db
from app.models import Publication
from app.services.publishing import plan_publication
from app.services.publishing.documents import text_of
from app.services.publishing.planning import rows_to_publish
from app.services.reporting.naming import naming_of
from app.services.reporting.records import Outcome
from tests.app.publishing.made import JANUARY, MAY, TODAY, made, wanted
from tests.app.results.one_stop import answer, counter, report_on
from tests.factories import create_unit
from tests.pages import Visitor


def low_ones(survey):
    """Add nine counters like most, one far below the target and one that misses it by itself."""
    centre = create_unit(kind="commune_centre", name="Trung tâm hai")
    for number in range(9):
        unit = counter(survey, centre, code=f"N{number}", name=f"Quầy thường {number}")
        answer(survey, unit, 32, 40, answered_at=JANUARY)
    far = counter(survey, centre, code="X", name="Quầy thấp")
    near = counter(survey, centre, code="Y", name="Quầy sát")
    answer(survey, far, 10, 60, answered_at=JANUARY)
    answer(survey, near, 41, 60, answered_at=JANUARY)
    return far, near


def test_the_page_and_its_files_name_whom_all_tests_together_name(page: Visitor, place) -> None:
    survey, _ = place
    far, near = low_ones(survey)
    rows = rows_to_publish(wanted(survey))
    assert [r.unit.id for r in rows if r.outcome is Outcome.NOT_MET] == [far.id, near.id]
    assert [r.unit.id for r in naming_of(report_on(survey), rows).named] == [far.id]
    published = made(wanted(survey))
    document = json.loads(published.document)
    assert document["format"] == 2
    assert document["naming"] == {"chance": 0.025, "method": "holm", "others": 1, "tested": 12}
    assert {r["unit"]["id"] for r in document["rows"] if r["named"]} == {far.id}
    shown = page.get(f"/public/{published.id}").text
    assert "Được nêu tên là chưa đạt mục tiêu: Quầy thấp. Trong 12 đơn vị" in shown
    assert "Còn 1 đơn vị chưa đạt mục tiêu khi xét riêng" in shown
    assert shown.count("không thuộc danh sách được nêu tên") == 1
    lines = csv.DictReader(io.StringIO(page.client.get(f"/public/{published.id}.csv").text))
    assert {line["unit_name"] for line in lines if line["named"] == "true"} == {"Quầy thấp"}
    # A correction leaves the row of whom few have answered since, and whether it was named.
    answer(survey, far, 2, 2, answered_at=MAY)
    answer(survey, near, 10, 10, answered_at=MAY)
    plan = plan_publication(wanted(survey), today=TODAY)
    assert (plan.kept, [r.unit.id for r in plan.naming.named]) == ({far.id}, [far.id])


def test_what_was_published_before_keeps_what_it_said(page: Visitor, place) -> None:
    survey, _ = place
    low_ones(survey)
    document = json.loads(made(wanted(survey)).document)
    del document["format"], document["naming"]
    for row in document["rows"]:
        del row["named"]
    text, digest = text_of(document)
    now = db.session.query(Publication).one()
    facts = {c.name: getattr(now, c.name) for c in Publication.__table__.columns if c.name != "id"}
    old = Publication(**(facts | {"document": text, "digest": digest, "replaces_id": now.id}))
    old.reason = "Bản trước"
    db.session.add(old)
    db.session.commit()
    shown = page.get(f"/public/{old.id}").text
    assert "có trước khi các đơn vị được kiểm định đồng thời" in shown
    assert "nêu tên là chưa đạt" not in shown
    lines = csv.DictReader(io.StringIO(page.client.get(f"/public/{old.id}.csv").text))
    assert {line["named"] for line in lines} == {""}
    assert not plan_publication(wanted(survey), today=TODAY).is_changed
