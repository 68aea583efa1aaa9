"""The list of people, one person, and inviting somebody."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.arguments import read_page_number, read_search
from app.manage.people.blueprint import blueprint
from app.manage.people.forms import InvitationForm
from app.manage.people.words import STATES
from app.queries.people import Person, find_people, get_person, list_every_grant
from app.services.accounts import InvalidAccount, checked_address
from app.services.people import invite as invite_person
from app.services.sign_in.factors import factors_of


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the people of one's units, fifty a page."""
    text, now = read_search(request.args), clock.now()
    number = read_page_number(request.args)
    today = clock.local_day(now)
    page = find_people(text, current_scope(), day=today, now=now, number=number)
    return render_template("manage/people/index.html", page=page, text=text, states=STATES)


@blueprint.get("/<int:user_id>")
def person(user_id: int) -> ResponseReturnValue:
    """Show one person: what the person may do in words, every role there was, and the deeds."""
    return person_page(found(user_id))


@blueprint.route("/invite", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    """Make an account with a first role, and show its link once."""
    form = InvitationForm()
    if form.validate_on_submit():
        try:
            checked_address(form.email.data)
            user, secret = invite_person(
                form.email.data,
                form.name.data,
                form.new_role(),
                actor=current_actor(),
                now=clock.now(),
            )
        except InvalidAccount:
            form.email.errors = [
                *form.email.errors,
                gettext("This is no e-mail address, or it has an account already."),
            ]
        else:
            return person_page(found(user.id), link=link_of(secret))
    return render_template("manage/people/invite.html", form=form)


def found(user_id: int) -> Person:
    """Give one person; raises `NotFound`."""
    now = clock.now()
    return get_person(user_id, day=clock.local_day(now), now=now)


def link_of(secret: str) -> str:
    """Give the whole address that a person is handed."""
    public: str = current_app.extensions["settings"].PUBLIC_URL
    return public + url_for("account.link", secret=secret)


def person_page(shown: Person, link: str | None = None) -> str:
    """Render a person's page; a link that was just made is shown on it once."""
    now = clock.now()
    return render_template(
        "manage/people/person.html",
        person=shown,
        states=STATES,
        history=list_every_grant(shown.user.id),
        factors=factors_of(shown.user),
        scope=current_scope(),
        today=clock.local_day(now),
        link=link,
    )
