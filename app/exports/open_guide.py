"""The guide inside open data: how anybody computes the published figures again."""

from app.config import LANGUAGES
from app.languages import speaking
from app.services.reports.contents import Contents
from app.words import FORMULAS, say, standing_sentences


def command(contents: Contents) -> str:
    """Give the command that computes the figures of `results.csv` from `answers.csv`."""
    found, level = contents.open, contents.survey.confidence_level
    lean = "--alone" if found.company is None else f"--company {found.company!r}"
    target = next((row.target.value for row in contents.rows if row.target), None)
    goal = "" if target is None else f" --target {target!r}"
    return (
        "python -m analysis index answers.csv --ratio a/b --by unit --weights weight "
        f"--strata stratum --confidence {level!r} {lean}{goal} --format csv"
    )


def guide(contents: Contents) -> str:
    """Write the guide, one language after the other."""
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts.append(_guide(contents, language))
    return "\n\n".join(parts) + "\n"


def _guide(contents: Contents, language: str) -> str:
    survey, about = contents.survey, contents.parameters
    title = survey.title_en if language == "en" else survey.title_vi
    lines = [
        f"# {title or survey.title_vi}",
        f"{about.first.isoformat()} – {about.last.isoformat()}. {FORMULAS[about.formula]}.",
        *standing_sentences(about.last, contents.made_on),
        say(
            "results.csv has one line per unit, answers.csv one line per person without anything "
            "that tells who it is or when it was; codebook.csv says what each column holds."
        ),
        say(
            "To compute the figures again, with Python 3.11 or newer, NumPy and SciPy, and the "
            "folder “analysis” of the program:"
        ),
        f"    {command(contents)}",
        say(
            "The estimate, its limits and n are those of results.csv to at least nine decimals. "
            "Where the index runs from 0 to 100 or from 1 to 5, the command gives the share of the "
            "way from the lowest to the highest value."
        ),
        *_left_out(contents),
        *_made_up(contents),
    ]
    return "\n\n".join(lines)


def _left_out(contents: Contents) -> list[str]:
    if not contents.open.left_out:
        return []
    return [
        say(
            "answers.csv leaves out units that are withheld, and these, of which rows would tell "
            "more than the published figure does: %(units)s.",
            units=", ".join(contents.open.left_out),
        )
    ]


def _made_up(contents: Contents) -> list[str]:
    if not contents.demonstration:
        return []
    return [
        f"{say('Demonstration data')}: "
        + say("made up to show the service; no citizen gave these answers.")
    ]
