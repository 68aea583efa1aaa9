"""Languages a questionnaire can be offered in, each by its own name."""

LANGUAGE_NAMES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "fr": "Français",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
    "km": "ភាសាខ្មែរ",
    "lo": "ລາວ",
    "th": "ไทย",
    "ru": "Русский",
    "hmn": "Hmoob",
    "tyz": "Tày",
    "mtq": "Mường",
    "cjm": "Chăm",
    "jra": "Jrai",
    "rad": "Êđê",
    "bdq": "Bahnar",
}
"""Languages offered, each by its own name: those of visitors, and of peoples of Việt Nam."""


def language_name(code: str) -> str:
    """Name a language; one that is not offered here goes by its code."""
    return LANGUAGE_NAMES.get(code, code)
