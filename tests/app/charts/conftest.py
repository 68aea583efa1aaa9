"""The languages and filters of the service without its database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from app import languages


@pytest.fixture(scope="session")
def worded() -> Flask:
    """An application that only has words."""
    app = Flask("worded")
    languages.init_app(app, Babel())
    return app


@pytest.fixture(autouse=True)
def request_in_vietnamese(worded: Flask) -> Iterator[None]:
    """Every test here runs as a request of a page in Vietnamese."""
    with worded.test_request_context():
        yield
