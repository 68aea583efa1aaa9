"""Published results for everybody: no account, no cookie, no script, one or two queries a page."""

from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app import naming_words, words
from app.exports.open_data import write_open_data
from app.languages import page_language
from app.method_note import method_note
from app.models import Improvement
from app.public.improvement_words import movement_sentence, told
from app.queries.publications import (
    get_publication,
    list_improvements,
    list_publications,
    publication_state,
    void_publications,
)
from app.services.publishing.documents import read_document, rows_of
from app.services.publishing.naming import naming_in
from app.short_cache import ShortCache
from app.strips import shared_axis

blueprint = Blueprint("published", __name__, url_prefix="/public")
blueprint.context_processor(lambda: {"words": words, "naming_words": naming_words})

FED = 50
"""So many publications stand in the feed, the newest."""
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without an entry changed last."""
KEPT = "public, max-age=300"
"""Anybody may keep a page for five minutes; then its tag tells whether it changed."""


def cacheable(response: Response, *state: object) -> Response:
    """Let caches keep an answer, and give 304 to whoever has it."""
    if state:
        response.set_etag("-".join(str(part)[:40] for part in state))
    else:
        response.add_etag()
    response.headers["Cache-Control"] = KEPT
    response.make_conditional(request)
    return response


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List what is public, what was corrected and what was withdrawn."""
    listed = list_publications()
    return cacheable(
        make_response(
            render_template(
                "published/index.html",
                current=[one for one in listed if one.in_force],
                former=[one for one in listed if not one.in_force],
            )
        )
    )


@blueprint.get("/feed.atom")
def feed() -> ResponseReturnValue:
    """Tell programs what became public, was corrected or withdrawn (Atom, RFC 4287)."""
    listed = list_publications()[:FED]
    response = Response(
        render_template(
            "published/feed.xml",
            listed=listed,
            changed=max((one.changed_at for one in listed), default=FIRST),
            home=current_app.extensions["settings"].PUBLIC_URL,
        ),
        mimetype="application/atom+xml",
    )
    return cacheable(response)


@blueprint.get("/<int:publication_id>")
def publication(publication_id: int) -> ResponseReturnValue:
    """Show one publication as it was frozen."""
    state = publication_state(publication_id)
    tag = (state.digest, state.withdrawn_at is not None, state.corrected_by, page_language())
    unchanged = cacheable(Response(status=200), *tag)
    if unchanged.status_code == 304:
        return unchanged
    page = pages().get((publication_id, *tag), lambda: written(publication_id, state.corrected_by))
    return cacheable(make_response(page), *tag)


def pages() -> ShortCache[tuple[object, ...], str]:
    """Give the pages that were written lately: one is the same for everybody, under its tag."""
    kept: ShortCache[tuple[object, ...], str] = current_app.extensions.setdefault(
        "published_pages", ShortCache(seconds=600, largest=32)
    )
    return kept


def written(publication_id: int, corrected_by: int | None) -> str:
    """Write the page of a publication."""
    made = get_publication(publication_id)
    document = read_document(made.document)
    rows = rows_of(document)
    return render_template(
        "published/publication.html",
        made=made,
        document=document,
        rows=rows,
        kept={row["unit"]["id"] for row in document["rows"] if row["kept"]},
        naming=naming_in(document, rows),
        axis=shared_axis(rows),
        corrected_by=corrected_by,
        name=document["title_en" if page_language() == "en" else "title_vi"],
    )


@blueprint.get("/<int:publication_id>.csv")
def csv_file(publication_id: int) -> ResponseReturnValue:
    """Give the rows as open data: UTF-8, commas, decimal points, one heading a column."""
    document = read_document(get_publication(publication_id).document)
    response = Response(write_open_data(document), mimetype="text/csv")
    return cacheable(as_file(response, publication_id, "csv"))


@blueprint.get("/<int:publication_id>.json")
def json_file(publication_id: int) -> ResponseReturnValue:
    """Give the very text whose SHA-256 stands on the page."""
    made = get_publication(publication_id)
    response = Response(made.document, mimetype="application/json")
    return cacheable(as_file(response, publication_id, "json"), made.digest)


def as_file(response: Response, publication_id: int, extension: str) -> Response:
    """Name a file by the publication it holds."""
    name = f"langnghe-{publication_id}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/you-said")
def you_said() -> ResponseReturnValue:
    """Tell what people said, what was changed, and how the index moved."""
    void = void_publications()
    entries = [
        {
            "entry": entry,
            "unit": unit,
            "told": {name: told(entry, name) for name in ("title", "said", "done")},
            "movement": movement_sentence(entry) if is_shown(entry, void) else None,
        }
        for entry, unit in list_improvements()
    ]
    return cacheable(make_response(render_template("published/you_said.html", entries=entries)))


def is_shown(entry: Improvement, void: frozenset[int]) -> bool:
    """Tell whether an index movement still rests on publications in force."""
    return entry.movement is not None and not {entry.before_id, entry.after_id} & void


@blueprint.get("/method")
def method() -> ResponseReturnValue:
    """Explain what is computed, why, and when it fails."""
    note = method_note(page_language())
    return cacheable(make_response(render_template("published/method.html", note=note)))
