"""Procedures: the list, one of them, a new one, and retiring."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.manage.arguments import read_page_number, read_search
from app.manage.services.blueprint import blueprint
from app.manage.services.forms import NewServiceForm, RetireForm, ServiceForm, refuse
from app.queries.services import count_service_use, find_services, get_service
from app.services.registers.services import (
    ServiceEntry,
    ServiceRefused,
    add_service,
    change_service,
)
from app.words import SECTORS


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the procedures that fit the search, fifty a page."""
    text = read_search(request.args)
    sector = request.args.get("sector", "")
    sector = sector if sector in SECTORS else ""
    return render_template(
        "manage/services/index.html",
        page=find_services(text, sector=sector, number=read_page_number(request.args)),
        arguments={name: value for name, value in (("q", text), ("sector", sector)) if value},
        sectors=SECTORS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a procedure."""
    form = NewServiceForm()
    if form.validate_on_submit():
        try:
            service = add_service(form.new_entry(), actor=current_actor(), now=clock.now())
        except ServiceRefused as refused:
            refuse(form, refused.field, str(refused))
        else:
            flash(gettext("The procedure has been added."))
            return redirect(url_for(".service", service_id=service.id))
    return render_template("manage/services/new.html", form=form)


@blueprint.route("/<int:service_id>", methods=["GET", "POST"])
def service(service_id: int) -> ResponseReturnValue:
    """Show one procedure, what hangs on it, and change its names."""
    found = get_service(service_id)
    form = ServiceForm(obj=found)
    if form.validate_on_submit():
        changed = change_service(found, form.entry(found), actor=current_actor(), now=clock.now())
        flash(gettext("The change has been saved.") if changed else gettext("Nothing to change."))
        return redirect(url_for(".service", service_id=service_id))
    return render_template(
        "manage/services/service.html", service=found, form=form, use=count_service_use(service_id)
    )


@blueprint.route("/<int:service_id>/retire", methods=["GET", "POST"])
def retire(service_id: int) -> ResponseReturnValue:
    """Ask for the day, then retire a procedure or take it up again."""
    found = get_service(service_id)
    form = RetireForm(data={"retired_on": found.retired_on or clock.local_day(clock.now())})
    if form.validate_on_submit():
        stored = ServiceEntry(found.code, found.name_vi, found.name_en, found.sector)
        entry = replace(stored, retired_on=form.retired_on.data)
        change_service(found, entry, actor=current_actor(), now=clock.now())
        flash(
            gettext("The procedure is retired: no new points or dossier counts.")
            if entry.retired_on
            else gettext("The procedure is in force again.")
        )
        return redirect(url_for(".service", service_id=service_id))
    return render_template(
        "manage/services/retire.html", service=found, form=form, use=count_service_use(service_id)
    )
