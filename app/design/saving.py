"""How pages save: what a form had before it, and whether a script or a person sent it."""

import hashlib
import json

from flask import request

from surveys.translations import JsonObject


def fingerprint(thing: JsonObject | list[JsonObject]) -> str:
    """Mark what a form was filled in from, to see whether somebody changed it in between."""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def wants_json() -> bool:
    """Tell whether the form was sent by our script, as it was typed, and not by a button."""
    return request.accept_mimetypes.best == "application/json"
