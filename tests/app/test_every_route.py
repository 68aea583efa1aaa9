"""Every address of the service and who may open it: `docs/rights.md`, which people read.

A new page fails here until somebody has written down for whom it is.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import DOORS
from app.access.subjects import SUBJECTS
from app.models import RoleName
from tests.app.rights_table import EVERYBODY, PROGRAMS, read_table, row_by_doors
from tests.app.rights_world import SAMPLES
from tests.sign_in import sign_in

TABLE = read_table()
NOT_BY_GET = {"security.logout"}


def staff_endpoints() -> list[str]:
    """Endpoints that ask for an account."""
    return [endpoint for endpoint, row in TABLE.items() if row.open_to not in (EVERYBODY, PROGRAMS)]


def address(app: Flask, endpoint: str) -> str:
    """An address of the endpoint, with made-up values where it takes any."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    values = {name: 1 if "Int" in repr(rule._converters[name]) else "x" for name in rule.arguments}
    return app.url_map.bind("localhost").build(endpoint, values)


def test_every_route_is_in_the_table(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    missing = [row_by_doors(endpoint).line for endpoint in sorted(routes - set(TABLE))]
    assert not missing, "put these rows into docs/rights.md:\n" + "\n".join(missing)
    assert not set(TABLE) - routes, "docs/rights.md has rows of pages that are gone"


@pytest.mark.parametrize("endpoint", TABLE)
def test_a_page_is_open_to_whom_the_table_says(endpoint: str) -> None:
    assert TABLE[endpoint].line == row_by_doors(endpoint).line


def test_every_door_is_about_something_that_is_known() -> None:
    assert {door.subject for door in DOORS.values()} <= set(SUBJECTS)
    assert set(SAMPLES) >= set(SUBJECTS), "a line is missing in tests/app/rights_world.py"


def test_a_route_nobody_thought_of_is_closed_even_to_administrators(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    client = sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR)
    assert client.get("/forgotten").status_code == 403


def test_a_visitor_is_led_to_the_sign_in_page(app: Flask, client: FlaskClient) -> None:
    for endpoint in set(staff_endpoints()) - NOT_BY_GET:
        rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
        if "GET" not in rule.methods:
            continue
        answer = client.get(address(app, endpoint))
        assert answer.status_code == 302, endpoint
        assert answer.headers["Location"].startswith("/account/sign-in"), endpoint


def test_everybody_who_signs_in_starts_on_a_page_they_may_open(app: Flask) -> None:
    for role in RoleName:
        client = sign_in(app.test_client(), role=role)
        assert client.get("/start", follow_redirects=True).status_code == 200, role
