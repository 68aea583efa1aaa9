"""What the address of a page of results asks for."""

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from app import clock
from app.errors import InvalidFilter, NotFound
from app.models import Survey
from app.queries.survey_shown_first import survey_to_show
from app.queries.surveys import get_survey, list_surveys
from app.scope import Scope
from app.services.reporting.choices import OFFICIAL_ORDER, TreeView
from app.services.reporting.readable_periods import Calendar, Period, Readable

Arguments = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of results, and back into an address; None stands for what is shown by default.

    `dimension` is by what a picture or a comparison of one unit's parts divides it.
    """

    survey: Survey
    first: date
    last: date
    level: str | None = None
    under: int | None = None
    formula: str | None = None
    sort: str = OFFICIAL_ORDER
    tree: TreeView = TreeView.THEN
    dimension: str | None = None

    @property
    def is_whole_survey(self) -> bool:
        """Whether the period is the survey's own."""
        return (self.first, self.last) == (self.survey.opens_on, self.survey.closes_on)

    @property
    def months(self) -> list[Period]:
        """The months between which can be chosen."""
        return months_so_far(self.survey)

    @property
    def whole_survey(self) -> dict[str, None]:
        """Give the arguments that leave the period out."""
        return {"from": None, "to": None}

    def days_of(self, period: Readable) -> dict[str, str | None]:
        """Give the arguments of a period in which a unit can be read."""
        if (period.first, period.last) == (self.survey.opens_on, self.survey.closes_on):
            return {**self.whole_survey}
        return {"from": period.first.isoformat(), "to": period.last.isoformat()}

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead to this selection with some changes."""
        period = {} if self.is_whole_survey else {"from": self.first, "to": self.last}
        given: dict[str, object] = {
            "survey": self.survey.code,
            **{name: day.isoformat() for name, day in period.items()},
            "level": self.level,
            "under": self.under,
            "formula": self.formula,
            "sort": None if self.sort == OFFICIAL_ORDER else self.sort,
            "tree": None if self.tree is TreeView.THEN else self.tree.value,
            "dimension": self.dimension,
            **changes,
        }
        return {name: value for name, value in given.items() if value not in (None, "")}

    def unit_arguments(self, **changes: object) -> dict[str, object]:
        """Give the arguments that a unit's page takes besides its place in the address."""
        without = {"survey": None, "level": None, "under": None, "sort": None, "dimension": None}
        return self.arguments(**{**without, **changes})


def read_selection(arguments: Arguments, visible: Scope) -> Selection | None:
    """Read a selection from query arguments; None if there is no survey to see at all.

    Raises `InvalidFilter` for a value that cannot be.
    """
    survey = _survey(arguments.get("survey"), visible)
    return selection_in(survey, arguments) if survey else None


def selection_in(survey: Survey, arguments: Arguments) -> Selection:
    """Read a selection within a survey; raises `InvalidFilter` for a value that cannot be.

    Months chosen for another survey (`of`), in a form in which the survey was changed, don't count.
    """
    if arguments.get("of") not in (None, survey.code):
        arguments = MultiDict({**arguments, "from": "", "to": ""})
    first = day_of(arguments, "from", survey.opens_on)
    last = day_of(arguments, "to", survey.closes_on)
    if last < first:
        raise InvalidFilter("the period ends before it begins", name="to")
    return Selection(
        survey=survey,
        first=first,
        last=last,
        level=arguments.get("level") or None,
        under=_unit_id(arguments.get("under")),
        formula=arguments.get("formula") or None,
        sort=arguments.get("sort") or OFFICIAL_ORDER,
        tree=_tree(arguments.get("tree")),
        dimension=arguments.get("dimension") or None,
    )


def months_so_far(survey: Survey) -> list[Period]:
    """List the months of a survey by their first and last days.

    The last one of a survey that runs goes to the survey's end: no month to come is offered.
    """
    today = clock.local_day(clock.now())
    months = Calendar.of(survey).months
    begun = [month for month in months if month[0] <= today] or list(months[:1])
    return [*begun[:-1], (begun[-1][0], survey.closes_on)]


def _survey(code: str | None, visible: Scope) -> Survey | None:
    if not code:
        return survey_to_show(list_surveys(visible), visible, clock.now())
    try:
        return get_survey(code)
    except NotFound as error:
        raise InvalidFilter(f"no survey {code!r}", name="survey") from error


def _tree(text: str | None) -> TreeView:
    try:
        return TreeView(text or TreeView.THEN)
    except ValueError as error:
        raise InvalidFilter(f"{text!r} is neither then nor now", name="tree") from error


def day_of(arguments: Arguments, name: str, default: date) -> date:
    """Read a day; raises `InvalidFilter` for what is none."""
    text = arguments.get(name)
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidFilter(f"{text!r} is not a day like 2026-01-31", name=name) from error


def _unit_id(text: str | None) -> int | None:
    if not text:
        return None
    # Nine digits: more would not fit the column, and PostgreSQL would answer with an error.
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise InvalidFilter(f"{text!r} is not the number of a unit", name="under")
    return int(text)
