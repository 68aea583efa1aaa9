"""Procedures, dossiers and targets."""

from datetime import date
from typing import Any

from app.models import Population, Service, Target, Unit
from tests.factories.rows import NOW, NUMBERS, saved


def create_service(
    *, code: str | None = None, name_vi: str = "Đăng ký khai sinh", **columns: Any
) -> Service:
    """A procedure of the administration."""
    columns = {"sector": "administration"} | columns
    code = code or f"1.{next(NUMBERS):06}"
    service: Service = saved(Service(code=code, name_vi=name_vi, **columns))
    return service


def create_population(unit: Unit, handled: int, *, late: int = 0, **columns: Any) -> Population:
    """Dossiers of a unit in the first half of 2026."""
    columns = {"period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30)} | columns
    population: Population = saved(
        Population(
            unit_id=unit.id,
            handled=handled,
            on_time=handled - late,
            late=late,
            source="Số liệu thử",
            entered_at=columns.pop("entered_at", NOW),
            **columns,
        )
    )
    return population


def create_target(value: float = 0.8, **columns: Any) -> Target:
    """A target in force since 2020, for every share unless `columns` say otherwise."""
    columns = {"valid_from": date(2020, 1, 1), "source_vi": "Nghị quyết thử"} | columns
    target: Target = saved(Target(value=value, source_en="Test decision", **columns))
    return target
