"""Evaluators' pages: what the answers say about each unit, and how sure that is."""

from flask import Flask

from app.results import (
    answers,
    breakdowns,  # noqa: F401  (its routes stand on the blueprint)
    comment_masking,  # noqa: F401  (its routes stand on the blueprint of comments)
    comment_tags,
    comments,
    compare,  # noqa: F401  (its routes stand on the blueprint)
    dry_run,
    history,  # noqa: F401  (its route stands on the blueprint)
    overview,  # noqa: F401  (its route stands on the blueprint)
    pictures,  # noqa: F401  (its routes stand on the blueprint)
    reports,
    signs,  # noqa: F401  (its routes stand on the blueprint)
    trend,
)
from app.results.routes import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    for rooms in (
        blueprint,
        answers.blueprint,
        comments.blueprint,
        comment_tags.blueprint,
        trend.blueprint,
        reports.blueprint,
        dry_run.blueprint,
    ):
        app.register_blueprint(rooms)
