"""The blueprint of the pages of targets."""

from flask import Blueprint

blueprint = Blueprint("targets", __name__, url_prefix="/manage/targets")
