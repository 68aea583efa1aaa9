"""Every page opened as every role, on the own unit, on another one and on the whole service."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.models import RoleName
from tests.app.rights_table import NOBODY, ROLES, Row, read_table
from tests.app.rights_world import (
    IN_THE_QUERY,
    NOT_MADE_HERE,
    OTHER_VALUES,
    SAMPLES,
    Side,
    create_sides,
)
from tests.sign_in import sign_in

TABLE = read_table()
HERE, ELSEWHERE, EVERYWHERE = "here", "elsewhere", "everywhere"


def address(app: Flask, rule: Rule, row: Row, side: Side) -> str:
    """An address of the page about something of this side."""
    known = IN_THE_QUERY.get(row.endpoint, SAMPLES[row.about])(side)
    values: dict[str, Any] = {**known}
    for name in rule.arguments - set(known):
        number = "Int" in repr(rule._converters[name])
        values[name] = OTHER_VALUES.get(name, lambda number=number: 1 if number else "x")()
    return app.url_map.bind("localhost").build(row.endpoint, values)


def expected(row: Row, role: RoleName, where: str) -> int | None:
    """The refusal that the table asks for, or None where the page must open."""
    if role not in row.roles:
        return 403
    if row.about == "none" or where == EVERYWHERE:
        return None
    return 404 if where == ELSEWHERE or row.about == "whole" else None


def rules(app: Flask) -> Iterator[tuple[Rule, Row]]:
    """Every page that asks for a role."""
    for rule in app.url_map.iter_rules():
        row = TABLE[rule.endpoint]
        if row.open_to in (ROLES, NOBODY):
            yield rule, row


@pytest.mark.parametrize("role", RoleName)
def test_every_page_opens_to_the_roles_and_units_of_the_table(app: Flask, role: RoleName) -> None:
    here, elsewhere = create_sides()
    clients = {
        HERE: sign_in(app.test_client(), role=role, unit=here.commune),
        ELSEWHERE: sign_in(app.test_client(), role=role, unit=elsewhere.commune),
        EVERYWHERE: sign_in(app.test_client(), role=role),
    }
    wrong = []
    for rule, row in rules(app):
        # A page that is closed to a role is closed before anybody asks on which unit.
        places = clients if role in row.roles else {HERE: clients[HERE]}
        for where, client in places.items():
            wanted = expected(row, role, where)
            found = status(client, rule, address(app, rule, row, here), wanted)
            if wanted is None and (found is None or rule.endpoint in NOT_MADE_HERE):
                continue
            if found != wanted and not (wanted is None and found < 400):
                wrong.append(f"{row.endpoint} {where}: {found}, not {wanted or 'open'}")
    assert not wrong, wrong


def status(client: FlaskClient, rule: Rule, path: str, wanted: int | None) -> int | None:
    """What a page answers; a deed that is allowed is not done here, or nothing would be left."""
    if "GET" in (rule.methods or ()):
        answer = client.get(path)
        assert answer.headers.get("Content-Type", "").count("charset") <= 1, path
        return answer.status_code
    if wanted is None:
        return None
    # A form without its token would be refused before anybody asks who sends it.
    client.application.config["WTF_CSRF_ENABLED"] = False
    found = client.post(path).status_code
    client.application.config["WTF_CSRF_ENABLED"] = True
    return found
