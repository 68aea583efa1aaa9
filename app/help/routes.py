"""The pages of the help; everybody who has signed in may read all of it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.help.topics import TOPICS, help_text
from app.languages import page_language

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the topics."""
    return render_template("help/index.html", topics=TOPICS)


@blueprint.get("/<name>")
def topic(name: str) -> ResponseReturnValue:
    """Show one topic."""
    return render_template(
        "help/topic.html", name=name, text=help_text(name, page_language()), topics=TOPICS
    )
