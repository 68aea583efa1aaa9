"""The blueprint of paper; `app/access.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("paper", __name__, url_prefix="/manage/paper")
