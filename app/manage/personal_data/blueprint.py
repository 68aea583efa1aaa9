"""The blueprint of the pages about personal data."""

from flask import Blueprint

blueprint = Blueprint("personal_data", __name__, url_prefix="/manage/personal-data")
