"""Notices to citizens: what is in force for each sector, its versions, and a new one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.manage.personal_data.blueprint import blueprint
from app.models import Sector
from app.queries.notices import list_versions
from app.queries.surveys import get_survey
from app.services.notices import InvalidNotice, NewNotice, publish_notice
from app.words import SECTORS


class NoticeForm(FlaskForm):
    """The words of a notice; the service checks them."""

    text_vi = TextAreaField(lazy_gettext("In Vietnamese"))
    text_en = TextAreaField(
        lazy_gettext("In English"), description=lazy_gettext("May be left blank.")
    )
    law = StringField(lazy_gettext("Law that it rests on"))


@blueprint.get("/notices")
def notices() -> ResponseReturnValue:
    """Show the notice in force for each sector."""
    found = {sector: list_versions(sector=sector, survey_id=None) for sector in Sector}
    return render_template("manage/personal_data/notices.html", found=found, sectors=SECTORS)


@blueprint.route("/notices/<sector>", methods=["GET", "POST"])
def notice(sector: str) -> ResponseReturnValue:
    """Show every version for a sector and publish a new one."""
    if sector not in set(Sector):
        raise NotFound(f"no sector {sector!r}")
    return notice_page(SECTORS[Sector(sector)], sector=sector, survey_id=None)


@blueprint.route("/notices/survey/<survey_code>", methods=["GET", "POST"])
def survey_notice(survey_code: str) -> ResponseReturnValue:
    """Show every version for one survey and publish a new one; its sector's holds until then."""
    survey = get_survey(survey_code)
    return notice_page(survey.title_vi, sector=None, survey_id=survey.id)


def notice_page(title: Any, *, sector: str | None, survey_id: int | None) -> ResponseReturnValue:
    """Show the versions and the form, or publish what was sent."""
    versions = list_versions(sector=sector, survey_id=survey_id)
    form = NoticeForm(obj=versions[0] if versions else None)
    if form.validate_on_submit():
        wanted = NewNotice(
            sector, survey_id, form.text_vi.data, form.text_en.data or "", form.law.data
        )
        try:
            new = publish_notice(wanted, actor=current_actor(), now=clock.now())
        except InvalidNotice as error:
            for name, words in error.mistakes.items():
                form[name].errors = [words]
        else:
            flash(gettext("The notice is in force now.") if new else gettext("Nothing to change."))
            return redirect(url_for(".notices"))
    return render_template(
        "manage/personal_data/notice.html",
        title=title,
        form=form,
        versions=versions,
        address=request.path,
    )
