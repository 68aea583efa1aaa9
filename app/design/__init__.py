"""The questionnaire designer: from an idea to a published, translated version."""

from flask import Flask

from app.design import (  # noqa: F401  (routes)
    adding,
    beginning,
    files,
    frame,
    languages,
    measuring,
    outline,
    overview,
    preview,
    publishing,
    questions,
    rules,
    translation_sheets,
    versions,
)
from app.design.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
