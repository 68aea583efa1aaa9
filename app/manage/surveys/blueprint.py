"""The blueprint of surveys; `app/access` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("surveys", __name__, url_prefix="/manage/surveys")
