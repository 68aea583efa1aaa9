"""Citizens' pages: from the scanned code to the receipt, and the way back by it."""

from flask import Flask

from app.respond import blank_pages, fielded_points, invited, previews, trials, warm_pages
from app.respond.routes import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages and what it remembers."""
    fielded_points.init_app(app)
    blank_pages.init_app(app)
    warm_pages.init_app(app)
    for rooms in (blueprint, invited.blueprint, previews.blueprint, trials.blueprint):
        app.register_blueprint(rooms)
