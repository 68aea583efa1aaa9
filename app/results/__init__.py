"""Evaluators' pages: what the answers say about each unit, and how sure that is."""

from flask import Flask

from app.results import history  # noqa: F401  (its route stands on the blueprint)
from app.results.routes import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
