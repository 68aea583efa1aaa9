"""What must be known to read a file of answers."""

from app.filters import day, whole
from app.services.answer_files.choosing import Chosen
from app.words import say


def answer_notes(chosen: Chosen, title: str) -> list[tuple[str, str]]:
    """List it as pairs of a name and a text."""
    excluded = chosen.rows - sum(chosen.counted.values())
    pairs = [
        (say("Survey"), f"{title} ({chosen.survey.code})"),
        (say("Period"), f"{day(chosen.first)} – {day(chosen.last)}"),
        (say("Answers received"), whole(chosen.rows)),
        (
            say("Excluded"),
            say(
                "%(number)s answers were left out by a person with a reason. They are in the file "
                "and marked; leave them out to come to the published figures.",
                number=whole(excluded),
            ),
        ),
        (
            say("Withdrawn"),
            say("Answers that people took back are not in the file."),
        ),
        (
            say("What is not in the file"),
            say(
                "What people wrote in their own words, receipt codes, keys of forms and the time "
                "of day. The lines follow no order of time."
            ),
        ),
        (
            say("To be treated as personal data"),
            say(
                "Unit, day and traits of a person together can tell who answered. Keep the file "
                "closed, publish no group below %(least)s answers, and delete it after use.",
                least=chosen.survey.minimum_cell,
            ),
        ),
        (
            say("Not applicable"),
            say(
                "“na” in CSV, XLSX and JSON, −99 (a missing value) in SPSS, empty in Parquet where "
                "only numbers can stand. A question that was not answered leaves the cell empty."
            ),
        ),
    ]
    if chosen.survey.demonstration:
        made_up = say("made up to show the service; no citizen gave these answers.")
        pairs.append((say("Demonstration data"), made_up))
    return pairs
