"""The API for programs, below `/api/v1`: JSON, with a key of a service account."""

from flask import Flask

from app.api import (  # noqa: F401  (routes stand in each)
    breakdowns,
    comparisons,
    guide,
    indices,
    points,
    populations,
    reports,
    services,
    surveys,
    units,
)
from app.api.blueprint import blueprint
from app.api.specification import DescribedApi


def init_app(app: Flask) -> None:
    """Register the functions and the document that describes them."""
    app.config.from_mapping(
        API_TITLE="Lắng Nghe",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    DescribedApi(app).register_blueprint(blueprint)
    app.register_blueprint(guide.blueprint)
