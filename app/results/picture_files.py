"""A picture as a file: SVG, PNG, or its Vega-Lite specification."""

from html import escape

from flask import Response, request

from app.charts.marks import wrapped
from app.charts.picture import Picture
from app.charts.rendering import FORMATS
from app.charts.theme import specification
from app.errors import NotFound

WORDS_WIDE = 90


def picture_response(drawn: Picture | None, format_name: str) -> Response:
    """Give a picture in a format; raises `NotFound` where there is nothing to draw.

    A browser keeps it and asks each time whether it is still the same. An SVG on a page says why
    nothing is drawn.
    """
    spec = specification(drawn) if drawn is not None and format_name in FORMATS else None
    if drawn is None or (spec is None and format_name != "svg"):
        raise NotFound(f"no picture as {format_name!r}")
    mimetype, _, make = FORMATS[format_name]
    response = Response(make(spec) if spec else _only_words(drawn), mimetype=mimetype)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _only_words(drawn: Picture) -> bytes:
    text = escape(wrapped(drawn.sentence, WORDS_WIDE, 1))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="48">'
        f'<text x="12" y="30" font-family="sans-serif" font-size="14">{text}</text></svg>'
    ).encode()
