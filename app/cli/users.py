"""`flask users`: accounts of staff, from the machine itself."""

import click
from flask.cli import AppGroup

from app import clock
from app.errors import NotFound
from app.models import RoleName
from app.queries.units import get_unit_by_code
from app.services.accounts import InvalidAccount, create_user

users = AppGroup("users", help="Accounts of staff.")


@users.command("create")
@click.argument("email")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in RoleName]),
    required=True,
    multiple=True,
    help="May be given several times.",
)
@click.option(
    "--unit", help="Official code of the unit that the roles are held on, with all below it."
)
@click.password_option(help="At least 12 characters; asked for if not given.")
def create(email: str, roles: tuple[str, ...], unit: str | None, password: str) -> None:
    """Create an account with roles, on a unit or on the whole service."""
    now = clock.now()
    try:
        unit_id = get_unit_by_code(unit, clock.local_day(now)).id if unit else None
        create_user(email, password, *map(RoleName, roles), now=now, unit_id=unit_id)
    except (InvalidAccount, NotFound) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Created {email} as {', '.join(roles)}.")
