"""What looks wrong in dossier counts, and what must not be said to."""

from calendar import monthrange
from datetime import date

from flask import Flask

from app.models import Unit
from app.scope import EVERYTHING, Scope
from app.services.registers.count_checks import Finding, FindingKind, check_counts, is_jump
from tests.factories import create_answers, create_population, create_survey, create_unit

TODAY = date(2026, 6, 15)


def create_month(unit: Unit, month: int, handled: int, **columns: object) -> None:
    """A month of 2026, counted."""
    days = monthrange(2026, month)[1]
    first, last = date(2026, month, 1), date(2026, month, days)
    create_population(unit, handled, period_start=first, period_end=last, **columns)


def found(kind: FindingKind, scope: Scope = EVERYTHING) -> list[Finding]:
    """The findings of a kind."""
    return [finding for finding in check_counts(scope, today=TODAY) if finding.kind is kind]


def test_steady_months_raise_nothing(app: Flask) -> None:
    unit = create_unit()
    for month in range(1, 6):
        create_month(unit, month, 100 + 20 * month)
    assert check_counts(EVERYTHING, today=TODAY) == []


def test_more_answers_than_dossiers_are_named_at_every_level(app: Flask) -> None:
    centre = create_unit(kind="commune_centre")
    counter = create_unit(parent=centre)
    create_answers(create_survey(), counter, [{"overall": 5}] * 12)
    for unit, handled in ((centre, 11), (counter, 20)):
        create_month(unit, 3, handled)
        create_month(unit, 4, handled)
        create_month(unit, 5, handled)
    (finding,) = found(FindingKind.MORE_ANSWERS)
    assert (finding.unit_id, finding.one, finding.other) == (centre.id, 12, 11)
    assert (finding.first, finding.last) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_missing_month_and_a_unit_that_stopped_are_named(app: Flask) -> None:
    gone, gap = create_unit(), create_unit()
    create_month(gone, 1, 50)
    create_month(gone, 2, 50)
    create_month(gap, 3, 50)
    create_month(gap, 5, 50)
    (missing,) = found(FindingKind.MISSING)
    assert (missing.unit_id, missing.first, missing.last) == (
        gap.id,
        date(2026, 4, 1),
        date(2026, 4, 30),
    )
    (stopped,) = found(FindingKind.STOPPED)
    assert (stopped.unit_id, stopped.first) == (gone.id, date(2026, 3, 1))


def test_a_jump_is_more_than_growth_and_chance(app: Flask) -> None:
    assert is_jump(100, 1000)
    assert is_jump(1000, 100)
    assert not is_jump(100, 220)
    assert not is_jump(1, 4)
    unit = create_unit()
    create_month(unit, 4, 100)
    create_month(unit, 5, 1000)
    (jump,) = found(FindingKind.JUMP)
    assert (jump.one, jump.other) == (100, 1000)


def test_a_month_that_lacks_a_channel_is_named(app: Flask) -> None:
    unit = create_unit()
    create_month(unit, 4, 100, channel="online")
    create_month(unit, 4, 100, channel="in_person")
    create_month(unit, 5, 200, channel="online")
    (finding,) = found(FindingKind.CHANNELS)
    assert (finding.one, finding.other) == (1, 2)


def test_only_units_of_the_scope_are_looked_at(app: Flask) -> None:
    unit = create_unit()
    create_month(unit, 1, 50)
    assert found(FindingKind.STOPPED, Scope(frozenset())) == []
    assert found(FindingKind.STOPPED, Scope(frozenset({unit.id})))
