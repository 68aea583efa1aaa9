"""The list of signs of a fall and of running verdicts: the units that need a look today, first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.errors import InvalidFilter, NotFound
from app.exports import EXPORTERS
from app.filters import name_of
from app.queries.surveys import list_surveys
from app.queries.units import UnitFacts
from app.results.keeping import keep
from app.results.narrowing import Narrowing, read_narrowing
from app.results.overview import chosen_unit, own_units
from app.results.paging import page_asked
from app.results.routes import blueprint, chosen_report
from app.results.selection import Selection, read_selection
from app.results.signs_sheet import signs_table
from app.scope import Scope
from app.services.digests.signs import Sign, list_signs
from app.services.reporting.choices import OFFICIAL_ORDER, chosen_formula, chosen_level, shown_rows
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows

NOW, EARLIER = "1", "earlier"


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection without gaps, and what is to be said of its units; None where none is followed.

    only_signs : signs of a fall that are listed alone: those of "1" (now), "earlier", "" for all
    """

    selection: Selection
    report: Report
    unit: UnitFacts
    narrowing: Narrowing
    only_signs: str
    signs: list[Sign] | None

    def named(self) -> list[Sign]:
        """Keep the units whose names or code hold what is looked for."""
        return [sign for sign in self.signs or [] if self.narrowing.named([sign.row, *sign.same])]

    def shown(self) -> list[Sign]:
        """Keep those of the verdict and the signs asked for."""
        return [sign for sign in self.named() if self._is_wanted(sign)]

    def _is_wanted(self, sign: Sign) -> bool:
        outcome = self.narrowing.outcome
        judged = outcome is None or (sign.running is not None and sign.running.outcome is outcome)
        if self.only_signs == EARLIER:
            return judged and sign.alarm is not None and sign.alarm.is_over
        return judged and (sign.is_now or not self.only_signs)

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead to this view with some changes."""
        signs = {"signs": self.only_signs}
        given = {**self.selection.arguments(), **self.narrowing.arguments(), **signs, **changes}
        return {name: value for name, value in given.items() if value}


@blueprint.get("/signs")
def signs() -> ResponseReturnValue:
    """List the units here: signs of a fall first, and the verdicts that may be read every day."""
    visible = current_scope()
    asked = read_asked(visible)
    if asked is None:
        return render_template("results/no_surveys.html")
    tree, shown = asked.report.data.scope, asked.shown()
    return render_template(
        "results/signs.html",
        asked=asked,
        selection=asked.selection,
        report=asked.report,
        unit=asked.unit,
        named=asked.named(),
        shown=shown,
        page=page_asked(shown),
        trail=[tree.units[u] for u in tree.upwards(asked.unit.id) if visible.covers(u)][:0:-1],
        levels=tree.kinds(visible),
        surveys=list_surveys(visible),
        formats=EXPORTERS,
    )


@blueprint.get("/signs/download.<format_name>")
def signs_file(format_name: str) -> ResponseReturnValue:
    """Give the lines of the list as a file."""
    asked, exporter = read_asked(current_scope()), EXPORTERS.get(format_name)
    if asked is None or exporter is None:
        raise NotFound(f"no format {format_name!r}, or no survey")
    shown = asked.shown()
    formula = asked.report.facts(asked.selection.formula or "")
    table = signs_table(asked.report.data, formula, shown, name_of(asked.unit))
    return keep(
        Response(exporter.write(table), mimetype=exporter.mimetype),
        asked.selection,
        f"_{asked.unit.code}_signs{exporter.extension}",
        format_name=format_name,
        rows=len(shown),
        unit_id=asked.unit.id,
    )


def read_asked(visible: Scope) -> Asked | None:
    """Read what an address asks for; None where there is nothing to see.

    Raises `InvalidFilter` for what cannot be.
    """
    selection = read_selection(request.args, visible)
    report = chosen_report(selection) if selection else None
    tops = own_units(report, visible) if report else []
    if selection is None or report is None or not tops:
        return None
    formula = chosen_formula(report, selection.formula)
    selection = replace(
        selection, under=chosen_unit(selection, report, tops), formula=formula, sort=OFFICIAL_ORDER
    )
    only = request.args.get("signs", "")
    if only not in ("", NOW, EARLIER):
        raise InvalidFilter(f"{only!r} is neither {NOW} nor {EARLIER}", name="signs")
    return Asked(
        selection=selection,
        report=report,
        unit=report.data.scope.units[selection.under or 0],
        narrowing=read_narrowing(request.args),
        only_signs=only,
        signs=signs_in(report, selection, visible),
    )


def signs_in(report: Report, selection: Selection, visible: Scope) -> list[Sign] | None:
    """List what may be said of the units of a selection, on one level or on all."""
    levels: Sequence[str] = list(report.data.scope.kinds(visible))
    if selection.level:
        levels = [chosen_level(report, selection.level, selection.under, visible) or ""]
    formula = selection.formula or report.formulas[0]
    rows = (
        shown_rows(
            index_rows(report, formula, level), report, selection.under, OFFICIAL_ORDER, visible
        )
        for level in levels
    )
    return list_signs(report, formula, rows, today=clock.local_day(clock.now()))
