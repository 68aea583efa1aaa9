"""The page that explains the API to whoever writes a program: made from its OpenAPI document."""

from functools import cache
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app.api.description import functions_in, things_in

blueprint = Blueprint("api_guide", __name__, url_prefix="/api/v1")

SUMMARIES: dict[str, Any] = {
    "GET units": lazy_gettext("Units of a day, with the unit each stands under."),
    "GET services": lazy_gettext("Procedures, by the codes that dossier counts name."),
    "GET surveys": lazy_gettext("Surveys that ask within the key’s reach."),
    "GET points": lazy_gettext(
        "Collection points; their codes only for a key that may read codes."
    ),
    "GET indices": lazy_gettext("Satisfaction indices: the rows of the page of results."),
    "GET breakdowns": lazy_gettext(
        "One unit’s index by procedure, way of answering, touchpoint or group of people."
    ),
    "GET comparisons": lazy_gettext(
        "Two groups of one unit’s answers, with their difference over the places they share."
    ),
    "GET reports": lazy_gettext("Signed reports, with the digests of their files."),
    "GET reports/files": lazy_gettext(
        "A file of a signed report, byte for byte; its tag is the SHA-256 printed beside it."
    ),
    "GET populations": lazy_gettext("Dossier counts in force, corrections applied."),
    "POST populations": lazy_gettext(
        "Enter dossier counts, all or none. The same batch can be sent again; other numbers are a "
        "correction."
    ),
}
"""What each function is for, in the page's language; the rest of the document is English."""

PLACES = {"{report_id}": "1", "{name}": "report.vi.pdf"}
"""What stands in an example's address for a part that differs."""

EXAMPLES = {
    "GET units": "?on=2026-01-01",
    "GET surveys": "?page_size=50",
    "GET points": "?touchpoint=desk_poster",
    "GET indices": "?survey=mot-cua-2026&level=commune&page=1",
    "GET breakdowns": "?survey=mot-cua-2026&dimension=service",
    "GET comparisons": "?survey=mot-cua-2026&dimension=origin",
    "GET reports": "?report_id=1",
    "GET reports/files": "",
    "GET populations": "?first_day=2026-03-01&last_day=2026-03-31",
    "POST populations": "?dry_run=true",
}
"""The end of an example's address."""

BATCH = """\
{"source": "Hệ thống một cửa điện tử",
 "counts": [{"unit_code": "25-HCC-01", "first_day": "2026-03-01", "last_day": "2026-03-31",
             "received": 130, "on_time": 100, "late": 20, "refused": 2}]}"""


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Describe every function with an example, and every thing it takes and gives."""
    functions, things = described()
    return render_template(
        "api/docs.html",
        functions=functions,
        things=things,
        summaries=SUMMARIES,
        examples=EXAMPLES,
        places=PLACES,
        batch=BATCH,
        host=request.host_url.rstrip("/"),
    )


@cache
def described() -> tuple[Any, Any]:
    """Read the document once: it changes only with the code."""
    document = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return functions_in(document), things_in(document)
