"""Administrators' pages: collection points, their codes, QR pictures and posters."""

from flask import Flask

from app.manage import downloads, points  # noqa: F401  (their routes stand on the blueprint)
from app.manage.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
