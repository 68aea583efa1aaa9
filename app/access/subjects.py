"""What a request is about: from the values of its address to the units that answer for it.

A resolver gives things; the person's rights must reach every one of them. What does not exist
belongs to no unit: it is refused in the same words as what is somebody else's.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.queries.invitations import invitation_unit_ids
from app.queries.pages import LARGEST_ID
from app.queries.reports import report_unit_ids
from app.queries.subjects import (
    chosen_unit_ids,
    comment_unit_ids,
    count_unit_ids,
    draft_owner_ids,
    event_unit_ids,
    improvement_unit_ids,
    paper_batch_unit_ids,
    person_unit_ids,
    point_unit_ids,
    published_survey_ids,
    service_account_unit_ids,
    survey_unit_ids,
    survey_unit_ids_by_code,
    version_owner_ids,
)
from app.services.rights.deciding import WHOLE_SERVICE, Thing

Values = Mapping[str, Any]
"""Query arguments and the parts of the path, by name."""


def whole(_: Values) -> list[Thing]:
    """Something that belongs to no single unit, such as a setting."""
    return [WHOLE_SERVICE]


def unit(values: Values) -> list[Thing]:
    """The unit `unit_id`."""
    return [Thing(frozenset(numbers([values["unit_id"]])))]


def point(values: Values) -> list[Thing]:
    """The collection point `point_id`, which belongs to its place."""
    ids = numbers([values["point_id"]])
    return [Thing(frozenset(u for number in ids for u in point_unit_ids(number)))]


def event(values: Values) -> list[Thing]:
    """The audit event `event_id`, which belongs to the unit it speaks of, or to no single one."""
    found = numbers([values["event_id"]])
    return [Thing(event_unit_ids(found[0]) if found else frozenset())]


def paper_batch(values: Values) -> list[Thing]:
    """The batch of paper sheets `batch_id`, which belongs to the place of its point."""
    ids = numbers([values["batch_id"]])
    return [Thing(frozenset(u for number in ids for u in paper_batch_unit_ids(number)))]


def invitation_batch(values: Values) -> list[Thing]:
    """The invitations `batch_id`: whoever sees them must reach every point they are for."""
    ids = numbers([values["batch_id"]])
    things = [Thing(frozenset({u})) for number in ids for u in invitation_unit_ids(number)]
    return things or [Thing(frozenset())]


def survey(values: Values) -> list[Thing]:
    """The survey `survey_code`, which belongs to every unit where it asks."""
    return [Thing(survey_unit_ids_by_code(str(values["survey_code"])))]


def draft(values: Values) -> list[Thing]:
    """The draft `draft_id`, which belongs to the unit that owns it."""
    ids = numbers([values["draft_id"]])
    return [Thing(frozenset(u for number in ids for u in draft_owner_ids(number)))]


def version(values: Values) -> list[Thing]:
    """The version `version_id`: the owner of its draft's, else a thing of the whole service."""
    ids = numbers([values["version_id"]])
    owners = frozenset(u for number in ids for u in version_owner_ids(number))
    return [Thing(owners) if owners else WHOLE_SERVICE]


def survey_by_id(values: Values) -> list[Thing]:
    """The survey `survey_id`, to look at: it belongs to every unit where it asks or is to ask."""
    ids = numbers([values["survey_id"]])
    return [Thing(frozenset(u for number in ids for u in survey_unit_ids(number)))]


def whole_survey(values: Values) -> list[Thing]:
    """The survey `survey_id`, to change: whoever does must reach each unit chosen for it."""
    ids = numbers([values["survey_id"]])
    chosen = [Thing(frozenset({u})) for number in ids for u in chosen_unit_ids(number)]
    return chosen or [WHOLE_SERVICE]


def publication(values: Values) -> list[Thing]:
    """The publication `publication_id`, to change: one must reach each unit of its survey."""
    ids = numbers([values["publication_id"]])
    surveys = [survey_id for number in ids for survey_id in published_survey_ids(number)]
    return whole_survey({"survey_id": surveys[0]}) if surveys else [Thing(frozenset())]


def improvement(values: Values) -> list[Thing]:
    """The entry `improvement_id` of what was changed, which belongs to its unit."""
    ids = numbers([values["improvement_id"]])
    return [Thing(frozenset(u for number in ids for u in improvement_unit_ids(number)))]


def filters(values: Values) -> list[Thing]:
    """The survey and the unit that a list is narrowed to, if it is."""
    things = []
    if code := values.get("survey"):
        things.append(Thing(survey_unit_ids_by_code(str(code))))
    if under := numbers([values.get("under", "")]):
        things.append(Thing(frozenset(under)))
    return things


def result(values: Values) -> list[Thing]:
    """The results of a survey, of a unit in it, or what the filters say."""
    things = filters(values)
    for name, resolver in (("survey_code", survey), ("unit_id", unit)):
        if name in values:
            things += resolver(values)
    return things


def report(values: Values) -> list[Thing]:
    """The report `report_id`: whoever opens it must reach each unit whose figures it holds."""
    units = [u for number in numbers([values["report_id"]]) for u in report_unit_ids(number)]
    return [thing_of(u) for u in units] or [Thing(frozenset())]


def comment(values: Values) -> list[Thing]:
    """The comment `comment_id`, which belongs to the unit it was written at."""
    return [Thing(comment_unit_ids(str(values["comment_id"])))]


def paper_place(values: Values) -> list[Thing]:
    """The point `point_id` and the survey `survey_code` whose sheets are typed there."""
    return [*point(values), *survey(values)]


def count(values: Values) -> list[Thing]:
    """The dossier count `entry_id`, which belongs to its unit."""
    ids = numbers([values["entry_id"]])
    return [Thing(frozenset(u for number in ids for u in count_unit_ids(number)))]


def person(values: Values) -> list[Thing]:
    """The person `user_id`, who belongs to every unit on which that one holds a role."""
    units = {u for number in numbers([values["user_id"]]) for u in person_unit_ids(number)}
    return [Thing(frozenset(u for u in units if u is not None))]


def whole_person(values: Values) -> list[Thing]:
    """The person `user_id` with everything: to shut an account off or let somebody else into it,
    every unit on which that person holds a role must be one's own."""
    units = {u for number in numbers([values["user_id"]]) for u in person_unit_ids(number)}
    return [thing_of(u) for u in units] or [Thing(frozenset())]


def service_account(values: Values) -> list[Thing]:
    """The service account `account_id`, which belongs to the unit its key is good for."""
    ids = numbers([values["account_id"]])
    units = [u for number in ids for u in service_account_unit_ids(number)]
    return [thing_of(u) for u in units] or [Thing(frozenset())]


def thing_of(unit_id: int | None) -> Thing:
    """Something that belongs to one unit, or to the whole service."""
    return WHOLE_SERVICE if unit_id is None else Thing(frozenset({unit_id}))


SUBJECTS: dict[str, Callable[[Values], list[Thing]]] = {
    "none": lambda _: [],
    "whole": whole,
    "unit": unit,
    "point": point,
    "event": event,
    "survey": survey,
    "count": count,
    "survey_by_id": survey_by_id,
    "whole_survey": whole_survey,
    "publication": publication,
    "improvement": improvement,
    "filter": filters,
    "draft": draft,
    "version": version,
    "result": result,
    "report": report,
    "comment": comment,
    "person": person,
    "whole_person": whole_person,
    "service_account": service_account,
    "paper_batch": paper_batch,
    "paper_place": paper_place,
    "invitation_batch": invitation_batch,
}
"""How the units of a request's thing are found, by the name that a door calls it."""


def numbers(values: Iterable[object]) -> list[int]:
    """Read row numbers; what the column cannot hold, or is none, is no row."""
    texts = [str(value) for value in values]
    return [
        int(text)
        for text in texts
        if text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= LARGEST_ID
    ]
