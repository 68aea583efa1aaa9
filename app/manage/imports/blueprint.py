"""The blueprint of the pages of imports."""

from flask import Blueprint

blueprint = Blueprint("imports", __name__, url_prefix="/manage/imports")
