"""The questionnaire designer: from an idea to a published, translated version."""

from flask import Flask

from app.design import adding, beginning, frame, outline, overview, questions, rules  # noqa: F401  (routes)
from app.design.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
