"""The questions of a LimeSurvey file with their texts, options and subquestions put together.

Files of LimeSurvey 4 and later keep texts in tables of their own; older ones have a row of every
table for each language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from surveys.definitions import MAIN_LANGUAGE
from surveys.exchange.codes import code_of
from surveys.exchange.lss_questions import LimeQuestion, Part
from surveys.exchange.lss_tables import Record, Tables, plain_words
from surveys.exchange.problems import Problem, ProblemCode

_QUOTE = re.compile(r"\{([^{}]*)\}")
_QUOTED = re.compile(r"([A-Za-z][A-Za-z0-9_]*)(?:\.(?:NAOK|shown|value))*")


@dataclass
class LssReader:
    """Reads questions one by one; what later equations may call them is remembered."""

    tables: Tables
    problems: list[Problem] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the survey."""
        rows = self.tables.of("surveys_languagesettings")
        found = [row.get("surveyls_language", "") for row in rows]
        return tuple(dict.fromkeys(filter(None, found))) or (MAIN_LANGUAGE,)

    def setting(self, column: str) -> dict[str, str]:
        """Return a text of the survey as a whole by language."""
        rows = self.tables.of("surveys_languagesettings")
        texts = {row.get("surveyls_language", ""): row.get(column, "") for row in rows}
        return self.plain(texts, "surveys_languagesettings", column)

    def groups(self) -> list[Record]:
        """Return the groups in order, each once."""
        return _once(self.tables.of("groups"), "gid", "group_order")

    def group_text(self, gid: str, column: str) -> dict[str, str]:
        """Return a text of a group by language."""
        return self.plain(self._texts("group", "gid", gid, column), "groups", gid)

    def questions(self, gid: str) -> list[Record]:
        """Return the questions of a group in order, each once."""
        rows = self.tables.of("questions")
        top = [r for r in rows if r.get("gid") == gid and r.get("parent_qid", "0") in ("0", "")]
        return _once(top, "qid", "question_order")

    def question(self, row: Record) -> LimeQuestion:
        """Put a question together."""
        qid, name = row.get("qid", ""), row.get("title", "")
        attributes = [r for r in self.tables.of("question_attributes") if r.get("qid") == qid]
        question = LimeQuestion(
            name=name,
            type=row.get("type", ""),
            text=self.plain(self._texts("question", "qid", qid, "question"), "questions", name),
            help=self.plain(self._texts("question", "qid", qid, "help"), "questions", name),
            languages=self.languages,
            choices=tuple(self._choices(qid, name)),
            rows=tuple(self._rows(qid, name)),
            attributes={r["attribute"]: r.get("value", "") for r in attributes if "attribute" in r},
        )
        self._learn(question)
        return question

    def _learn(self, question: LimeQuestion) -> None:
        """Remember what equations call the question, its rows, options and ticks."""
        code = question.code
        self.codes[question.name] = code
        if question.name != code:
            self.renamed[question.name] = code
        if question.type == "Y":
            self.codes |= {f"{code}=Y": "yes", f"{code}=N": "no"}
        five = question.type == "F" and len(question.choices) == 5
        for number, part in enumerate(question.choices, start=1):
            option = str(number) if five else code_of(part.name)
            self.codes[f"{code}={part.name}"] = option
            for row in question.rows:
                self.codes[f"{code_of(f'{question.name}_{row.name}')}={part.name}"] = option
        for row in question.rows:
            name = f"{question.name}_{row.name}"
            if question.type == "M":
                self.ticks[name] = (question.name, row.name)
                self.codes[f"{code}={row.name}"] = code_of(row.name)
            else:
                self.codes[name] = code_of(name)

    def _choices(self, qid: str, name: str) -> Iterator[Part]:
        rows = [row for row in self.tables.of("answers") if row.get("qid") == qid]
        apart = self.tables.of("answer_l10ns")
        for row in _once(rows, "code", "sortorder"):
            code, aid = row.get("code", ""), row.get("aid", "")
            same = [each for each in rows if each.get("code") == code]
            if aid:
                same += [each for each in apart if each.get("aid") == aid]
            else:
                same += [r for r in apart if (r.get("qid"), r.get("code")) == (qid, code)]
            texts = {each.get("language", ""): each.get("answer", "") for each in same}
            yield Part(code, self.plain(texts, "answers", name))

    def _rows(self, qid: str, name: str) -> Iterator[Part]:
        both = (*self.tables.of("subquestions"), *self.tables.of("questions"))
        rows = [row for row in both if row.get("parent_qid") == qid and qid not in ("", "0")]
        for row in _once(rows, "qid", "question_order"):
            inner = row.get("qid", "")
            same = [each for each in rows if each.get("qid") == inner]
            texts = {each.get("language", ""): each.get("question", "") for each in same}
            texts |= self.tables.texts("question_l10ns", "qid", "question").get(inner, {})
            yield Part(row.get("title", ""), self.plain(texts, "subquestions", name))

    def _texts(self, thing: str, key: str, of: str, column: str) -> dict[str, str]:
        apart = self.tables.texts(f"{thing}_l10ns", key, column).get(of)
        return apart or self.tables.texts(f"{thing}s", key, column).get(of, {})

    def plain(self, texts: Mapping[str, str], table: str, name: str) -> dict[str, str]:
        """Return texts as plain words with our quotes, noting what cannot be kept of them."""
        found = {}
        for language, text in texts.items():
            words, marked = plain_words(text)
            if marked:
                self.problem(ProblemCode.MARKUP, table, name, leave=True)
            words = _QUOTE.sub(lambda quote: self._quote(quote, table, name), words)
            if words and language:
                found[language] = words
        return found

    def _quote(self, found: re.Match[str], table: str, name: str) -> str:
        quoted = _QUOTED.fullmatch(found[1].strip())
        if quoted and quoted[1] in self.codes:
            return f"{{{self.codes[quoted[1]]}}}"
        self.problem(ProblemCode.RULE_UNKNOWN, table, name, value=found[0][:60])
        return found[0]

    def problem(
        self, what: ProblemCode, table: str, column: str, *, leave: bool = False, **params: str
    ) -> None:
        """Write down a problem, once however many languages have it."""
        problem = Problem(what, table, None, column, params, leave)
        if problem not in self.problems:
            self.problems.append(problem)


def _once(rows: Iterable[Record], key: str, order: str) -> list[Record]:
    """Return each thing once although it has a row per language, in the order the file states."""
    once: dict[str, Record] = {}
    for row in rows:
        once.setdefault(row.get(key, ""), row)
    return sorted(once.values(), key=lambda row: _place(row.get(order, "")))


def _place(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0
