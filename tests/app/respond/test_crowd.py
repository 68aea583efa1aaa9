"""More people sending at the same moment than the database has connections."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from app.extensions import db
from app.respond.tokens import new_form_token
from app.services.access_codes import new_access_code
from app.services.response_store import response_store
from app.services.response_store.group_commit import GroupCommitStore
from tests.app.respond.citizen import OPEN, document
from tests.factories import create_point, create_survey, create_version

CROWD = 20
"""Above the fifteen connections of SQLAlchemy's pool."""


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def test_whoever_waits_for_the_store_holds_no_connection(app: Flask) -> None:
    store = response_store()
    if not isinstance(store, GroupCommitStore):
        pytest.skip("PostgreSQL has no writer thread to wait for")
    survey = create_survey(version=create_version(document()), **OPEN)
    codes = [new_access_code() for _ in range(CROWD)]
    for code in codes:
        create_point(survey, code=code)
    filled = {"form-move": "send", "q_overall": "5"}
    forms = [{"form-token": new_form_token(), **filled} for _ in codes]
    db.session.remove()

    def send(code: str, form: dict[str, str]) -> int:
        return app.test_client().post(f"/s/{code}", data=form).status_code

    looked_up = app.extensions["fielded_points"].values
    with ThreadPoolExecutor(CROWD) as people:
        with store.lock:  # nobody's answer is taken yet
            answers = people.map(send, codes, forms)
            assert within(10, lambda: len(looked_up) == CROWD), "all connections are held"
        assert list(answers) == [303] * CROWD
