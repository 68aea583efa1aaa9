"""Reports kept between requests: the same one again, and never one whose grounds are gone."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations_with_replacement
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import delete, inspect

from app.extensions import db
from app.models import (
    CollectionPoint,
    FlagChange,
    KeptAnswer,
    Response,
    ResponseCorrection,
    RoleName,
    Survey,
    SurveyTarget,
    Unit,
    UnitFormerName,
    UnitParent,
    UnitSuccessor,
)
from app.services.reporting import keeping
from app.services.reporting.keeping import ReportKey, kept_reports
from app.services.reporting.readable_periods import Calendar
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from tests.app.results.one_stop import counter, one_stop_survey, report_on
from tests.factories import (
    NOW,
    create_answers,
    create_invitations,
    create_point,
    create_population,
    create_staff,
    create_target,
    create_unit,
    saved,
)


class World:
    """Two communes with counters, answers of every kind, dossiers and a target."""

    def __init__(self) -> None:
        self.survey = one_stop_survey(demonstration=True)
        self.province = create_unit(kind="province")
        self.communes = [create_unit(kind="commune", parent=self.province) for _ in range(2)]
        self.places = [counter(self.survey, parent) for parent in self.communes for _ in range(2)]
        self.target = create_target()
        self.actor = create_staff(RoleName.SURVEY_ADMINISTRATOR)
        for number, place in enumerate(self.places):
            create_population(place, 100 + 50 * number)
            self.keys = self.answers(place, 14 + number)
        self.exclude(self.keys[0])
        self.flag(self.keys[1])

    def answers(self, place: Unit, count: int, **columns):
        """People who are mostly satisfied."""
        given = [{"overall": 1 if n % 4 == 0 else 5} for n in range(count)]
        return create_answers(self.survey, place, given, **columns)

    def correct(self, key, kind: str, **columns) -> None:
        """Set a correction beside an answer."""
        saved(ResponseCorrection(response_key=key, kind=kind, made_at=NOW, **columns))

    def exclude(self, key) -> None:
        """Leave an answer out."""
        self.correct(key, "exclusion", actor_id=self.actor.id, reason="cùng một người trả lời")

    def flag(self, key) -> None:
        """Suspect an answer."""
        self.correct(key, "flag", rule="speeder")


def shown(report: Report) -> list:
    """Every row of every level."""
    kinds = report.data.scope.kinds()
    return [row for kind in kinds for row in index_rows(report, "people_top2", kind)]


def saved_change(row, **columns) -> None:
    """Change a row without telling anybody."""
    for name, value in columns.items():
        setattr(row, name, value)
    db.session.commit()


def keep_excluded(world: World) -> None:
    later = NOW + timedelta(hours=1)
    row = {"response_key": world.keys[0], "actor_id": world.actor.id, "reason": "xem lại, đúng"}
    saved(KeptAnswer(made_at=later, **row))


def lift_flag(world: World) -> None:
    saved(FlagChange(response_key=world.keys[1], rule="speeder", stands=False, made_at=NOW))


def remove(world: World, which) -> None:
    """Delete answers, as the demonstration's removal does."""
    db.session.execute(delete(Response).where(which))
    db.session.commit()


def replace_last_answer(world: World) -> None:
    """Then there are as many answers as before, and on SQLite the last has the same number."""
    remove(world, Response.key == world.keys[-1])
    world.answers(world.places[0], 1)


def move_unit(world: World) -> None:
    parent = db.session.query(UnitParent).filter_by(unit_id=world.places[0].id).one()
    saved_change(parent, parent_id=world.communes[1].id)


def rename_of_the_time(world: World) -> None:
    row = {"code": "00001", "name_vi": "Tên cũ", "last_day": date(2026, 12, 1)}
    saved(UnitFormerName(unit_id=world.places[0].id, **row))


def succeed(world: World) -> None:
    old, new = world.communes
    saved_change(old, valid_to=date(2026, 7, 31))
    day = {"happened_on": date(2026, 8, 1), "kind": "merge"}
    saved(UnitSuccessor(old_id=old.id, new_id=new.id, share=1.0, **day))


def correct_count(world: World) -> None:
    create_population(world.places[1], 900, entered_at=NOW + timedelta(hours=1))


def take_back_count(world: World) -> None:
    later = NOW + timedelta(hours=2)
    create_population(world.places[1], 900, entered_at=later, taken_back=True)


def choose_target(world: World) -> None:
    other = create_target(0.3, formula="items_top2")
    saved(SurveyTarget(survey_id=world.survey.id, target_id=other.id))


def move_point(world: World) -> None:
    point = db.session.query(CollectionPoint).filter_by(place_id=world.places[0].id).one()
    place = create_unit(parent=world.communes[1])
    saved_change(point, place_id=place.id, body_id=place.id)


def draw_invitations(world: World) -> None:
    point = db.session.query(CollectionPoint).filter_by(place_id=world.places[1].id).one()
    create_invitations(world.survey, point, 3, frame=40)


CHANGES: dict[str, Callable[[World], object]] = {
    "answer in place of the last": replace_last_answer,
    "answer": lambda world: world.answers(world.places[0], 1),
    "verified answers": lambda world: world.answers(world.places[0], 6, verified=True),
    "withdrawal": lambda world: world.correct(world.keys[5], "withdrawal"),
    "exclusion": lambda world: world.exclude(world.keys[6]),
    "exclusion taken back": keep_excluded,
    "flag": lambda world: world.flag(world.keys[7]),
    "flag lifted": lift_flag,
    "answers removed": lambda world: remove(world, Response.unit_id == world.places[0].id),
    "unit renamed": lambda world: saved_change(world.places[0], name_vi="Quầy khác"),
    "unit of another sector": lambda world: saved_change(world.places[0], sector="health"),
    "unit moved": move_unit,
    "unit called otherwise then": rename_of_the_time,
    "unit followed by another": succeed,
    "new place": lambda world: create_point(
        world.survey, place=create_unit(parent=world.communes[0])
    ),
    "point moved": move_point,
    "target": lambda world: create_target(0.5, unit_kind="counter"),
    "target changed": lambda world: saved_change(world.target, value=0.6),
    "target ended": lambda world: saved_change(world.target, valid_to=date(2026, 2, 1)),
    "target chosen": choose_target,
    "dossier count": lambda world: create_population(world.communes[0], 5000),
    "dossier count corrected": correct_count,
    "dossier count taken back": take_back_count,
    "list of invitations": draw_invitations,
    "minimum cell": lambda world: saved_change(world.survey, minimum_cell=15),
    "confidence level": lambda world: saved_change(world.survey, confidence_level=0.9),
    "formulas": lambda world: saved_change(world.survey, formulas=["people_top2", "mean_5"]),
    "demonstration": lambda world: saved_change(world.survey, demonstration=False),
}
"""Whatever moves a figure, done past every service: no act is audited."""

UNSEEN = {"flag", "flag lifted", "formulas", "target chosen", "list of invitations"}
"""What moves other figures than those looked at here, or none while so few answers differ."""


def opened(survey: Survey) -> list[Report]:
    """Reports in the tree of the period and in that of a later day."""
    first, last = survey.opens_on, survey.closes_on
    return [
        open_report(survey, first, last),
        open_report(survey, first, last, tree_of=date(2026, 9, 1)),
    ]


def test_whatever_moves_a_figure_ends_a_kept_report(app: Flask) -> None:
    world = World()
    for name, change in CHANGES.items():
        before = opened(world.survey)
        assert [r.once("mark", lambda: "kept") for r in before] == ["kept", "kept"]
        figures = shown(before[-1])
        assert [r.once("mark", lambda: "anew") for r in opened(world.survey)] == ["kept", "kept"]
        change(world)
        after = opened(world.survey)
        assert [r.once("mark", lambda: "anew") for r in after] == ["anew", "anew"], name
        found = shown(after[-1])
        app.extensions.pop("kept_reports")
        app.extensions.pop("answer_stores")
        assert found == shown(opened(world.survey)[-1]), name
        if name not in UNSEEN:
            assert found != figures, f"{name} moved nothing"


def test_a_report_of_another_survey_or_period_is_another_one(app: Flask) -> None:
    world = World()
    other = one_stop_survey()
    reports = [
        report_on(world.survey),
        report_on(other),
        report_on(world.survey, last=date(2026, 3, 31)),
        open_report(world.survey, date(2026, 1, 1), date(2026, 6, 30), tree_of=date(2026, 9, 1)),
    ]
    assert [r.once("mark", lambda n=n: n) for n, r in enumerate(reports)] == [0, 1, 2, 3]


def test_what_is_kept_holds_no_row_of_a_session(app: Flask) -> None:
    world = World()
    for report in opened(world.survey):
        shown(report)
        assert report.data.survey is world.survey
    for kept in kept_reports().kept.values():
        data = kept.data
        assert inspect(data.survey).transient
        assert data.then is None or data.then.survey is data.survey
        assert not [one for one in data.targets if inspect(one, raiseerr=False)]


def test_what_was_kept_serves_the_next_session(app: Flask) -> None:
    world = World()
    figures = shown(report_on(world.survey))
    survey_id = world.survey.id
    db.session.remove()
    survey = db.session.get_one(Survey, survey_id)
    report = report_on(survey)
    assert report.data.survey is survey
    assert shown(report) == figures


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_only_some_reports_are_kept_the_latest_ones(app: Flask) -> None:
    world = World()
    months = Calendar.of(world.survey).months
    periods = [(first[0], last[1]) for first, last in combinations_with_replacement(months, 2)]
    for first, last in periods:
        report_on(world.survey, first, last)
    kept = {(key.first, key.last) for key in kept_reports().kept}
    # The whole is opened with each of its parts.
    assert kept == {*periods[1 - keeping.REPORTS :], (months[0][0], months[-1][1])}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_large_reports_make_room_but_the_latest_stays(app: Flask) -> None:
    world = World()
    few = keeping.KeptReports(rows=70)
    report_on(world.survey)
    report = next(iter(kept_reports().kept.values()))
    assert report.data.answers.rows == 62
    for number in range(3):
        few.keep(ReportKey(number, date(2026, 1, 1), date(2026, 1, 1), None), report)
    assert [key.survey_id for key in few.kept] == [2]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_many_threads_at_once_see_one_set_of_figures(app: Flask) -> None:
    world = World()
    survey_id, expected, found = world.survey.id, shown(report_on(world.survey)), []
    app.extensions.pop("kept_reports")

    def look() -> None:
        with app.app_context():
            found.append(shown(report_on(db.session.get_one(Survey, survey_id))))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def tallies_of(report: Report) -> dict:
    """Every sum of every tally of the shares."""
    found = {**report.tallies("people_top2:"), **report.origins("people_top2:")}
    return {
        name: (tally.cells.tolist(), tally.responses.tolist(), tally.sums.tolist())
        for name, tally in found.items()
    }


def test_new_answers_are_added_to_what_was_tallied(app: Flask) -> None:
    world = World()
    tallies_of(report_on(world.survey))
    for place, columns in (
        (world.places[0], {}),
        (world.places[1], {"verified": True}),
        (world.places[2], {"mode": "interviewer"}),
    ):
        keys = world.answers(place, 4, **columns)
        world.exclude(keys[0])
        world.flag(keys[1])
        report = report_on(world.survey)
        assert report.earlier.later.answers.rows == 4
        found = tallies_of(report)
        app.extensions.pop("kept_reports")
        assert found == tallies_of(report_on(world.survey))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["withdrawal", "exclusion", "flag", "answers removed"])
def test_everything_is_tallied_again_where_an_answer_of_before_has_changed(
    app: Flask, name: str
) -> None:
    world = World()
    tallies_of(report_on(world.survey))
    CHANGES[name](world)
    assert report_on(world.survey).earlier is None
