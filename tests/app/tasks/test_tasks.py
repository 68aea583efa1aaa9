"""Tasks: each due run happens once, a failure is told in words and stops nothing.

Truth leaned on: the runs stored, counted; two real processes on one database.
"""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.errors import LangNgheError
from app.extensions import db
from app.models import AuditEvent, RoleName, RunOutcome, TaskRun, TaskSchedule
from app.services.tasks import (
    TASKS,
    Daily,
    Every,
    Task,
    claim,
    run_due,
    run_task,
    schedule_tasks,
    start_by_hand,
    start_scheduler,
)
from tests.app.audit.chain import record, tamper
from tests.app.tasks.competitor import NAME, PAUSE
from tests.app.test_commands import run as run_command
from tests.factories import ACTOR, NOW
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

ROOT = Path(__file__).parents[3]


@pytest.fixture
def task(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The only task there is; gives the moments at which it ran."""
    ran: list[datetime] = []

    def work(now: datetime) -> str:
        ran.append(now)
        return f"lần {len(ran)}"

    for name in list(TASKS):
        monkeypatch.delitem(TASKS, name)
    monkeypatch.setitem(TASKS, NAME, Task("Đếm", "Đếm số lần chạy.", Every(PAUSE), work))
    return ran


def set_work(monkeypatch: pytest.MonkeyPatch, work: object) -> None:
    """Let the task do something else."""
    monkeypatch.setitem(TASKS, NAME, Task("Đếm", "Đếm.", Every(PAUSE), work))


def next_at() -> datetime:
    """When the task is due next."""
    return db.session.get_one(TaskSchedule, NAME, populate_existing=True).next_at


def test_a_task_runs_when_it_is_due_and_not_before(app: Flask, task: list[datetime]) -> None:
    assert run_due(NOW) == []
    assert run_due(NOW + PAUSE - timedelta(seconds=1)) == []
    (done,) = run_due(NOW + PAUSE)
    assert (done.outcome, done.words) == ("done", "lần 1")
    assert run_due(NOW + PAUSE) == []
    assert next_at() == NOW + 2 * PAUSE


def test_a_day_the_service_stood_still_is_made_up_for_once(
    app: Flask, task: list[datetime]
) -> None:
    run_due(NOW)
    run_due(NOW + 24 * PAUSE)
    assert run_due(NOW + 24 * PAUSE) == []
    assert len(task) == 1


def test_a_failure_is_told_in_words_and_tried_again(
    app: Flask, task: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_now: datetime) -> str:
        raise LangNgheError("Hộp thư đầy.")

    set_work(monkeypatch, refuse)
    run_due(NOW)
    (failed,) = run_due(NOW + PAUSE)
    assert (failed.outcome, failed.words) == (RunOutcome.FAILED, "Hộp thư đầy.")
    assert next_at() == NOW + 2 * PAUSE


def test_an_unexpected_error_shows_its_kind_and_not_its_message(
    app: Flask, task: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_now: datetime) -> str:
        raise ZeroDivisionError("secret@example.vn")

    set_work(monkeypatch, break_down)
    failed = run_task(NAME, NOW)
    assert failed.outcome == RunOutcome.FAILED
    assert "ZeroDivisionError" in failed.words
    assert "secret" not in failed.words


def test_what_a_failed_task_left_unfinished_is_not_stored(
    app: Flask, task: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_now: datetime) -> str:
        db.session.add(TaskRun(name="half", started_at=NOW, outcome="done", words=""))
        db.session.flush()
        raise LangNgheError("nửa chừng")

    set_work(monkeypatch, half)
    run_task(NAME, NOW)
    assert db.session.scalars(select(TaskRun.name)).all() == [NAME]


def test_a_run_that_was_cut_off_is_given_up_after_a_while(app: Flask, task: list[datetime]) -> None:
    schedule_tasks(NOW)
    lost = claim(NAME, NOW + PAUSE)
    assert run_task(NAME, NOW + PAUSE) is None
    assert run_due(NOW + PAUSE + timedelta(minutes=59)) == []
    assert len(run_due(NOW + PAUSE + timedelta(hours=1))) == 1
    assert db.session.get_one(TaskRun, lost.run_id).outcome == RunOutcome.CUT_OFF


def test_a_daily_task_is_due_at_a_local_hour(app: Flask) -> None:
    daily = Daily(datetime(2026, 1, 1, 3, 0).time())  # noqa: DTZ001  (a time of day)
    before, after = (datetime(2026, 3, 1, hour, 0, tzinfo=UTC) for hour in (19, 20))
    assert daily.after(before) == after  # 02:00 in Hà Nội, then 03:00
    assert daily.after(after) == after + timedelta(days=1)


def test_starting_by_hand_is_audited_and_runs_at_the_next_look(
    app: Flask, task: list[datetime]
) -> None:
    assert start_by_hand(NAME, actor=ACTOR, now=NOW)
    assert db.session.scalars(select(AuditEvent.act)).all() == ["task.start"]
    assert len(run_due(NOW)) == 1
    claim(NAME, NOW + PAUSE)
    assert not start_by_hand(NAME, actor=ACTOR, now=NOW)


def test_the_thread_runs_what_is_due_and_stops(app: Flask, task: list[datetime]) -> None:
    start_by_hand(NAME, actor=ACTOR, now=NOW)
    stopped = start_scheduler(app, pause=0.05)
    deadline = time.monotonic() + 10
    while not task and time.monotonic() < deadline:
        time.sleep(0.02)
    stopped.set()
    for thread in threading.enumerate():
        if thread.name == "tasks":
            thread.join(5)
    assert len(task) == 1


def test_no_thread_runs_in_tests_and_commands(app: Flask) -> None:
    run_command(app, "tasks", "run")
    assert [t for t in threading.enumerate() if t.name == "tasks"] == []


def test_two_processes_run_each_due_moment_once(app: Flask, tmp_path: Path) -> None:
    # The application's own idea of its database; SQLite lies in the instance folder.
    on_sqlite = db.engine.dialect.name == "sqlite"
    url = "" if on_sqlite else db.engine.url.render_as_string(hide_password=False)
    moments, processes = 16, 1 if on_sqlite else 2
    command = [sys.executable, "-m", "tests.app.tasks.competitor"]
    arguments = [app.instance_path, url.replace("+psycopg", ""), str(moments)]
    running = [
        subprocess.Popen([*command, *arguments], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(processes)
    ]
    for process in running:
        assert process.wait(120) == 0, process.stderr.read().decode()
        process.stderr.close()
    started = db.session.execute(
        select(TaskRun.started_at, func.count()).group_by(TaskRun.started_at)
    ).all()
    assert {count for _, count in started} == {1}
    outcomes = set(db.session.scalars(select(TaskRun.outcome)))
    assert outcomes == {"done"}
    # The second process may come to a moment while the first one's run is still going on.
    assert len(started) == moments if on_sqlite else moments / 4 < len(started) <= moments


def test_the_command_runs_a_task_and_tells_how_it_went(app: Flask) -> None:
    record(2)
    status, printed = run_command(app, "tasks", "run", "audit.verify")
    assert (status, "nguyên vẹn" in printed) == (0, True)
    tamper("UPDATE audit_event SET thing = 'survey:9' WHERE id = 2")
    status, printed = run_command(app, "tasks", "run", "audit.verify")
    assert (status, "Sự kiện số 2 đã bị sửa" in printed) == (1, True)
    assert run_command(app, "tasks", "run", "nothing")[0] == 2


@pytest.mark.parametrize("name", TASKS)
def test_every_task_runs_on_an_empty_database(app: Flask, name: str) -> None:
    done = run_task(name, NOW)
    assert done.outcome == RunOutcome.DONE, done.words
    assert done.words


def test_the_page_lists_tasks_and_starts_one(app: Flask) -> None:
    page = Visitor(sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR))
    shown = page.get("/manage/tasks/")
    assert "chưa chạy" in shown.text
    token = form_token(shown.html)
    answer = page.client.post("/manage/tasks/audit.verify/run", data={"csrf_token": token})
    assert answer.status_code == 302
    assert "trong vòng nửa phút" in page.get("/manage/tasks/").text
    run_task("audit.verify", NOW)
    assert "nguyên vẹn" in page.get("/manage/tasks/audit.verify").text
    assert page.client.post("/manage/tasks/x/run", data={"csrf_token": token}).status_code == 404
