"""The blueprint of the page of tasks."""

from flask import Blueprint

blueprint = Blueprint("tasks", __name__, url_prefix="/manage/tasks")
