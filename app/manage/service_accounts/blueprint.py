"""The blueprint of service accounts; `app/access/doors.py` says who comes in."""

from flask import Blueprint

blueprint = Blueprint("service_accounts", __name__, url_prefix="/manage/service-accounts")
