"""How every text is stored: NFC, without characters that no reader can see."""

import unicodedata

# Direction overrides can make a stored comment look like another one on a staff page.
_DIRECTION_MARKS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_KEPT_CONTROLS = frozenset("\n\t")


def _is_kept(character: str) -> bool:
    if character in _DIRECTION_MARKS:
        return False
    # Cc: control characters (PostgreSQL refuses NUL); Cs: lone surrogates (UTF-8 refuses them).
    return character in _KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cs")


def clean(text: str) -> str:
    """Return `text` in NFC, with ``\\n`` line ends, trimmed, without invisible characters."""
    if text.isprintable():  # the usual case, several times faster
        return unicodedata.normalize("NFC", text).strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(filter(_is_kept, lines))).strip()


def one_line(text: str) -> str:
    """Return the cleaned `text` with every run of white space as one space."""
    return " ".join(clean(text).split())
