"""Dry run: the results of a draft on made-up answers, as a designer will meet them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import clock, outlook_words, words
from app.queries.drafts import get_draft
from app.services.drafting.checking import mistakes_of
from app.services.drafting.documents import title_of
from app.services.drafting.publishing import complete
from app.services.reporting.choices import chosen_formula
from app.services.reporting.made_up import made_up_report
from app.services.reporting.rows import index_rows
from app.strips import shared_axis

blueprint = Blueprint("dry_run", __name__, url_prefix="/design")
blueprint.context_processor(lambda: {"words": words, "outlook_words": outlook_words})


@blueprint.get("/<int:draft_id>/dry-run")
def index(draft_id: int) -> ResponseReturnValue:
    """Show an index of the draft at made-up counters; a draft with mistakes has none yet."""
    draft = get_draft(draft_id)
    title = title_of(draft.document)
    if mistakes_of(draft.document) or not draft.document.get("formulas"):
        return render_template("results/dry_run.html", draft=draft, title=title, rows=[])
    report = made_up_report(complete(draft.document), title, today=clock.local_day(clock.now()))
    if not report.formulas:
        return render_template("results/dry_run.html", draft=draft, title=title, rows=[])
    formula = chosen_formula(report, request.args.get("formula"))
    kinds = report.data.scope.kinds()
    rows = [row for kind in kinds for row in index_rows(report, formula, kind)]
    return render_template(
        "results/dry_run.html",
        draft=draft,
        title=title,
        rows=rows,
        formula=formula,
        formulas=report.formulas,
        axis=shared_axis(rows),
    )
