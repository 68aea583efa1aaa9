"""When a report differs, its digests tell which part of what it was computed from has changed.

Truth leaned on: one change at a time, made here.
"""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Response, ResponseCorrection, Unit
from app.services.reports import code_version as program
from app.services.reports.contents import compute, to_json
from app.services.reports.remaking import changed_inputs
from tests.app.reports.half_year import half_year, parameters
from tests.app.results.one_stop import answer
from tests.factories import NOW, create_population, create_target, saved

REQUIREMENTS = (Path(__file__).parents[3] / "requirements.txt").read_text().lower()


def test_each_change_is_told_by_its_part(app: Flask) -> None:
    survey, centre = half_year()
    asked = parameters(survey, centre)
    place = db.session.scalars(select(Unit).where(Unit.code == "quay-1")).one()

    def changed() -> list[str] | None:
        nonlocal frozen
        before, frozen = frozen, to_json(compute(asked))
        return changed_inputs(before, compute(asked))

    frozen = to_json(compute(asked))
    # Another process reads the answers in another order and numbers what occurs otherwise.
    app.extensions.pop("answer_stores")
    assert changed() == []
    answer(survey, place, 1, 1)
    assert changed() == ["answers"]
    first = db.session.scalars(select(Response)).first()
    saved(ResponseCorrection(response_key=first.key, kind="flag", rule="speeder", made_at=NOW))
    assert changed() == ["corrections"]
    create_population(place, 900)
    assert changed() == ["dossiers"]
    create_target(value=0.9, unit_kind="counter")
    assert changed() == ["targets"]
    place.name_vi = "Quầy đổi tên"
    survey.minimum_cell = 6
    db.session.commit()
    assert changed() == ["units", "survey"]
    assert changed_inputs(b"{}", compute(asked)) is None


def test_lists_of_words_and_what_draws_the_bytes_are_part_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert {".toml", ".typ", ".po", ".py"} <= program.KINDS
    for package in program.DECIDING:
        known = f"{package.lower()}==" in REQUIREMENTS
        assert known or package == "Babel", f"{package} is not pinned"
    before = program.code_version.__wrapped__()
    monkeypatch.setattr(program, "version", lambda _package: "0")
    assert program.code_version.__wrapped__() != before
