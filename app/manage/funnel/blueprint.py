"""The room's blueprint."""

from flask import Blueprint

from app import words
from app.exports import EXPORTERS
from app.manage.funnel.words import OUTCOMES, share_sentence, span_words

blueprint = Blueprint("funnel", __name__, url_prefix="/manage/funnel")
blueprint.context_processor(
    lambda: {
        "words": words,
        "formats": EXPORTERS,
        "outcomes": OUTCOMES,
        "share_sentence": share_sentence,
        "span_words": span_words,
    }
)
