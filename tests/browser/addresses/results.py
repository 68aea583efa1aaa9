"""Results, units, trends, and the method."""

from collections.abc import Callable

from tests.browser.addresses.look import ADMINISTRATOR, EVALUATOR, PageToLookAt, literally
from tests.browser.province import Province


def table(subject: str, more: str = "") -> Callable[[Province], str]:
    """The results of a finished survey."""
    return lambda province: f"/results/?survey={province.past[subject]}{more}"


def answers(more: str = "") -> Callable[[Province], str]:
    """The single answers of the finished survey of counters."""
    return lambda province: f"/results/answers/?survey={province.past['counters']}{more}"


def below(use: str, more: str = "") -> Callable[[Province], str]:
    """The counters' results below one unit."""
    return lambda p: f"/results/?survey={p.past['counters']}&under={p.units[use]}{more}"


def unit(use: str, subject: str = "counters") -> Callable[[Province], str]:
    """The results of one unit in a finished survey."""
    return lambda province: f"/results/{province.past[subject]}/{province.units[use]}"


def parts(use: str, subject: str, dimension: str) -> Callable[[Province], str]:
    """One unit's figure by parts."""
    return lambda province: f"{unit(use, subject)(province)}/by/{dimension}"


def overview(use: str, subject: str) -> Callable[[Province], str]:
    """The overview of one unit in a finished survey."""
    return lambda p: f"/results/overview?survey={p.past[subject]}&under={p.units[use]}"


def past_signs(province: Province) -> str:
    """The list of signs of a finished survey, of which none is followed."""
    return f"/results/signs?survey={province.past['counters']}"


def trend(use: str, more: str = "") -> Callable[[Province], str]:
    """The trend of a unit over the surveys of counters."""
    return lambda province: f"/results/trend/one_stop_short/{province.units[use]}{more}"


def picture(name: str, subject: str, more: str = "") -> Callable[[Province], str]:
    """A picture of the results of a finished survey."""
    return lambda province: f"/results/pictures/{name}?survey={province.past[subject]}{more}"


def report(state: str, more: str = "") -> Callable[[Province], str]:
    """A frozen report."""
    return lambda province: f"/results/reports/{province.reports[state]}{more}"


PAGES = [
    PageToLookAt("overview", EVALUATOR, literally("/results/overview")),
    PageToLookAt("overview of a hospital", EVALUATOR, overview("hospital", "inpatient")),
    PageToLookAt("overview without a figure", EVALUATOR, overview("one answer", "counters")),
    PageToLookAt("signs of a fall", EVALUATOR, literally("/results/signs?level=commune")),
    PageToLookAt("signs, of a survey that is over", EVALUATOR, past_signs),
    *(
        PageToLookAt(f"comparing: {by}", EVALUATOR, literally(f"/results/compare?by={by}"))
        for by in ("units", "periods", "parent", "groups", "two", "parts")
    ),
    PageToLookAt(
        "comparing, refused",
        EVALUATOR,
        literally("/results/compare?by=periods&with_formula=mean_100"),
    ),
    PageToLookAt("single answers", ADMINISTRATOR, answers()),
    PageToLookAt("single answers, none", ADMINISTRATOR, answers("&to=2020-01-01&from=2020-01-01")),
    PageToLookAt("results", EVALUATOR, literally("/results/")),
    PageToLookAt("results of counters", EVALUATOR, below("provincial centre", "&level=counter")),
    PageToLookAt(
        "results of counters, mean",
        EVALUATOR,
        below("provincial centre", "&level=counter&formula=mean_100&sort=verdict"),
    ),
    PageToLookAt("results of hospitals", EVALUATOR, table("inpatient", "&level=hospital")),
    PageToLookAt("results of schools", EVALUATOR, table("parents", "&level=school")),
    PageToLookAt(
        "results of a single day: the way to its month",
        EVALUATOR,
        lambda p: below("provincial centre", f"&from={p.sunday}&to={p.sunday}")(p),
        400,
    ),
    PageToLookAt("results in the tree of today", EVALUATOR, table("counters", "&tree=now")),
    PageToLookAt("results, no such day", EVALUATOR, literally("/results/?from=yesterday"), 400),
    PageToLookAt("unit: province", EVALUATOR, unit("province")),
    PageToLookAt("unit: centre", EVALUATOR, unit("provincial centre")),
    PageToLookAt("unit: met", EVALUATOR, unit("met")),
    PageToLookAt("unit: not met", EVALUATOR, unit("not met")),
    PageToLookAt("unit: near the target", EVALUATOR, unit("near the target")),
    PageToLookAt("unit: straight-lining", EVALUATOR, unit("straight-lining")),
    PageToLookAt("unit: one answer", EVALUATOR, unit("one answer")),
    PageToLookAt("unit: no answers", EVALUATOR, unit("no answers")),
    PageToLookAt("unit: hospital", EVALUATOR, unit("hospital", "inpatient")),
    PageToLookAt("unit: school", EVALUATOR, unit("school", "parents")),
    *(
        PageToLookAt(f"parts: {use} by {dimension}", EVALUATOR, parts(use, subject, dimension))
        for use, subject, dimension in (
            ("provincial centre", "counters", "service"),
            ("hospital", "inpatient", "group-age_group"),
        )
    ),
    PageToLookAt("reports", EVALUATOR, literally("/results/reports/")),
    PageToLookAt(
        "report, new",
        EVALUATOR,
        lambda p: f"/results/reports/new?survey={p.past['counters']}&level=commune",
    ),
    PageToLookAt("report, signed", EVALUATOR, report("signed")),
    PageToLookAt("report, draft", EVALUATOR, report("draft")),
    PageToLookAt("report, correct", EVALUATOR, report("signed", "/correct")),
    PageToLookAt("method", EVALUATOR, literally("/results/method")),
    PageToLookAt(
        "picture: intervals", EVALUATOR, picture("strips", "inpatient", "&level=hospital")
    ),
    PageToLookAt("picture: parts", EVALUATOR, picture("parts", "inpatient")),
    PageToLookAt("picture: hours", EVALUATOR, literally("/results/pictures/hours")),
    PageToLookAt("picture: factors", EVALUATOR, picture("factors", "inpatient")),
    PageToLookAt("picture: importance", EVALUATOR, picture("importance", "inpatient")),
    PageToLookAt("trend", EVALUATOR, trend("provincial centre")),
    PageToLookAt("trend, survey by survey", EVALUATOR, trend("counter", "?step=surveys")),
    PageToLookAt(
        "unit: history of verdicts",
        EVALUATOR,
        lambda province: f"{unit('met')(province)}/history",
    ),
]
