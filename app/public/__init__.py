"""Pages for everybody: the way in, privacy, accessibility, and the health check."""

from flask import Flask
from flask_babel import LazyString

from app.public import mails_off, published, seals  # noqa: F401  (its routes stand on the blueprint)
from app.public.routes import blueprint
from app.services.settings import setting


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
    app.register_blueprint(published.blueprint)
    app.register_blueprint(mails_off.blueprint)
    # Looked up only by the pages that show it: an error page must not need the database.
    complaint_url = LazyString(setting, "complaint_url")
    app.context_processor(lambda: {"complaint_url": complaint_url})
