"""A LimeSurvey survey (.lss) as a draft document, or every construct of it that we cannot say."""

from dataclasses import dataclass, field

from surveys.answering_time import answering_minutes
from surveys.definitions import MAIN_LANGUAGE, AllOf, Rule
from surveys.exchange.codes import code_of
from surveys.exchange.drafts import ImportedDraft
from surveys.exchange.lss_attributes import limits_of
from surveys.exchange.lss_questions import TYPES
from surveys.exchange.lss_reading import LssReader
from surveys.exchange.lss_rules import parse_relevance
from surveys.exchange.lss_tables import Record, read_tables
from surveys.exchange.problems import ImportRefused, Problem, ProblemCode
from surveys.exchange.rule_logic import simplified
from surveys.exchange.xpath_parsing import UnknownExpression
from surveys.parsing import SCHEMA_VERSION, parse_questionnaire
from surveys.question_types import QUESTION_TYPES
from surveys.rule_parsing import rule_document
from surveys.translations import JsonObject

QUESTIONS = "questions"
ALWAYS = frozenset({"", "1", "true"})
#: Tables that say who answers how often, or what is counted; the questions do not need them.
BESIDE = ("quota", "assessments", "defaultvalues")


def import_lss(content: bytes, *, leave_out: bool = False) -> ImportedDraft:
    """Read a LimeSurvey survey.

    Parameters
    ----------
    content
        The bytes of an .lss file of LimeSurvey 2 to 6.
    leave_out
        Whether to go on without constructs that only decorate.

    Raises
    ------
    ImportRefused
        With every construct that cannot be carried over. Nothing is taken then.
    """
    reader = LssReader(read_tables(content))
    document = _Making(reader).document()
    if any(not (leave_out and problem.may_leave_out) for problem in reader.problems):
        raise ImportRefused(reader.problems)
    return ImportedDraft(document, tuple(reader.problems), reader.renamed)


@dataclass
class _Making:
    """The document so far."""

    reader: LssReader
    kinds: dict[str, str] = field(default_factory=dict)
    scales: list[JsonObject] = field(default_factory=list)

    def document(self) -> JsonObject:
        """Put the document together, noting problems on the way."""
        for table in BESIDE:
            if self.reader.tables.of(table):
                problem = Problem(ProblemCode.SHEET_UNKNOWN, table, may_leave_out=True)
                self.reader.problems.append(problem)
        title = self.reader.setting("surveyls_title")
        sections = [self._section(group) for group in self.reader.groups()]
        document: JsonObject = {
            "schema_version": SCHEMA_VERSION,
            "code": code_of(next(iter(title.values()), "")) or "imported",
            "languages": list(dict.fromkeys([MAIN_LANGUAGE, *self.reader.languages])),
            "title": title,
            "introduction": self.reader.setting("surveyls_welcometext"),
            "readers": {},
            "source": {"programme": {}, "note": {}},
            "sections": [section for section in sections if section["questions"]],
            **({"scales": self.scales} if self.scales else {}),
        }
        readable, _mistakes = parse_questionnaire({**document, "minutes": 1})
        return {**document, "minutes": answering_minutes(readable)}

    def _section(self, group: Record) -> JsonObject:
        gid = group.get("gid", "")
        code = code_of(f"group_{gid}")
        title = self.reader.group_text(gid, "group_name")
        rule = self._rule(group.get("grelevance", ""), "groups", gid)
        questions: list[JsonObject] = []
        about = self.reader.group_text(gid, "description")
        if about:
            made = {"code": f"about_{code}"[:40], "type": "statement", "text": about}
            questions.append(_with_rule(made, rule))
        for row in self.reader.questions(gid):
            questions += self._questions(row, rule)
        return {"code": code, **({"title": title} if title else {}), "questions": questions}

    def _questions(self, row: Record, group_rule: Rule | None) -> list[JsonObject]:
        """Return what a question becomes: itself, or a lead and its rows."""
        becomes = TYPES.get(row.get("type", ""))
        name = row.get("title", "")
        if becomes is None:
            value = row.get("type", "")[:20]
            self.reader.problem(ProblemCode.TYPE_UNKNOWN, QUESTIONS, name, value=value)
            return []
        self._check(row, name)
        own = self._rule(row.get("relevance", ""), QUESTIONS, name)
        question = self.reader.question(row)
        made = becomes(question)
        limits, problems = limits_of(question, made[0]["type"])
        self.reader.problems += problems
        _put_limits(made[0], limits)
        if len(made) > 1:
            self._share_options(question.code, made)
        rules = tuple(rule for rule in (group_rule, own) if rule is not None)
        joined = simplified(AllOf(rules)) if len(rules) > 1 else next(iter(rules), None)
        required = row.get("mandatory") == "Y"
        return [self._finished(m, joined, required=required) for m in made if self._free(m, name)]

    def _check(self, row: Record, name: str) -> None:
        """Note what a row says besides its type."""
        problem, unknown = self.reader.problem, ProblemCode.ATTRIBUTE_UNKNOWN
        if row.get("other") == "Y":
            problem(unknown, QUESTIONS, name, name="other", value="Y")
        if row.get("mandatory") == "S":
            problem(unknown, QUESTIONS, name, leave=True, name="mandatory", value="S")
        if row.get("preg"):
            value = row["preg"][:60]
            problem(ProblemCode.CONSTRAINT_UNKNOWN, QUESTIONS, name, leave=True, value=value)

    def _share_options(self, code: str, made: list[JsonObject]) -> None:
        """Make one scale of the options that the rows of an array have in common."""
        shared = made[-1].get("options")
        self.scales.append({"code": code, "options": shared})
        for each in made:
            if each.pop("options", None) is not None:
                each["scale"] = code

    def _finished(self, made: JsonObject, rule: Rule | None, *, required: bool) -> JsonObject:
        if required and QUESTION_TYPES[made["type"]].has_answer:
            made["required"] = True
        self.kinds[made["code"]] = made["type"]
        return _with_rule(made, rule)

    def _free(self, made: JsonObject, name: str) -> bool:
        code = made["code"]
        if code and code not in self.kinds:
            return True
        what = ProblemCode.CODE_TWICE if code else ProblemCode.CODE_MISSING
        self.reader.problem(what, QUESTIONS, name, value=name[:60], code=code)
        return False

    def _rule(self, text: str, table: str, name: str) -> Rule | None:
        if text.strip() in ALWAYS:
            return None
        try:
            return parse_relevance(text, self.reader.codes, self.kinds, self.reader.ticks)
        except UnknownExpression:
            self.reader.problem(ProblemCode.RULE_UNKNOWN, table, name, value=text[:60])
            return None


def _put_limits(question: JsonObject, limits: JsonObject) -> None:
    alone = limits.pop("exclusive", [])
    question |= limits
    for option in question.get("options", ()):
        if option["code"] in alone:
            option["exclusive"] = True


def _with_rule(question: JsonObject, rule: Rule | None) -> JsonObject:
    return {**question, "shown_if": rule_document(rule)} if rule is not None else question
