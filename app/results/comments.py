"""Comments: what people wrote, masked, for those who may read it. Each opening is audited."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.comment_words import PERSONAL, month_words
from app.errors import InvalidFilter, NotFound
from app.exports import EXPORTERS
from app.languages import page_language
from app.models import ReadableComment
from app.queries.comments import (
    WITHOUT_TAG,
    all_comments,
    count_comments,
    get_readable_comment,
    get_tag,
    list_tags,
    read_comments,
    tag_counts,
)
from app.queries.surveys import list_surveys
from app.results.comment_choice import (
    Asked,
    chosen_comments,
    question_wordings,
    read_asked,
    readable_one,
    unit_to_record,
    whole_report,
)
from app.results.comment_sheet import comment_table
from app.services.auditing import record_at_once
from app.services.comments.cells import least_answers
from app.services.comments.marks import parts
from app.services.comments.tagging import attach_tag, remove_tag

blueprint = Blueprint("comments", __name__, url_prefix="/results/comments")
blueprint.context_processor(
    lambda: {
        "PERSONAL": PERSONAL,
        "WITHOUT_TAG": WITHOUT_TAG,
        "month_words": month_words,
        "parts": parts,
    }
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the comments of a survey, months and unit, found by words and by tag."""
    visible = current_scope()
    asked = read_asked(request.args, visible)
    if asked is None:
        return render_template("results/no_surveys.html")
    report = whole_report(asked, visible)
    chosen = chosen_comments(asked, report, visible)
    of_all_tags = chosen.of_all_tags()
    page = read_comments(chosen, asked.page)
    unit_id = unit_to_record(asked, report, visible)
    record_reading("text.read", asked, unit_id, page.total, page=page.number)
    return render_template(
        "results/comments/index.html",
        surveys=list_surveys(visible),
        asked=asked,
        least=least_answers(report),
        selection=asked.selection,
        formats=EXPORTERS,
        page=page,
        tags=list_tags(),
        counts=tag_counts(of_all_tags),
        total=page.total if asked.tag is None else count_comments(of_all_tags),
        units=report.data.scope.units,
        under=report.data.scope.units.get(asked.selection.under or 0),
        wordings=question_wordings(report, page_language()),
    )


@blueprint.get("/download.<format_name>")
def download(format_name: str) -> ResponseReturnValue:
    """Give the comments of all pages as a file, masked alike."""
    visible = current_scope()
    asked = read_asked(request.args, visible)
    exporter = EXPORTERS.get(format_name)
    if asked is None or exporter is None:
        raise NotFound(f"no format {format_name!r}, or no survey")
    report = whole_report(asked, visible)
    comments = all_comments(chosen_comments(asked, report, visible))
    table = comment_table(comments, report, question_wordings(report, page_language()))
    content = exporter.write(table)
    unit_id = unit_to_record(asked, report, visible)
    record_reading("text.export", asked, unit_id, len(comments), format=format_name)
    response = Response(content, mimetype=exporter.mimetype)
    name = f"comments_{asked.selection.survey.id}{exporter.extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.post("/<comment_id>/attach")
def attach(comment_id: str) -> ResponseReturnValue:
    """Put the tag of the pressed button on a comment."""
    comment, tag = taggable(comment_id), get_tag(pressed_tag())
    attach_tag(comment, tag, actor=current_actor(), now=clock.now())
    return redirect(back_to(comment_id))


@blueprint.post("/<comment_id>/remove")
def remove(comment_id: str) -> ResponseReturnValue:
    """Take the tag of the pressed button off a comment."""
    comment, tag = taggable(comment_id), get_tag(pressed_tag())
    remove_tag(comment, tag, actor=current_actor(), now=clock.now())
    return redirect(back_to(comment_id))


def taggable(comment_id: str) -> ReadableComment:
    """Give a comment that this person may read; raises `NotFound` for any other."""
    readable_one(comment_id, current_scope())
    return get_readable_comment(comment_id)


def pressed_tag() -> int:
    """Read which tag's button was pressed; raises `InvalidFilter`."""
    text = request.form.get("tag_id", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise InvalidFilter(gettext("no tag was chosen"), name="tag_id")
    return int(text)


def back_to(comment_id: str) -> str:
    """Give the address of the choice of comments that this page came from, at the comment."""
    return url_for(".index", _anchor=f"c-{comment_id}", **arguments_kept())


def arguments_kept() -> dict[str, Any]:
    """Give the query arguments of the choice of comments that this page came from."""
    asked = read_asked(request.args, current_scope())
    return asked.arguments(page=asked.page) if asked else {}


def record_reading(
    act: str, asked: Asked, unit_id: int | None, count: int, **more: str | int
) -> None:
    """Record who read what; neither the texts nor the words searched for, which can name people."""
    selection = asked.selection
    tag = None if not asked.tag else get_tag(asked.tag).name
    record_at_once(
        act,
        actor=current_actor(),
        thing=f"survey:{selection.survey.id}",
        unit_id=unit_id,
        now=clock.now(),
        name=selection.survey.code,
        first=selection.first.isoformat(),
        last=selection.last.isoformat(),
        searched=bool(asked.words),
        tag=tag,
        count=count,
        **more,
    )
