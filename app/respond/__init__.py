"""Citizens' pages: from the scanned code to the receipt, and the way back by it."""

from flask import Flask

from app.respond import (
    assisted,
    blank_pages,
    fielded_points,
    gate,
    invited,
    kiosk,
    offline,
    previews,
    trials,
    warm_pages,
)
from app.respond.routes import blueprint
from app.services import funnel, rushes

PARTS = (assisted, invited, kiosk, offline, previews, trials)


def init_app(app: Flask) -> None:
    """Register the room's pages and what it remembers."""
    funnel.init_app(app)
    fielded_points.init_app(app)
    blank_pages.init_app(app)
    rushes.init_app(app)
    gate.init_app(app)
    warm_pages.init_app(app)
    for rooms in (blueprint, *(part.blueprint for part in PARTS)):
        app.register_blueprint(rooms)
