"""Who does something: a person with an account, a service, a command, or the system itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Whoever stands behind a change; `id` is the account's, if there is one.

    `name` is an e-mail address or the name of a command. It is kept apart from audit events, so
    that it can be erased when a person has left.
    """

    kind: str
    id: int | None
    name: str

    @classmethod
    def person(cls, account_id: int, name: str) -> "Actor":
        """Give a member of staff who has signed in."""
        return cls("person", account_id, name)

    @classmethod
    def service(cls, account_id: int, name: str) -> "Actor":
        """Give a program that came in through the API."""
        return cls("service", account_id, name)

    @classmethod
    def command(cls, name: str) -> "Actor":
        """Give a command on the machine itself, such as `units import`."""
        return cls("command", None, name)

    @classmethod
    def system(cls, name: str) -> "Actor":
        """Give the application itself: a task, or somebody who has not signed in."""
        return cls("system", None, name)

    @property
    def account_id(self) -> int | None:
        """The account of a member of staff, if one acts."""
        return self.id if self.kind == "person" else None
