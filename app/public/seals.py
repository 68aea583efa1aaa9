"""The seals, for anybody to copy: a page, and all of them as text and as JSON."""

from flask import Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from app.public.routes import blueprint
from app.queries.seals import list_seals
from app.seal_words import TABLES, sealed_rows
from app.services.sealing import seal_document

SHOWN = 60
"""Days on the page; the files hold all."""


@blueprint.get("/seal")
def seal() -> ResponseReturnValue:
    """Show the newest seals, and how anybody can check them."""
    return render_template(
        "public/seal.html", seals=list_seals(SHOWN), tables=TABLES, sealed_rows=sealed_rows
    )


@blueprint.get("/seal.txt")
def seal_text() -> ResponseReturnValue:
    """Give one line a seal, oldest first: number, day, root, digest."""
    lines = [f"{s.number} {s.day.isoformat()} {s.root} {s.digest}\n" for s in list_seals()[::-1]]
    return Response("".join(lines), mimetype="text/plain")


@blueprint.get("/seal.json")
def seal_json() -> ResponseReturnValue:
    """Give every seal with all that its digest covers, oldest first."""
    return jsonify([{**seal_document(s), "digest": s.digest} for s in list_seals()[::-1]])
