"""The room's blueprint."""

from flask import Blueprint

from app import words
from app.manage.integrity.words import chance_in_words

blueprint = Blueprint("integrity", __name__, url_prefix="/manage/integrity")
blueprint.context_processor(lambda: {"words": words, "chance_in_words": chance_in_words})
