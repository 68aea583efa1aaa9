"""What a questionnaire begins with: the usual frame, one of the catalogue, or another one."""

from app.services.drafting.documents import Document, copy_of
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.parsing import SCHEMA_VERSION
from surveys.translations import JsonObject

MODEL = "one_stop_long"
"""The shipped questionnaire whose scales and "not applicable" a blank one borrows."""

PROGRAMME = "Do đơn vị tự biên soạn."
NOTE = "Không phải mẫu phiếu chính thức của cơ quan quản lý nhà nước."


def blank_document(code: str, title: str) -> Document:
    """Give a questionnaire without questions, with the usual scales and frame in Vietnamese."""
    model = to_document(load_catalogue_questionnaire(MODEL))
    document: JsonObject = {
        "schema_version": SCHEMA_VERSION,
        "code": code,
        "languages": ["vi"],
        "title": {"vi": title},
        "introduction": model["introduction"],
        "readers": model["readers"],
        "source": {"programme": {"vi": PROGRAMME}, "note": {"vi": NOTE}},
        "minutes": 1,
        "na_text": model["na_text"],
        "factors": [],
        "scales": model["scales"],
        "formulas": [],
        "sections": [],
    }
    return _only_vietnamese(copy_of(document))


def renamed(document: Document, code: str, title: str) -> Document:
    """Give a copy of a document under another code and Vietnamese title."""
    copied = copy_of(document)
    copied["code"] = code
    copied["title"] = {**copied["title"], "vi": title}
    return copied


def _only_vietnamese(thing: JsonObject) -> JsonObject:
    """Leave the Vietnamese of every text; the other languages are added when they are wanted."""
    for key, value in thing.items():
        if isinstance(value, dict) and "vi" in value:
            thing[key] = {"vi": value["vi"]}
        else:
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    _only_vietnamese(inner)
    return thing
