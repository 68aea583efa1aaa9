"""The rooms of "Manage": what the index page lists, in groups; a person sees the open ones."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from app.access import may_open

blueprint = Blueprint("manage", __name__, url_prefix="/manage")


@dataclass(frozen=True)
class Room:
    """A first page of a feature: its endpoint, and in one sentence what is done there."""

    endpoint: str
    title: LazyString
    sentence: LazyString


ROOMS: dict[LazyString, tuple[Room, ...]] = {
    lazy_gettext("Collecting answers"): (
        Room(
            "surveys.index",
            lazy_gettext("Surveys"),
            lazy_gettext("Plan a survey, open, pause, extend and close it; answers needed."),
        ),
        Room(
            "points.index",
            lazy_gettext("Collection points"),
            lazy_gettext("Find a point, print its poster, replace or revoke its code."),
        ),
        Room(
            "funnel.index",
            lazy_gettext("Forms opened and sent"),
            lazy_gettext("Where a questionnaire loses people, by point and day."),
        ),
        Room(
            "invitations.index",
            lazy_gettext("Invitations"),
            lazy_gettext("One-time codes on slips, or for dossiers drawn at random from a list."),
        ),
        Room(
            "assisted.counters",
            lazy_gettext("Help at the counter"),
            lazy_gettext("Enter answers for people who cannot use a phone or read."),
        ),
        Room(
            "assisted.interviews",
            lazy_gettext("Interviews"),
            lazy_gettext("Enter what people answer when they are called back or visited."),
        ),
        Room(
            "catalogue.index",
            lazy_gettext("Catalogue of questionnaires"),
            lazy_gettext("The questionnaires that are shipped, and what of them is official."),
        ),
        Room(
            "paper.index",
            lazy_gettext("Paper sheets"),
            lazy_gettext("Type in the forms that came back, and check the typing."),
        ),
        Room(
            "integrity.index",
            lazy_gettext("Integrity"),
            lazy_gettext(
                "Answers that deserve a second look; keep them or leave them out, with a reason."
            ),
        ),
    ),
    lazy_gettext("Organisation and people"): (
        Room(
            "units.index",
            lazy_gettext("Units"),
            lazy_gettext("The tree of units on any day; rename, move, merge, split, close."),
        ),
        Room(
            "people.index",
            lazy_gettext("People"),
            lazy_gettext("Invite people, give roles on units, take them back, shut accounts off."),
        ),
        Room(
            "service_accounts.index",
            lazy_gettext("Service accounts"),
            lazy_gettext("Keys for programs that send dossier counts or read results."),
        ),
    ),
    lazy_gettext("Figures that come from elsewhere"): (
        Room(
            "services.index",
            lazy_gettext("Administrative procedures"),
            lazy_gettext("The official list of services, by hand or from a sheet."),
        ),
        Room(
            "populations.index",
            lazy_gettext("Dossier counts"),
            lazy_gettext("How many dossiers each unit handled, entered, corrected and checked."),
        ),
        Room(
            "imports.index",
            lazy_gettext("Imports of answers"),
            lazy_gettext("Bring in what was asked with Google Forms, LimeSurvey, KoboToolbox."),
        ),
        Room(
            "targets.index",
            lazy_gettext("Targets"),
            lazy_gettext("What figures are held against, since when, by which document."),
        ),
    ),
    lazy_gettext("What everybody sees"): (
        Room(
            "publications.index",
            lazy_gettext("Published results"),
            lazy_gettext("Publish results as open data; tell what was changed because of answers."),
        ),
    ),
    lazy_gettext("Oversight"): (
        Room(
            "audit.index",
            lazy_gettext("Audit"),
            lazy_gettext("Who did what to what, and whether anybody changed the record of it."),
        ),
        Room(
            "personal_data.register",
            lazy_gettext("Register of personal data"),
            lazy_gettext("What is kept of people, why, how long, and who could have seen it."),
        ),
        Room(
            "personal_data.notices",
            lazy_gettext("Notices to citizens"),
            lazy_gettext("What people read before they send their answers, in versions."),
        ),
    ),
    lazy_gettext("Settings and tasks"): (
        Room(
            "guide.index",
            lazy_gettext("First steps"),
            lazy_gettext("From an empty database to the first poster and result."),
        ),
        Room(
            "settings.index",
            lazy_gettext("Settings"),
            lazy_gettext("Names and addresses of the service, defaults, how long data is kept."),
        ),
        Room(
            "tasks.index",
            lazy_gettext("Tasks"),
            lazy_gettext("What the service does by itself, when, and how it went."),
        ),
    ),
}
"""Groups in the order of the page; to add a room, add its line to the group it belongs to."""


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the rooms that this person may open."""
    return render_template("manage/index.html", groups=open_rooms())


def open_rooms() -> dict[LazyString, list[Room]]:
    """Give the rooms that are there and open to this person, groups without any left out."""
    found = {
        title: [
            room
            for room in rooms
            if room.endpoint in current_app.view_functions and may_open(room.endpoint)
        ]
        for title, rooms in ROOMS.items()
    }
    return {title: rooms for title, rooms in found.items() if rooms}
