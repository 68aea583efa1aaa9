"""Surveys and the catalogue of questionnaires."""

from collections.abc import Callable

from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province


def survey(use: str, more: str = "") -> Callable[[Province], str]:
    """The page of a survey."""
    return lambda province: f"/manage/surveys/{province.surveys[use]}{more}"


PAGES = [
    PageToLookAt("surveys", ADMINISTRATOR, literally("/manage/surveys/")),
    PageToLookAt("surveys, none found", ADMINISTRATOR, literally("/manage/surveys/?q=khong-co")),
    PageToLookAt("survey open", ADMINISTRATOR, survey("open")),
    PageToLookAt("survey planned", ADMINISTRATOR, survey("planned")),
    PageToLookAt("survey, choose questionnaire", ADMINISTRATOR, literally("/manage/surveys/new")),
    PageToLookAt("survey new", ADMINISTRATOR, lambda p: f"/manage/surveys/new/{p.version}"),
    PageToLookAt(
        "survey new, sent with mistakes",
        ADMINISTRATOR,
        lambda p: f"/manage/surveys/new/{p.version}",
        deed=type_into("#code", "ke-hoach"),
    ),
    PageToLookAt("survey, change the plan", ADMINISTRATOR, survey("planned", "/edit")),
    PageToLookAt("survey, change the titles", ADMINISTRATOR, survey("open", "/edit")),
    PageToLookAt("survey, open it", ADMINISTRATOR, survey("planned", "/open")),
    PageToLookAt("survey, close it", ADMINISTRATOR, survey("open", "/close")),
    PageToLookAt("survey, extend it", ADMINISTRATOR, survey("open", "/extend")),
    PageToLookAt("survey, newer version", ADMINISTRATOR, survey("open", "/version")),
    PageToLookAt("survey planner", ADMINISTRATOR, survey("open", "/planner")),
    PageToLookAt(
        "survey planner, counters", ADMINISTRATOR, survey("open", "/planner?level=counter&truth=90")
    ),
    PageToLookAt("catalogue", ADMINISTRATOR, literally("/manage/catalogue/")),
    PageToLookAt(
        "catalogue, a questionnaire", ADMINISTRATOR, literally("/manage/catalogue/csm_philippines")
    ),
]
