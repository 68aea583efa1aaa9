"""What staff tell others: how a poster is read, and the link of a point for web sites and chat."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.documents.formats import FORMATS
from app.errors import NotFound
from app.manage.points.blueprint import blueprint
from app.manage.points.downloads import public_url
from app.manage.points.formats import FORMAT_WORDS
from app.manage.points.kits import kit_of
from app.models import Touchpoint
from app.queries.point_list import get_listed_point
from app.queries.questionnaires import get_questionnaire
from app.services.access_codes import ALPHABET, access_link


@blueprint.get("/how-a-poster-is-read")
def reading() -> ResponseReturnValue:
    """Tell staff what a citizen sees, how far a code scans, where to hang it, what it means."""
    return render_template(
        "manage/points/reading.html", formats=FORMATS, words=FORMAT_WORDS, alphabet=ALPHABET
    )


@blueprint.get("/<int:point_id>/kit")
def kit(point_id: int) -> ResponseReturnValue:
    """Give link, texts and button of a point for web sites; raises `NotFound` for another one."""
    listed = get_listed_point(point_id, now=clock.now())
    if listed.point.touchpoint != Touchpoint.ONLINE:
        raise NotFound("a poster's code on a web site would count those answers for the counter")
    link = pasted = None
    if listed.code and listed.survey:
        link = access_link(public_url(), listed.code.code)
        minutes = get_questionnaire(listed.survey.version_id).minutes
        pasted = kit_of(listed.point.place, link, minutes)
    return render_template("manage/points/kit.html", listed=listed, link=link, kit=pasted)
