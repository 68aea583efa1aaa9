"""The room's blueprint, and what all of its templates are given."""

from flask import Blueprint

from app.design import words

blueprint = Blueprint("design", __name__, url_prefix="/design")
blueprint.context_processor(lambda: {"words": words})
