"""The steps of the guide: what each asks, whether it is done, and where it is done."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext

from app.access import may_open
from app.queries.first_steps import FirstSteps


@dataclass(frozen=True)
class Way:
    """A page where a step is done: its endpoint, the words of the link, values of the address."""

    endpoint: str
    words: Any
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the page is there and open to this person."""
        return self.endpoint in current_app.view_functions and (
            may_open(self.endpoint, **dict(self.values)) if self.values else may_open(self.endpoint)
        )


@dataclass(frozen=True)
class Step:
    """A step with its ways."""

    name: str
    title: Any
    sentence: Any
    ways: tuple[Way, ...]
    done: bool


def guide_steps(found: FirstSteps) -> list[Step]:
    """List the steps with their state."""
    return [
        Step(
            "units",
            lazy_gettext("The province and its units"),
            lazy_gettext(
                "Units are the places people go to and the bodies that answer for them: the "
                "province, its communes, their public service centres, counters, schools, "
                "hospitals. Import them from one file, or add them by hand from the top down."
            ),
            (
                Way("guide.example_units", lazy_gettext("Example file (CSV)")),
                Way("units.upload", lazy_gettext("Import a file of units")),
                Way("units.new", lazy_gettext("Add a unit by hand")),
            ),
            found.units > 0,
        ),
        Step(
            "questionnaire",
            lazy_gettext("A published questionnaire"),
            lazy_gettext(
                "Publish one that comes with the service as it is, or design your own first. "
                "A published version never changes."
            ),
            (Way("design.begin", lazy_gettext("Design a questionnaire")),),
            found.versions > 0,
        ),
        Step(
            "survey",
            lazy_gettext("An open survey"),
            lazy_gettext(
                "A survey asks the questionnaire at chosen units over a period. Plan it, choose "
                "the units on the tree, then open it."
            ),
            (
                Way("surveys.choose", lazy_gettext("Plan a survey")),
                Way("surveys.index", lazy_gettext("Open a planned survey")),
            ),
            found.opened > 0,
        ),
        Step(
            "points",
            lazy_gettext("Collection points"),
            lazy_gettext(
                "A point is where a code hangs or is handed out. Tick the survey that it collects "
                "for; without one nobody can answer."
            ),
            (
                Way("points.new", lazy_gettext("Make a point")),
                Way("points.many", lazy_gettext("Make many by a rule")),
            ),
            found.points > 0,
        ),
        Step(
            "poster",
            lazy_gettext("The first poster"),
            lazy_gettext(
                "Print the poster of a point as PDF and hang it up at the height of the eyes."
            ),
            (Way("points.index", lazy_gettext("Collection points and their posters")),),
            found.points > 0 and found.answers > 0,
        ),
        Step(
            "trial",
            lazy_gettext("The first answer"),
            lazy_gettext(
                "Scan the poster with a phone, or open the counter's page here, and answer. Keep "
                "the receipt code: with it the trial answer is taken back afterwards."
            ),
            (),
            found.answers > 0,
        ),
        Step(
            "result",
            lazy_gettext("The first result"),
            lazy_gettext(
                "A figure is shown from five answers on that are not all alike, a verdict at the "
                "earliest from ten: fewer would tell more about single people than about the "
                "service."
            ),
            (Way("results.index", lazy_gettext("Results")),),
            found.answers > 0,
        ),
    ]
