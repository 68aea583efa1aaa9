"""The blueprint of the catalogue; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__, url_prefix="/manage/catalogue")
