"""The blueprint of the pages of dossier counts."""

from flask import Blueprint

blueprint = Blueprint("populations", __name__, url_prefix="/manage/populations")
