"""`flask questionnaires`: instruments read in from files, or taken from the catalogue."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.cli.machine import command_actor
from app.cli.printing import list_of
from app.services.questionnaires import ForbiddenChange, publish_questionnaire
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.definitions import Questionnaire
from surveys.errors import InvalidQuestionnaire, UnknownCatalogueCode
from surveys.loading import load_file

questionnaires = AppGroup("questionnaires", help="Questionnaires and their versions.")


@questionnaires.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def load(file: Path) -> None:
    """Publish the questionnaire of a JSON file; a changed document is a new version."""
    try:
        questionnaire = load_file(file)
    except InvalidQuestionnaire as error:
        head = gettext("The questionnaire is wrong; nothing was changed:")
        raise click.ClickException(list_of(head, map(str, error.mistakes))) from error
    publish(questionnaire)


@questionnaires.command("catalogue")
@click.argument("code", required=False)
def catalogue(code: str | None) -> None:
    """List the questionnaires shipped, or publish the one with CODE."""
    if code is None:
        for entry in list_catalogue():
            click.echo(f"{entry.code}: {entry.title.get('vi')} / {entry.title.get('en')}")
        return
    try:
        questionnaire = load_catalogue_questionnaire(code)
    except UnknownCatalogueCode as error:
        raise click.ClickException(
            gettext("No questionnaire %(code)s is shipped.", code=code)
        ) from error
    publish(questionnaire)


def publish(questionnaire: Questionnaire) -> None:
    """Publish and say which version it is."""
    try:
        version, is_new = publish_questionnaire(
            questionnaire, actor=command_actor("questionnaires load"), now=clock.now()
        )
    except ForbiddenChange as error:
        head = gettext("Stored answers would change their meaning; nothing was changed:")
        places = [f"{one.place}: {one.code.value}" for one in error.differences]
        raise click.ClickException(list_of(head, places)) from error
    words = {"code": questionnaire.code, "number": version.number}
    if is_new:
        click.echo(gettext("Published %(code)s, version %(number)s.", **words))
    else:
        click.echo(gettext("%(code)s is published as version %(number)s already.", **words))
