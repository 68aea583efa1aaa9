"""A picture as a file: SVG, PNG, or its Vega-Lite specification."""

from flask import Response

from app.charts.picture import Picture
from app.charts.rendering import FORMATS
from app.charts.theme import specification
from app.errors import NotFound


def picture_response(drawn: Picture | None, format_name: str) -> Response:
    """Give a picture in a format; raises `NotFound` where there is nothing to draw."""
    spec = specification(drawn) if drawn is not None and format_name in FORMATS else None
    if spec is None:
        raise NotFound(f"no picture as {format_name!r}")
    mimetype, _, make = FORMATS[format_name]
    return Response(make(spec), mimetype=mimetype)
