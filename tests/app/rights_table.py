"""`docs/rights.md` read back: who may open which page, as people read it."""

from dataclasses import dataclass
from pathlib import Path

from app.access import Door, door_of
from app.models import RoleName

TABLE = Path(__file__).parents[2] / "docs" / "rights.md"
COLUMNS = {
    "sys": RoleName.SYSTEM_ADMINISTRATOR,
    "sur": RoleName.SURVEY_ADMINISTRATOR,
    "col": RoleName.COLLECTION_OFFICER,
    "eva": RoleName.EVALUATOR,
    "txt": RoleName.TEXT_READER,
    "head": RoleName.UNIT_HEAD,
    "int": RoleName.INTERVIEWER,
    "aud": RoleName.AUDITOR,
}
EVERYBODY, SIGNED_IN, ROLES, NOBODY = "everybody", "signed in", "roles", "nobody"
PROGRAMS = "programs"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    endpoint: str
    open_to: str
    roles: frozenset[RoleName]
    about: str

    @property
    def line(self) -> str:
        """The line as it stands in the table."""
        marks = " | ".join("x" if role in self.roles else " " for role in COLUMNS.values())
        return f"| `{self.endpoint}` | {self.open_to} | {marks} | {self.about} |"


def read_table() -> dict[str, Row]:
    """Every row of every section."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [row_of(line) for line in lines if line.startswith("| `")]
    twice = {row.endpoint for row in rows if sum(r.endpoint == row.endpoint for r in rows) > 1}
    assert not twice, f"written twice: {twice}"
    return {row.endpoint: row for row in rows}


def row_of(line: str) -> Row:
    """One row, from its line."""
    endpoint, open_to, *marks, about = [cell.strip() for cell in line.strip("|").split("|")]
    assert len(marks) == len(COLUMNS), line
    roles = {role for role, mark in zip(COLUMNS.values(), marks, strict=True) if mark == "x"}
    return Row(endpoint.strip("`"), open_to, frozenset(roles), about)


def row_by_doors(endpoint: str) -> Row:
    """The row that `app.access.doors` asks for."""
    door = door_of(endpoint)
    return Row(endpoint, open_to(door), door.roles, door.subject if door.roles else "none")


def open_to(door: Door) -> str:
    """For whom a door is, before any role is asked for."""
    if not door.needs_account:
        return EVERYBODY
    if door.needs_key:
        return PROGRAMS
    if not door.needs_role:
        return SIGNED_IN
    return ROLES if door.roles else NOBODY
