"""From a place of a draft to the page where it is edited."""

from flask import url_for
from flask_babel import gettext

from app.services.drafting.checking import DraftPlace


def link_to(draft_id: int, place: DraftPlace) -> tuple[str, str]:
    """Give the name and the address of the page where a place is edited."""
    if place.kind == "question":
        name = f"{gettext('Question')} {place.code}"
        return name, url_for("design.question", draft_id=draft_id, item_code=place.code)
    if place.kind == "section" and place.code and place.field != "questions":
        address = url_for("design.section", draft_id=draft_id, section_code=place.code)
        return gettext("Section"), address
    endpoints = {
        "section": ("design.outline", gettext("Questions")),
        "scale": ("design.scales", gettext("Scales")),
        "index": ("design.indices", gettext("Factors and indices")),
        "language": ("design.languages", gettext("Languages")),
        "frame": ("design.frame", gettext("Title and introduction")),
    }
    endpoint, name = endpoints[place.kind]
    return name, url_for(endpoint, draft_id=draft_id)
