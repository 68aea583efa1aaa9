"""A page to look at, and who opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.province import Province

EVERYBODY, EVALUATOR, ADMINISTRATOR = "everybody", "evaluator", "administrator"
AUDITOR, INTERVIEWER, TEXT_READER = "auditor", "interviewer", "text reader"
HALFWAY, NEWCOMER = "halfway", "newcomer"
"""Who has given the password alone, and who has no second factor yet."""

Deed = Callable[[Any], None]
"""What a visitor does on a page, given as Playwright's page; it ends with a form that is sent."""


@dataclass(frozen=True)
class PageToLookAt:
    """A page, who opens it, and what is done there to bring about the state meant."""

    name: str
    who: str
    path: Callable[[Province], str]
    status: int = 200
    deed: Deed | None = None
    speaks: str = ""
    """The language of a page that speaks it whatever is asked for."""

    def address(self, province: Province, language: str) -> str:
        """The address in a language; Vietnamese goes unsaid."""
        path = self.path(province)
        if language == "vi":
            return path
        return f"{path}{'&' if '?' in path else '?'}lang={language}"


def literally(path: str) -> Callable[[Province], str]:
    """An address that is always the same."""
    return lambda _: path
