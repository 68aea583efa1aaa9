"""The blueprint of collection points; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("points", __name__, url_prefix="/manage/points")
