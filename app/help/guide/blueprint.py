"""The blueprint of the first-run guide; `app/access` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("guide", __name__, url_prefix="/manage/first-steps")
