"""The room's blueprint."""

from flask import Blueprint

from app import words

blueprint = Blueprint("integrity", __name__, url_prefix="/manage/integrity")
blueprint.context_processor(lambda: {"words": words})
