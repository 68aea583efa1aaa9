"""Who runs a command on the machine itself."""

import getpass

from app.actor import Actor


def command_actor(name: str) -> Actor:
    """Give the command as an actor, with the machine's user who ran it where one is known."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return Actor.command(name)
    return Actor.command(f"{name} ({user})")
