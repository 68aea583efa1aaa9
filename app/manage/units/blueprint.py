"""The blueprint of the pages of units."""

from flask import Blueprint

blueprint = Blueprint("units", __name__, url_prefix="/manage/units")
