"""The blueprint of the settings page."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__, url_prefix="/manage/settings")
