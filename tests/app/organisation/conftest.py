"""Sentences are looked at in English."""

from collections.abc import Iterator

import pytest
from flask_babel import force_locale


@pytest.fixture(autouse=True)
def english(request: pytest.FixtureRequest) -> Iterator[None]:
    """Speak English where there is an application."""
    for name in ("app", "province"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
            with force_locale("en"):
                yield
            return
    yield
