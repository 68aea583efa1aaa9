"""Giving a person a role, and taking one back."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.people.blueprint import blueprint
from app.manage.people.forms import RoleForm
from app.manage.people.pages import found
from app.plain_form import PlainForm
from app.queries.people import get_grant
from app.services.people import LastAdministrator, OwnRole, end_role, give


@blueprint.route("/<int:user_id>/roles/new", methods=["GET", "POST"])
def give_role(user_id: int) -> ResponseReturnValue:
    """Give a person a role on a unit picked in the tree, from a day to a day."""
    person, form = found(user_id), RoleForm()
    if form.validate_on_submit():
        try:
            give(person.user, form.new_role(), actor=current_actor(), now=clock.now())
        except OwnRole:
            form.role.errors = [
                *form.role.errors,
                gettext("Nobody gives a role to oneself; another administrator can."),
            ]
        else:
            flash(gettext("The role has been given."))
            return redirect(url_for(".person", user_id=user_id))
    return render_template("manage/people/give_role.html", form=form, person=person)


@blueprint.route("/<int:user_id>/roles/<int:grant_id>/end", methods=["GET", "POST"])
def take_role(user_id: int, grant_id: int) -> ResponseReturnValue:
    """Ask, then take a role back from this moment on."""
    person, grant, form = found(user_id), get_grant(user_id, grant_id), PlainForm()
    scope = current_scope()
    if not (scope.is_everything if grant.unit_id is None else scope.covers(grant.unit_id)):
        abort(404)
    if form.validate_on_submit():
        try:
            end_role(grant, actor=current_actor(), now=clock.now())
            flash(gettext("The role has been taken back."))
        except LastAdministrator:
            flash(gettext("This is the last system administrator of the service."), "error")
        return redirect(url_for(".person", user_id=user_id))
    return render_template("manage/people/take_role.html", form=form, person=person, grant=grant)
