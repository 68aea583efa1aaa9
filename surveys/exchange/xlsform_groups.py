"""The groups of an XLSForm as sections; groups inside them become statements or matrices."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from surveys.definitions import AllOf, Rule
from surveys.exchange.rule_logic import simplified
from surveys.translations import JsonObject


@dataclass(frozen=True)
class Group:
    """A group that is open: its rule, and the matrix that it is, if it is one."""

    rule: Rule | None = None
    matrix: str = ""


@dataclass
class Outline:
    """The sections so far and the groups that are open."""

    sections: list[JsonObject] = field(default_factory=list)
    open: list[Group] = field(default_factory=list)
    inside: bool = False

    def begin(self, group: Group, code: str, title: dict[str, str] | None) -> None:
        """Open a group; the outermost begins a section."""
        if not self.open:
            section: JsonObject = {"code": self._free(code), "questions": []}
            if title:
                section["title"] = title
            self.sections.append(section)
            self.inside = True
        self.open.append(group)

    def end(self) -> bool:
        """Close a group; false where none is open."""
        if not self.open:
            return False
        self.open.pop()
        self.inside = bool(self.open)
        return True

    def add(self, question: JsonObject) -> None:
        """Put a question where the outline stands; outside of groups a section is made for it."""
        if not self.inside:
            self.sections.append({"code": self._free("questions"), "questions": []})
            self.inside = True
        self.sections[-1]["questions"].append(question)

    def rule(self, own: Rule | None) -> Rule | None:
        """Join a rule with those of the groups around it."""
        rules = [group.rule for group in self.open if group.rule and not group.matrix]
        rules += [own] if own else []
        if not rules:
            return None
        return rules[0] if len(rules) == 1 else simplified(AllOf(tuple(rules)))

    def filled(self) -> Iterator[JsonObject]:
        """Go through the sections that have something in them."""
        return (section for section in self.sections if section["questions"])

    def _free(self, code: str) -> str:
        taken = {section["code"] for section in self.sections}
        numbered = (f"{code[:36]}_{number}" for number in range(2, 1000))
        return code if code not in taken else next(c for c in numbered if c not in taken)
