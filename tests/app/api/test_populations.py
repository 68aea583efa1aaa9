"""Dossier counts sent and read by programs: safe to send again, whole or not at all."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import ApiAct, AuditEvent, Population, Unit
from app.queries.populations import list_counts_of_unit
from tests.factories import create_key, create_population, create_unit

PATH = "/api/v1/populations"
MARCH = {
    "unit_code": "25-01",
    "first_day": "2026-03-01",
    "last_day": "2026-03-31",
    "received": 130,
    "on_time": 100,
    "late": 20,
    "source": "Một cửa điện tử",
}


@pytest.fixture
def unit(app: Flask) -> Unit:
    """The counter whose counts are sent."""
    return create_unit(code="25-01")


def bearer(*acts: ApiAct, unit: Unit | None = None) -> dict[str, str]:
    """The headers of a program that may do these acts."""
    return {"Authorization": f"Bearer {create_key(*acts, unit=unit)}"}


def send(client: FlaskClient, *counts: dict[str, Any], more: str = "", unit: Unit | None = None):
    """Send counts with a key for it."""
    headers = bearer(ApiAct.WRITE_POPULATIONS, unit=unit)
    return client.post(PATH + more, json={"counts": counts}, headers=headers)


def test_a_batch_sent_twice_is_stored_once(client: FlaskClient, unit: Unit) -> None:
    april = MARCH | {"first_day": "2026-04-01", "last_day": "2026-04-30"}
    first = send(client, MARCH, april).json
    assert first == {"added": 2, "corrected": 0, "unchanged": 0, "stored": True}
    assert send(client, MARCH, april).json["unchanged"] == 2
    assert db.session.query(Population).count() == 2


def test_other_numbers_are_a_correction_and_the_old_row_stays(
    client: FlaskClient, unit: Unit
) -> None:
    send(client, MARCH)
    assert send(client, MARCH | {"late": 30}).json["corrected"] == 1
    (count,) = list_counts_of_unit(unit.id)
    assert (count.handled, count.entries) == (130, 2)
    events = db.session.query(AuditEvent).filter_by(act="population.enter").all()
    assert [event.unit_id for event in events] == [unit.id, unit.id]


def test_a_dry_run_stores_nothing(client: FlaskClient, unit: Unit) -> None:
    answer = send(client, MARCH, more="?dry_run=true").json
    assert (answer["added"], answer["stored"]) == (1, False)
    assert db.session.query(Population).count() == 0


def test_every_mistake_is_pointed_at_and_nothing_is_stored(client: FlaskClient, unit: Unit) -> None:
    answer = send(client, MARCH, MARCH | {"unit_code": "x"}, MARCH | {"last_day": "2026-02-01"})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert [error["pointer"] for error in answer.json["errors"]] == [
        "/counts/1/unit_code",
        "/counts/2/last_day",
    ]
    answer = send(client, MARCH | {"late": -1, "channel": "fax"})
    assert {error["pointer"] for error in answer.json["errors"]} == {
        "/counts/0/late",
        "/counts/0/channel",
    }
    assert db.session.query(Population).count() == 0


def test_a_key_for_one_unit_writes_and_reads_that_unit_alone(
    client: FlaskClient, unit: Unit
) -> None:
    other = create_unit(code="25-02")
    create_population(unit, 10)
    create_population(other, 10)
    assert send(client, MARCH | {"unit_code": "25-02"}, unit=unit).status_code == 422
    headers = bearer(ApiAct.READ_POPULATIONS, unit=unit)
    found = client.get(PATH, headers=headers).json
    assert [count["unit_id"] for count in found["counts"]] == [unit.id]
    assert client.get(f"{PATH}?unit_id={other.id}", headers=headers).status_code == 404
    assert client.post(PATH, json={"counts": [MARCH]}, headers=headers).status_code == 403


def test_counts_are_read_page_by_page(client: FlaskClient, unit: Unit) -> None:
    send(client, *(MARCH | {"channel": channel} for channel in ("online", "post", "in_person")))
    headers = bearer(ApiAct.READ_POPULATIONS)
    first = client.get(f"{PATH}?page_size=2&first_day=2026-03-01", headers=headers).json
    assert (first["total"], first["pages"], len(first["counts"])) == (3, 2, 2)
    second = client.get(first["next"], headers=headers).json
    assert (len(second["counts"]), second["next"]) == (1, None)
    assert client.get(f"{PATH}?page=9", headers=headers).status_code == 404
    assert client.get(f"{PATH}?page_size=0", headers=headers).status_code == 422
    assert client.get(f"{PATH}?last_day=2026-02-01", headers=headers).json["total"] == 0
