"""The blueprint of the pages of procedures."""

from flask import Blueprint

blueprint = Blueprint("services", __name__, url_prefix="/manage/services")
