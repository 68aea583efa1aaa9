"""Pages for everybody: the way in, privacy, accessibility, and the health check."""

from flask import Flask

from app.public.routes import blueprint


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_blueprint(blueprint)
    complaint_url = app.extensions["settings"].COMPLAINT_URL
    app.context_processor(lambda: {"complaint_url": complaint_url})
