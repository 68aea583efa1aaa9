"""Commands of `flask`, one group a file."""

from flask import Flask

from app.cli.audit import audit
from app.cli.demonstration import demonstration
from app.cli.mail import mail
from app.cli.questionnaires import questionnaires
from app.cli.responses import responses
from app.cli.sealing import seal
from app.cli.surveys import surveys
from app.cli.tasks import tasks
from app.cli.units import units
from app.cli.users import users

COMMANDS = (
    audit,
    demonstration,
    mail,
    questionnaires,
    responses,
    seal,
    surveys,
    tasks,
    units,
    users,
)


def init_app(app: Flask) -> None:
    """Register every command group."""
    for command in COMMANDS:
        app.cli.add_command(command)
