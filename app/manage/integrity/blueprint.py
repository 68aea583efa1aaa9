"""The room's blueprint."""

from flask import Blueprint

from app import words
from app.manage.integrity.words import band_words, chance_in_words
from app.services.integrity.withheld import answers_told, count_told

blueprint = Blueprint("integrity", __name__, url_prefix="/manage/integrity")
blueprint.context_processor(
    lambda: {
        "words": words,
        "answers_told": answers_told,
        "band_words": band_words,
        "chance_in_words": chance_in_words,
        "count_told": count_told,
    }
)
