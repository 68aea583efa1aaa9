"""The blueprint of invitations; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("invitations", __name__, url_prefix="/manage/invitations")
