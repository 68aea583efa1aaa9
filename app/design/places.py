"""From a place of a draft to the page where it is edited."""

from flask import url_for
from flask_babel import gettext

from app.design.rule_words import question_name
from app.services.drafting.checking import DraftPlace
from app.services.drafting.documents import Document


def link_to(draft_id: int, document: Document, place: DraftPlace) -> tuple[str, str]:
    """Give the name and the address of the page where a place of a draft is edited."""
    if place.kind == "question":
        name = question_name(document, place.code)
        address = url_for("design.question", draft_id=draft_id, item_code=place.code)
        return f"{name[:1].upper()}{name[1:]}", address
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
