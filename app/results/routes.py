"""Results: the table, one unit, the downloads, and how the figures are computed."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("results", __name__, url_prefix="/results")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show one line per unit for the chosen survey, period, level and formula."""
    return render_template("results/index.html")


@blueprint.get("/method")
def method() -> ResponseReturnValue:
    """Explain what is computed, why, and when it fails."""
    return render_template("results/method.html")
