"""Help: one page a role and the guide of a new service, in every language, with pictures."""

from flask import Flask

from app.help.guide.blueprint import blueprint as guide_blueprint
from app.help.routes import blueprint as help_blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(help_blueprint)
    app.register_blueprint(guide_blueprint)
