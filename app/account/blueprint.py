"""The blueprint of one's own account; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")
