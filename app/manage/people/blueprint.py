"""The blueprint of people; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, url_prefix="/manage/people")
