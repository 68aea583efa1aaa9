"""Administrators' pages: one package a subject, each with a blueprint of its own."""

from flask import Flask

from app.manage.points.blueprint import blueprint as points_blueprint

BLUEPRINTS = (points_blueprint,)


def init_app(app: Flask) -> None:
    """Register the rooms' pages."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
