"""What looks wrong in the dossier counts, each in a sentence with its unit and period."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from app import clock
from app.access import current_scope
from app.filters import whole
from app.manage.populations.blueprint import blueprint
from app.queries.dated_units import list_dated_units
from app.queries.services import list_services
from app.services.registers.count_checks import Finding, FindingKind, check_counts

KINDS = {
    FindingKind.MORE_ANSWERS: lazy_gettext("More answers than dossiers"),
    FindingKind.MISSING: lazy_gettext("Days that no count covers"),
    FindingKind.STOPPED: lazy_gettext("Units that stopped reporting"),
    FindingKind.JUMP: lazy_gettext("Sudden jumps"),
    FindingKind.CHANNELS: lazy_gettext("Counts that lack a channel"),
}
MOST_SHOWN = 100


@blueprint.get("/checks")
def look_through() -> ResponseReturnValue:
    """Show the findings of the scope, one kind after the other."""
    found = check_counts(current_scope(), today=clock.local_day(clock.now()))
    return render_template(
        "manage/populations/look_through.html",
        kinds=KINDS,
        found={kind: [f for f in found if f.kind is kind] for kind in KINDS},
        units={unit.id: unit for unit in list_dated_units()},
        services={service.id: service for service in list_services()},
        sentence=sentence,
        most_shown=MOST_SHOWN,
    )


def sentence(finding: Finding) -> str:
    """Say what looks wrong and what may be behind it."""
    return str(SENTENCES[finding.kind](finding))


def _more_answers(finding: Finding) -> str:
    numbers = {"answers": whole(finding.one), "dossiers": whole(finding.other)}
    return str(
        gettext(
            "%(answers)s answers and only %(dossiers)s dossiers handled: the count lacks some, or "
            "people answered more than once.",
            **numbers,
        )
    )


def _missing(finding: Finding) -> str:
    days = (finding.last - finding.first).days + 1
    return str(
        ngettext(
            "%(num)s day between two counts has no count.",
            "%(num)s days between two counts have no count.",
            days,
        )
    )


def _stopped(_: Finding) -> str:
    return str(gettext("Nothing has been counted since, while there were counts before."))


def _jump(finding: Finding) -> str:
    numbers = {"before": whole(finding.one), "now": whole(finding.other)}
    return str(gettext("%(now)s dossiers, after %(before)s in the period before.", **numbers))


def _channels(finding: Finding) -> str:
    numbers = {"found": finding.one, "usual": finding.other}
    return str(
        gettext(
            "%(found)s channels are counted, %(usual)s in other periods of the unit.", **numbers
        )
    )


SENTENCES = {
    FindingKind.MORE_ANSWERS: _more_answers,
    FindingKind.MISSING: _missing,
    FindingKind.STOPPED: _stopped,
    FindingKind.JUMP: _jump,
    FindingKind.CHANNELS: _channels,
}
