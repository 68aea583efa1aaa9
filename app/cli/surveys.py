"""`flask surveys`: fielding questionnaires."""

from datetime import datetime
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.cli.machine import command_actor
from app.cli.printing import list_of
from app.models import Sector
from app.services.fielding import InvalidSurvey, NewSurvey, create_survey

surveys = AppGroup("surveys", help="Surveys: a questionnaire in the field over a period.")

DAY = click.DateTime(formats=["%Y-%m-%d"])


@surveys.command("create")
@click.option("--code", required=True, help="Stable code, such as one-stop-2026-2.")
@click.option("--title-vi", required=True, help="Title in Vietnamese.")
@click.option("--title-en", required=True, help="Title in English.")
@click.option("--sector", type=click.Choice([sector.value for sector in Sector]), required=True)
@click.option("--questionnaire", required=True, help="Code of a published questionnaire.")
@click.option("--opens-on", type=DAY, required=True, help="First day, YYYY-MM-DD.")
@click.option("--closes-on", type=DAY, required=True, help="Last day, included.")
@click.option("--formula", "formulas", multiple=True, help="Index formula; all declared if none.")
@click.option("--confidence-level", type=float, default=0.95, show_default=True)
@click.option("--minimum-cell", type=int, default=5, show_default=True)
@click.option("--unit", "unit_codes", multiple=True, help="Unit whose points collect for it.")
@click.option("--plan", is_flag=True, help="Only plan it; the web pages open it.")
def create(opens_on: datetime, closes_on: datetime, plan: bool, **given: Any) -> None:
    """Create a survey of a questionnaire's latest version, open on its days unless only planned."""
    wanted = NewSurvey(opens_on=opens_on.date(), closes_on=closes_on.date(), **given)
    try:
        survey = create_survey(
            wanted,
            actor=command_actor("surveys create"),
            now=clock.now(),
            opened=not plan,
        )
    except InvalidSurvey as error:
        head = gettext("The survey is wrong; nothing was changed:")
        raise click.ClickException(list_of(head, map(str, error.mistakes))) from error
    click.echo(gettext("Created survey %(code)s.", code=survey.code))
