"""The designer of every test in this folder."""

import pytest
from flask import Flask

from tests.app.design.designing import Designer, designer


@pytest.fixture
def mai(app: Flask) -> Designer:
    """A designer."""
    return designer(app.test_client())


@pytest.fixture
def nam(app: Flask) -> Designer:
    """Another designer."""
    return designer(app.test_client())
