"""The room's blueprint; `app/access.py` lets administrators in and nobody else."""

from flask import Blueprint

blueprint = Blueprint("manage", __name__, url_prefix="/manage")
