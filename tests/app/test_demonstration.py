"""The demonstration province: its totals, its traps, and that it goes without a trace.

Truth leaned on: the 2022 proportions named in the issue; the official list of communes; counting.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from structlog.testing import capture_logs

from app import clock
from app.database import Base
from app.extensions import db
from app.models import (
    CollectionPoint,
    Comment,
    FrozenReport,
    Population,
    Response,
    Service,
    Survey,
    Unit,
)
from app.services.demonstration import (
    DatabaseNotEmpty,
    RealDataInTheWay,
    is_empty,
    is_untouched,
    load_demonstration,
    remove_demonstration,
    reports,
)
from app.services.demonstration.clerk import COUNTER
from app.services.demonstration.periods import HalfYear
from app.services.demonstration.reports import make_example_reports
from app.services.integrity.evidence import survey_evidence
from app.services.reports.contents import Contents, to_json
from app.services.reports.freezing import FIGURES, MadeFile
from app.serving import example_reports
from surveys.documents import from_document
from surveys.validation import check_answers
from tests.app.conftest import PROVINCE_NOW as NOW
from tests.factories import (
    ACTOR,
    create_batch,
    create_point,
    create_population,
    create_response,
    create_staff,
    create_survey,
    create_unit,
)
from tests.factories import NOW as ANSWERED


def dossiers(kind: str, half: HalfYear) -> tuple[int, int]:
    """Handled and on-time dossiers of counters whose centre is of `kind`, in a half-year."""
    prefix = Unit.code.startswith("25-HCC")
    return db.session.execute(
        select(func.sum(Population.handled), func.sum(Population.on_time))
        .join(Unit, Unit.id == Population.unit_id)
        .where(prefix if kind == "province" else ~prefix)
        .where(Population.period_start >= half.first, Population.period_end <= half.last)
    ).one()


def overall_ratings(survey: str, unit: str) -> list[int]:
    """The overall ratings given at a unit in a survey."""
    query = (
        select(Response.answers)
        .join(Survey, Survey.id == Response.survey_id)
        .join(Unit, Unit.id == Response.unit_id)
        .where(Survey.code == survey, Unit.code == unit)
    )
    return [answers["overall"] for answers in db.session.scalars(query)]


def rows() -> dict[str, int]:
    """How many rows every table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


def figures_only(contents: Contents) -> list[MadeFile]:
    """A report's figures, without the files that take seconds to draw."""
    return [MadeFile(FIGURES, "application/json", to_json(contents))]


def test_the_province_has_its_units_by_official_code(province: Flask) -> None:
    kinds = dict(db.session.execute(select(Unit.kind, func.count()).group_by(Unit.kind)).all())
    assert kinds["commune"] == kinds["commune_centre"] == 148
    assert (kinds["department"], kinds["school"], kinds["hospital"]) == (12, 5, 3)
    viet_tri = db.session.scalar(select(Unit).where(Unit.code == "07900"))
    assert (viet_tri.name_vi, viet_tri.kind) == ("Phường Việt Trì", "commune")
    assert db.session.scalar(select(func.count()).where(~Unit.demonstration)) == 0


def test_the_dossiers_of_the_finished_half_year_are_those_of_2022(province: Flask) -> None:
    handled, on_time = dossiers("province", HalfYear(2026, 1))
    assert (handled, on_time) == (60_000, 59_220)
    handled, on_time = dossiers("commune", HalfYear(2026, 1))
    assert (handled, on_time) == (128_000, 126_208)


def test_the_dossiers_of_this_half_year_end_yesterday(province: Flask) -> None:
    handled, _ = dossiers("province", HalfYear(2026, 2))
    assert handled == round(60_000 * 145 / 184)
    assert db.session.scalar(select(func.max(Population.period_end))) == date(2026, 11, 22)


def test_counters_differ_in_size(province: Flask) -> None:
    sums = select(func.sum(Population.handled)).group_by(Population.unit_id)
    sizes = sorted(db.session.scalars(sums))
    assert sizes[-10] > 6 * sizes[10]


@pytest.mark.parametrize(
    ("unit", "satisfied", "n"),
    [
        ("25-HCC-09", 0, 1),
        ("25-HCC-12", 0, 0),
        ("25-HCC-05", 190, 200),
        ("07900-HCC-01", 41, 51),
        ("08707-HCC-01", 40, 51),
        ("08740-HCC-01", 45, 45),
        ("04795-HCC-02", 3, 4),
    ],
)
def test_a_trap_has_exactly_its_answers(province: Flask, unit: str, satisfied: int, n: int) -> None:
    for survey in ("demo-counters-2026-1", "demo-counters-2026-2"):
        ratings = overall_ratings(survey, unit)
        assert (sum(rating >= 4 for rating in ratings), len(ratings)) == (satisfied, n)


def test_one_counter_is_mostly_straight_lines_and_the_others_are_not(province: Flask) -> None:
    query = select(Unit.code, Response.answers).join(Unit, Unit.id == Response.unit_id)
    straight: dict[bool, list[bool]] = {True: [], False: []}
    for code, answers in db.session.execute(query.where(Unit.kind == "counter")):
        ratings = [value for value in answers.values() if isinstance(value, int)]
        straight[code == "07942-HCC-01"].append(len(ratings) > 5 and len(set(ratings)) == 1)
    assert sum(straight[True]) / len(straight[True]) > 0.8
    assert sum(straight[False]) / len(straight[False]) < 0.35


def test_a_clerk_stuffed_the_box_of_one_counter_and_the_review_list_shows_it(
    province: Flask,
) -> None:
    counter = select(Unit.id).where(Unit.code == COUNTER).scalar_subquery()
    points = select(CollectionPoint).where(CollectionPoint.place_id == counter)
    point = db.session.scalar(points.order_by(CollectionPoint.id))
    survey = db.session.scalar(select(Survey).where(Survey.code == "demo-counters-2026-2"))
    found = survey_evidence(survey)[point.id].items
    assert len(overall_ratings(survey.code, COUNTER)) == 43 + 20
    assert [len(item.keys) >= 20 for item in found] == [True]


def test_every_answer_would_have_been_accepted_from_the_web(province: Flask) -> None:
    documents = {
        survey.id: survey.version.document for survey in db.session.scalars(select(Survey))
    }
    questionnaires = {key: from_document(document) for key, document in documents.items()}
    seen_na = 0
    for survey, answers in db.session.execute(select(Response.survey_id, Response.answers)):
        assert check_answers(questionnaires[survey], answers, refuse_unknown=True).values == answers
        seen_na += "na" in answers.values()
    assert seen_na > 100


def test_comments_speak_of_the_place_they_were_written_at(province: Flask) -> None:
    query = (
        select(Survey.sector, Comment.text)
        .join(Response, Response.survey_id == Survey.id)
        .join(Comment, Comment.response_key == Response.key)
    )
    for sector, text in db.session.execute(query.distinct()):
        assert ("bác sĩ" not in text.lower()) or sector == "health", text
        assert ("hồ sơ H44" not in text) or sector == "administration", text


def test_two_to_four_percent_answer(province: Flask) -> None:
    given = db.session.scalar(
        select(func.count(Response.key)).join(Survey).where(Survey.code == "demo-counters-2026-1")
    )
    assert 0.02 < given / 188_000 < 0.04


def test_most_procedures_were_answered_for_and_people_say_what_they_are(province: Flask) -> None:
    of_counters = Survey.code == "demo-counters-2026-1"
    answered = (
        select(CollectionPoint.service_id, func.count())
        .join(Response, Response.point_id == CollectionPoint.id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(of_counters, CollectionPoint.service_id.is_not(None))
        .group_by(CollectionPoint.service_id)
    )
    assert sum(n >= 10 for _, n in db.session.execute(answered)) > 25
    given = list(db.session.scalars(select(Response.answers).join(Survey).where(of_counters)))
    for item, groups in (("sex", 2), ("age_group", 4)):
        said = Counter(answers[item] for answers in given if item in answers)
        assert said.total() > 0.9 * len(given)
        assert 0 < said.pop("unsaid") < 0.1 * len(given)
        assert len([n for n in said.values() if n > 500]) == groups


@pytest.mark.parametrize("province", ["sqlite"], indirect=True)
def test_two_people_made_a_report_and_there_is_a_draft(
    province: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make_example_reports(figures_only, now=NOW) == 0  # nobody has an account yet
    create_staff()
    with monkeypatch.context() as ended:
        ended.delattr(reports, "sign_report")  # the program ends after drawing, before signing
        with pytest.raises(NameError):
            make_example_reports(figures_only, now=NOW)
    assert not db.session.scalars(select(FrozenReport)).one().is_signed
    assert [make_example_reports(figures_only, now=NOW) for _ in range(2)] == [2, 0]
    signed, draft = db.session.scalars(select(FrozenReport).order_by(FrozenReport.id))
    assert (signed.is_signed, draft.is_signed) == (True, False)
    assert (signed.survey.code, draft.survey.code) == (
        "demo-counters-2026-1",
        "demo-outpatient-2026-1",
    )
    assert signed.made_by != signed.signed_by
    assert not any(person.active for person in (signed.made_by, signed.signed_by))


def test_reports_that_cannot_be_made_leave_a_line_in_the_log(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError("no room is left")

    monkeypatch.setattr(example_reports, "make_example_reports", fail)
    with capture_logs() as told:
        example_reports.make_them(app)
    assert [line["reason"] for line in told] == ["no room is left"]


def test_no_answer_comes_from_the_future_or_before_its_survey(province: Flask) -> None:
    assert db.session.scalar(select(func.max(Response.answered_at))) < NOW
    earliest = select(func.min(Response.answered_at)).join(Survey)
    first = db.session.scalar(earliest.where(Survey.code == "demo-counters-2026-2"))
    assert date(2026, 7, 1) <= clock.local_day(first) < date(2026, 7, 4)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_same_seed_gives_the_same_answers(app: Flask, sqlite_province: Path) -> None:
    load_demonstration(actor=ACTOR, now=NOW)
    again = Path(app.instance_path) / "langnghe.sqlite"
    assert stored_answers(again) == stored_answers(sqlite_province)


def stored_answers(file: Path) -> list[tuple[object, ...]]:
    """Every answer in a SQLite file, as it is stored."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT key, answered_at, answers FROM response").fetchall()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("today", [date(2025, 9, 1), date(2027, 1, 1), date(2027, 1, 2)])
def test_it_loads_on_any_day(app: Flask, today: date) -> None:
    now = datetime.combine(today, NOW.timetz())
    assert load_demonstration(actor=ACTOR, now=now) > 5_000
    current = HalfYear.of(today)
    opened = db.session.scalars(select(Survey.closes_on).where(Survey.opens_on <= today))
    assert current.last in set(opened)


def test_it_never_stands_beside_real_data(app: Flask) -> None:
    create_unit()
    with pytest.raises(DatabaseNotEmpty):
        load_demonstration(actor=ACTOR, now=NOW)


def test_a_database_with_an_account_was_begun(app: Flask) -> None:
    assert is_untouched()
    create_staff()
    assert not is_untouched()


def test_removing_it_leaves_every_table_as_it_was(province: Flask) -> None:
    create_staff()
    point = db.session.scalar(select(CollectionPoint))
    day = ANSWERED.date()
    survey = db.session.scalar(
        select(Survey).where(Survey.opens_on <= day, day <= Survey.closes_on)
    )
    create_response(survey, {"overall": 5}, point=point)
    create_batch(survey, point)
    assert make_example_reports(figures_only, now=NOW) == 2
    removed = remove_demonstration(actor=ACTOR, now=NOW)
    assert removed.units == 525
    left = {table: count for table, count in rows().items() if count and "audit" not in table}
    # Targets, notices and limits came with the tables, the account is the test's; audits are
    # never emptied.
    shipped = {"target": 2, "notice_version": 3, "retention_limit": 1}
    assert left == shipped | {"user": 1, "role_grant": 1, "authenticator": 1}


def test_removing_it_leaves_real_data_alone(province: Flask) -> None:
    survey = create_survey()
    response = create_response(survey, {"overall": 2})
    remove_demonstration(actor=ACTOR, now=NOW)
    assert db.session.scalars(select(Response.key)).all() == [response.key]
    assert db.session.scalars(select(Survey.code)).all() == [survey.code]


def test_real_data_on_it_stops_the_removal_and_is_named(province: Flask) -> None:
    demo_unit = db.session.scalar(select(Unit).where(Unit.code == "07900-HCC-01"))
    child = create_unit(code="real-counter", parent=demo_unit)
    survey = create_survey()
    point = create_point(survey, place=child, body_id=demo_unit.id)
    create_response(survey, {"overall": 4}, point=point)
    before = rows()
    with pytest.raises(RealDataInTheWay) as error:
        remove_demonstration(actor=ACTOR, now=NOW)
    named = {(thing.kind, thing.name) for thing in error.value.things}
    assert named == {("unit", "real-counter"), ("survey", survey.code)}
    assert rows() == before


def test_real_counts_of_its_procedures_stop_the_removal_too(province: Flask) -> None:
    service = db.session.scalars(select(Service).order_by(Service.code)).first()
    create_population(create_unit(), 10, service_id=service.id)
    with pytest.raises(RealDataInTheWay) as error:
        remove_demonstration(actor=ACTOR, now=NOW)
    assert [(thing.kind, thing.name) for thing in error.value.things] == [("service", service.code)]


def test_a_questionnaire_a_real_survey_uses_stays_and_is_no_demonstration(province: Flask) -> None:
    version = db.session.scalar(select(Survey)).version
    create_survey(version=version)
    removed = remove_demonstration(actor=ACTOR, now=NOW)
    assert removed.kept_questionnaires == (version.questionnaire.code,)
    assert not version.questionnaire.demonstration


def test_the_commands_load_and_remove(province: Flask) -> None:
    runner = province.test_cli_runner()
    refused = runner.invoke(args=["demonstration", "load"])
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert runner.invoke(args=["demonstration", "remove"]).exit_code == 0
    assert is_empty()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_command_loads_what_make_serve_loads(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["demonstration", "load"]).exit_code == 0
    assert not is_empty()
