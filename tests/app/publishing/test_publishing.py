"""Publications: frozen, corrected only by a new one, and never a key to a few people's answers."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import AuditEvent, Publication
from app.services.publishing import (
    InvalidImprovement,
    NewImprovement,
    PublicationRefused,
    plan_publication,
    publish,
    withdraw,
    write_improvement,
)
from app.services.publishing.documents import read_document, rows_of
from app.services.publishing.planning import rows_to_publish
from app.services.reporting.rows import index_rows
from tests.app.publishing.made import JANUARY, MAY, NOW, TODAY, made, wanted
from tests.app.results.one_stop import ITEMS, answer, counter, report_on
from tests.factories import ACTOR, create_answers, create_unit


def test_what_is_public_are_the_rows_of_the_page_frozen_under_a_digest(place) -> None:
    survey, here = place
    published = made(wanted(survey))
    assert hashlib.sha256(published.document.encode()).hexdigest() == published.digest
    rows = rows_to_publish(wanted(survey))
    again = rows_of(read_document(published.document))
    assert [(r.unit.code, r.outcome, r.figure, r.target) for r in again] == [
        (r.unit.code, r.outcome, r.figure, r.target) for r in rows
    ]
    hidden = [row for row in json.loads(published.document)["rows"] if not row["figure"]]
    assert len(hidden) == 2
    assert all(row["population"] is None for row in hidden)
    answer(survey, here, 0, 50, answered_at=MAY)
    db.session.expire_all()
    assert [r.figure for r in rows_of(read_document(published.document))] == [
        r.figure for r in again
    ]
    assert db.session.query(AuditEvent).filter_by(act="publication.make").count() == 1


def test_two_small_units_alone_take_a_third_one_with_them(place) -> None:
    survey, _ = place
    centre = create_unit(kind="commune_centre", name="Trung tâm nhỏ")
    for satisfied, n in ((1, 1), (1, 2), (30, 40), (20, 25)):
        answer(survey, counter(survey, centre), satisfied, n, answered_at=JANUARY)
    staff = index_rows(report_on(survey), "people_top2", "counter")
    public = rows_to_publish(wanted(survey))
    for rows in (staff, public):
        # Only three people would be left over of the centre beside 40 and 25.
        beside = [row for row in rows if row.parent and row.parent.id == centre.id]
        assert [row.figure.n for row in beside if row.figure] == [40]


def test_what_one_index_hides_another_does_not_show(place) -> None:
    survey, _ = place
    here = counter(survey, create_unit(kind="commune_centre"))
    good, better, bad = (dict.fromkeys(["overall", *ITEMS], score) for score in (4, 5, 2))
    create_answers(survey, here, [good] + [better] * 6, answered_at=JANUARY)
    for _ in range(2):
        there = counter(survey, create_unit(kind="commune_centre"))
        create_answers(survey, there, [good, bad] * 15, answered_at=JANUARY)
    staff = index_rows(report_on(survey), "mean_100", "counter")
    public = rows_to_publish(replace(wanted(survey), formula="mean_100"))
    for rows in (staff, public):
        found = {row.unit.id: row for row in rows}
        assert found[here.id].figure is None, "that all seven were satisfied is hidden"
        assert found[there.id].figure.n == 30


def test_nothing_changes_a_publication_or_removes_it(place) -> None:
    published = made(wanted(place[0]))
    for deed in (update(Publication).values(document="{}"), delete(Publication)):
        with pytest.raises(IntegrityError):
            db.session.execute(deed)
        db.session.rollback()
    withdraw(published, because="Sai kỳ", actor=ACTOR, now=NOW)
    with pytest.raises(IntegrityError):
        db.session.execute(update(Publication).values(withdrawn_at=None, withdrawn_because=None))
    db.session.rollback()


def test_a_correction_names_the_old_one_and_keeps_what_few_people_changed(place) -> None:
    survey, here = place
    first = made(wanted(survey))
    with pytest.raises(PublicationRefused, match="unchanged"):
        made(wanted(survey), "Bổ sung")
    answer(survey, here, 2, 2, answered_at=MAY)
    plan = plan_publication(wanted(survey), today=TODAY)
    assert (plan.kept, plan.is_changed, plan.clashes) == ({here.id}, False, ())
    answer(survey, here, 8, 8, answered_at=MAY)
    with pytest.raises(PublicationRefused, match="no_reason"):
        made(wanted(survey))
    second = made(wanted(survey), "Bổ sung phiếu giấy nhập muộn")
    assert second.replaces_id == first.id
    assert json.loads(second.document)["replaces"] == first.digest
    assert rows_of(read_document(second.document))[0].figure.n == 60


def test_a_row_that_differs_by_few_people_is_withheld_and_the_others_stand(place) -> None:
    survey, here = place
    there = counter(survey, create_unit(kind="commune_centre"))
    answer(survey, there, 30, 40, answered_at=JANUARY)
    made(wanted(survey, last=date(2026, 3, 31)))
    for unit, satisfied, n in ((here, 3, 3), (there, 20, 30)):
        answer(survey, unit, satisfied, n, answered_at=MAY)
    published = rows_of(read_document(made(wanted(survey)).document))
    assert {row.unit.id: row.figure and row.figure.n for row in published}[here.id] is None
    assert {row.unit.id: row.figure and row.figure.n for row in published}[there.id] == 70


def test_a_period_that_differs_by_few_people_is_refused_and_says_where(place) -> None:
    survey, here = place
    made(wanted(survey, last=date(2026, 3, 31)))
    answer(survey, here, 3, 3, answered_at=MAY)
    plan = plan_publication(wanted(survey), today=TODAY)
    assert plan.clashes == (("Quầy A", 3), ("Trung tâm", 3))
    with pytest.raises(PublicationRefused, match="gives_away"):
        publish(plan, reason="", actor=ACTOR, now=NOW)
    answer(survey, here, 0, 3, answered_at=MAY)
    assert plan_publication(wanted(survey), today=TODAY).clashes == ()


@pytest.mark.parametrize(
    ("second", "silent"),
    [("mean_100", 0), ("items_top2", 12)],
    ids=["same people", "nearly the same"],
)
def test_one_index_may_not_tell_of_few_people_beside_another(place, second, silent) -> None:
    survey, _ = place
    centre = create_unit(kind="commune_centre")
    here, there = counter(survey, centre), counter(survey, centre)
    full = dict.fromkeys(["overall", *ITEMS], 4)
    for unit in (here, there, counter(survey, centre)):
        create_answers(survey, unit, [full] * 40, answered_at=JANUARY)
        answer(survey, unit, silent, silent, answered_at=JANUARY)
    made(wanted(survey))
    choice = replace(wanted(survey), formula=second)
    before = {row.unit.id for row in plan_publication(choice, today=TODAY).rows if row.figure}
    assert {here.id, there.id} <= before
    create_answers(survey, here, [full], answered_at=MAY)
    create_answers(survey, there, [full] * 9, answered_at=MAY)
    after = {row.unit.id for row in plan_publication(choice, today=TODAY).rows if row.figure}
    assert here.id not in after, "one person is the difference"
    assert there.id in after


def test_what_cannot_be_published_says_why(place) -> None:
    survey, _ = place
    for choice, reason in (
        (wanted(survey, last=date(2026, 9, 1)), "not_over"),
        (wanted(survey, first=date(2026, 3, 1), last=date(2026, 2, 1)), "backwards"),
        (wanted(survey, level="school"), "unknown"),
        (replace(wanted(survey), formula="none"), "unknown"),
        (wanted(survey, first=date(2026, 4, 1)), "no_figure"),
    ):
        with pytest.raises(PublicationRefused, match=reason):
            plan_publication(choice, today=TODAY)


def test_a_change_is_tied_to_how_the_published_index_moved(place) -> None:
    survey, here = place
    answer(survey, here, 150, 150, answered_at=MAY)
    before = made(wanted(survey, last=date(2026, 3, 31)))
    after = made(wanted(survey, first=date(2026, 4, 1)))
    entry = NewImprovement(here.id, "Thêm quầy", "Chờ lâu", "Mở quầy", TODAY, before, after)
    written = write_improvement(entry, actor=ACTOR, now=NOW)
    assert written.movement["direction"] == "better"
    assert (written.movement["before"]["n"], written.movement["after"]["n"]) == (50, 150)
    assert written.movement["low"] > 0
    other = db.session.get(Publication, before.id)
    for change, reason in (
        ({"after": None}, "one_missing"),
        ({"before": after, "after": other}, "not_comparable"),
        ({"unit_id": create_unit().id}, "not_published"),
    ):
        with pytest.raises(InvalidImprovement, match=reason):
            write_improvement(replace(entry, **change), actor=ACTOR, now=NOW)
    withdraw(before, because="Sai", actor=ACTOR, now=NOW)
    with pytest.raises(InvalidImprovement, match="void"):
        write_improvement(entry, actor=ACTOR, now=NOW)
