"""Commands of `flask`, one group a file."""

from flask import Flask

from app.cli.demonstration import demonstration
from app.cli.users import users

COMMANDS = (demonstration, users)


def init_app(app: Flask) -> None:
    """Register every command group."""
    for command in COMMANDS:
        app.cli.add_command(command)
