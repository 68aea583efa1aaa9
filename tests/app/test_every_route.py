"""Every address of the service and who may open it, in one table a person can read.

A new page fails here until somebody has written down for whom it is.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import allowed, roles_for
from app.services.accounts import RoleName
from tests.sign_in import sign_in

EVERYBODY = "everybody"
STAFF = "administrator designer evaluator"
READERS = "administrator evaluator"
ADMINISTRATORS = "administrator"
DESIGNERS = "administrator designer"
NOBODY = ""

ROUTES = {
    "static": EVERYBODY,
    "bootstrap.static": EVERYBODY,
    **dict.fromkeys(["respond.questionnaire", "respond.answer", "respond.receipt"], EVERYBODY),
    **dict.fromkeys(["respond.withdraw", "respond.take_back", "respond.withdrawn"], EVERYBODY),
    **dict.fromkeys(["public.home", "public.go", "public.health"], EVERYBODY),
    **dict.fromkeys(["public.privacy", "public.accessibility"], EVERYBODY),
    "security.static": NOBODY,
    "security.login": EVERYBODY,
    "security.logout": STAFF,
    "staff.start": STAFF,
    "security.verify": NOBODY,
    "points.index": DESIGNERS,
    "points.point": DESIGNERS,
    "points.poster": DESIGNERS,
    "points.posters": DESIGNERS,
    "points.qr_svg_file": DESIGNERS,
    "points.qr_png_file": DESIGNERS,
    "points.reissue": ADMINISTRATORS,
    "points.revoke": ADMINISTRATORS,
    **dict.fromkeys(["services.index", "services.service", "services.new"], ADMINISTRATORS),
    **dict.fromkeys(["services.retire", "services.upload", "services.review"], ADMINISTRATORS),
    **dict.fromkeys(["services.template", "services.export"], ADMINISTRATORS),
    "results.index": READERS,
    "results.method": READERS,
    "results.download": READERS,
    "results.unit": READERS,
}

NOT_BY_GET = {"security.logout"}


def staff_endpoints() -> list[str]:
    """Endpoints that ask for an account."""
    return [endpoint for endpoint, who in ROUTES.items() if who != EVERYBODY]


def address(app: Flask, endpoint: str) -> str:
    """An address of the endpoint, with made-up values where it takes any."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    values = {name: 1 if "Int" in repr(rule._converters[name]) else "x" for name in rule.arguments}
    return app.url_map.bind("localhost").build(endpoint, values)


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROUTES)


@pytest.mark.parametrize("endpoint", ROUTES)
def test_a_route_is_open_to_whom_the_table_says(endpoint: str) -> None:
    roles = roles_for(endpoint)
    found = EVERYBODY if roles is None else " ".join(sorted(roles))
    assert found == ROUTES[endpoint]


def test_a_route_nobody_thought_of_is_closed_even_to_administrators(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    client = sign_in(app.test_client(), role=RoleName.ADMINISTRATOR)
    assert client.get("/forgotten").status_code == 403


def test_a_visitor_is_led_to_the_sign_in_page(app: Flask, client: FlaskClient) -> None:
    for endpoint in set(staff_endpoints()) - NOT_BY_GET:
        answer = client.get(address(app, endpoint))
        assert answer.status_code == 302, endpoint
        assert answer.headers["Location"].startswith("/account/sign-in"), endpoint


def test_no_role_opens_another_roles_pages(app: Flask) -> None:
    for role in RoleName:
        client = sign_in(app.test_client(), role=role)
        for endpoint in set(staff_endpoints()) - NOT_BY_GET:
            if role not in ROUTES[endpoint].split():
                status = client.get(address(app, endpoint)).status_code
                assert status == 403, f"{role} at {endpoint}"


def test_everybody_who_signs_in_starts_on_a_page_they_may_open(app: Flask) -> None:
    for role in RoleName:
        client = sign_in(app.test_client(), role=role)
        assert client.get("/start", follow_redirects=True).status_code == 200, role


def test_a_person_without_roles_opens_nothing() -> None:
    class Somebody:
        is_authenticated = True

        def has_role(self, role: str) -> bool:
            return False

    assert not any(allowed(Somebody(), endpoint) for endpoint in staff_endpoints())
