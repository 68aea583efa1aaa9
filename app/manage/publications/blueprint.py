"""The blueprint of what is made public; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("publications", __name__, url_prefix="/manage/publications")
