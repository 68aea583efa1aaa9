"""A cursor into an untrusted document that writes down every mistake with its place and goes on."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from surveys.definitions import MAIN_LANGUAGE, Text
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake, Param
from surveys.plain_text import clean

_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY_SHOWN = 60
MAX_TEXT = 2000
MAX_NUMBER = 1e12


class _Absent:
    """What stands at a key that is not there; None would be a JSON null."""


ABSENT: Final = _Absent()


@dataclass
class Place:
    """One value of the document, its path, and the list that collects the mistakes."""

    value: object
    path: str
    mistakes: list[Mistake]

    @property
    def given(self) -> bool:
        """Tell whether the document has this key at all."""
        return self.value is not ABSENT

    def mistake(self, code: MistakeCode, **params: Param) -> None:
        """Write down a mistake at this place."""
        self.mistakes.append(Mistake(self.path, code, params))

    def at(self, key: str) -> "Place":
        """Go to a key of this object; it may be absent."""
        inside = self.value.get(key, ABSENT) if isinstance(self.value, dict) else ABSENT
        return Place(inside, f"{self.path}.{key}" if self.path else key, self.mistakes)

    def open_object(self, required: Sequence[str], optional: Collection[str] = ()) -> bool:
        """Check that this is an object with the `required` keys and no unknown ones."""
        if not isinstance(self.value, dict):
            self.mistake(MistakeCode.NOT_AN_OBJECT if self.given else MistakeCode.MISSING)
            return False
        for key in required:
            if key not in self.value:
                self.at(key).mistake(MistakeCode.MISSING)
        for key in self.value:
            if key not in required and key not in optional:
                self.mistake(MistakeCode.UNKNOWN_KEY, key=clean(str(key))[:_KEY_SHOWN])
        return True

    def items(self, *, maximum: int, required: bool = True) -> list["Place"]:
        """Go through a list; an empty one is a mistake where a value is `required`."""
        if not self.given:
            return []
        if not isinstance(self.value, list):
            self.mistake(MistakeCode.NOT_A_LIST)
            return []
        if required and not self.value:
            self.mistake(MistakeCode.EMPTY)
        if len(self.value) > maximum:
            self.mistake(MistakeCode.TOO_MANY, maximum=maximum)
        return [
            Place(value, f"{self.path}[{index}]", self.mistakes)
            for index, value in enumerate(self.value[:maximum])
        ]

    def items_if_any(self, maximum: int) -> list["Place"]:
        """Go through a list that may be empty, which means the same as leaving it out."""
        return self.items(maximum=maximum, required=False)

    def is_new(self, code: str, seen: Collection[str]) -> bool:
        """Note a code that stands there already; an unreadable code is another mistake."""
        if code and code in seen:
            self.mistake(MistakeCode.GIVEN_TWICE, value=code)
        return bool(code) and code not in seen

    def string(self) -> str:
        """Read a string; an empty string when there is none."""
        if not self.given:
            return ""
        if not isinstance(self.value, str):
            self.mistake(MistakeCode.NOT_A_STRING)
            return ""
        return self.value

    def code(self, *, reserved: Collection[str] = ()) -> str:
        """Read a code of small letters, digits and underscores."""
        code = self.string()
        if self._is_string() and not _CODE.fullmatch(code):
            self.mistake(MistakeCode.BAD_CODE)
            return ""
        if code in reserved:
            self.mistake(MistakeCode.RESERVED_CODE, value=code)
            return ""
        return code

    def language(self) -> str:
        """Read a language code such as vi, en or zh-Hant."""
        code = self.string()
        if self._is_string() and not _LANGUAGE.fullmatch(code):
            self.mistake(MistakeCode.BAD_LANGUAGE)
            return ""
        return code

    def one_of(self, allowed: Collection[str], default: str) -> str:
        """Read one of the words `allowed`; `default` where there is none or a wrong one."""
        if not self.given:
            return default
        word = self.string()
        if self._is_string() and word not in allowed:
            shown = clean(word)[:_KEY_SHOWN]
            self.mistake(MistakeCode.UNKNOWN_CHOICE, value=shown, allowed=", ".join(allowed))
        return word if word in allowed else default

    def flag(self) -> bool:
        """Read true or false; false where it is absent."""
        if self.given and not isinstance(self.value, bool):
            self.mistake(MistakeCode.NOT_TRUE_OR_FALSE)
        return self.value is True

    def number(self) -> float | None:
        """Read a finite number; None where it is absent."""
        if not self.given:
            return None
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.mistake(MistakeCode.NOT_A_NUMBER)
            return None
        if not (isinstance(value, int) or math.isfinite(value)) or abs(value) > MAX_NUMBER:
            self.mistake(MistakeCode.OUT_OF_RANGE, minimum=-MAX_NUMBER, maximum=MAX_NUMBER)
            return None
        # 4.0 and 4 are one number in JSON; one of the two is written out again.
        return int(value) if value == int(value) else value

    def whole(self, minimum: int, maximum: int) -> int | None:
        """Read a whole number in a range; None where it is absent."""
        if self.given and (isinstance(self.value, bool) or not isinstance(self.value, int)):
            self.mistake(MistakeCode.NOT_A_WHOLE_NUMBER)
        elif isinstance(self.value, int):
            if minimum <= self.value <= maximum:
                return self.value
            self.mistake(MistakeCode.OUT_OF_RANGE, minimum=minimum, maximum=maximum)
        return None

    def day(self) -> str | None:
        """Read a date such as 2025-12-31; None where it is absent."""
        written = self.string()
        if not written:
            if self._is_string():
                self.mistake(MistakeCode.BAD_DATE)
            return None
        try:
            if _DAY.fullmatch(written):
                return date.fromisoformat(written).isoformat()
        except ValueError:  # such as 30 February
            pass
        self.mistake(MistakeCode.BAD_DATE)
        return None

    def text(self, languages: Collection[str]) -> Text | None:
        """Read a text by language, Vietnamese required; None where it is absent."""
        if not self.given:
            return None
        if not isinstance(self.value, dict):
            self.mistake(MistakeCode.NOT_AN_OBJECT)
            return None
        words: dict[str, str] = {}
        for language in self.value:
            if language not in languages:
                shown = clean(str(language))[:_KEY_SHOWN]
                self.mistake(MistakeCode.LANGUAGE_NOT_DECLARED, language=shown)
            else:
                words[language] = self.at(language).words()
        if MAIN_LANGUAGE not in self.value:
            self.mistake(MistakeCode.VIETNAMESE_MISSING)
        return Text.of(words)

    def words(self) -> str:
        """Read the words of one text, cleaned as every stored text is."""
        words = clean(self.string())
        if self._is_string() and not words:
            self.mistake(MistakeCode.EMPTY)
        if len(words) > MAX_TEXT:
            self.mistake(MistakeCode.TOO_LONG, maximum=MAX_TEXT)
        return words

    def _is_string(self) -> bool:
        return isinstance(self.value, str)
