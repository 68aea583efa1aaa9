"""`flask users`: accounts of staff, from the machine itself."""

import click
from flask.cli import AppGroup

from app import clock
from app.services.accounts import InvalidAccount, RoleName, create_user

users = AppGroup("users", help="Accounts of staff.")


@users.command("create")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in RoleName]), required=True)
@click.password_option(help="At least 12 characters; asked for if not given.")
def create(email: str, role: str, password: str) -> None:
    """Create an account with one role."""
    try:
        create_user(email, password, RoleName(role), now=clock.now())
    except InvalidAccount as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Created {email} as {role}.")
