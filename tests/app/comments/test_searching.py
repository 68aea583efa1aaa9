"""Searching: with marks and without, whole words, phrases; what was masked is not found.

Truth leaned on: words as people type them, among them both ways of placing a tone.
"""

import pytest

from app.services.comments.masking import masked
from app.services.comments.searching import phrases_of, searched


def finds(query: str, text: str) -> bool:
    """Whether every phrase of a query stands in a text, as the database compares them."""
    words = searched(masked(text))
    return all(
        f" {phrase.words} " in (words.spelled if phrase.with_marks else words.folded)
        for phrase in phrases_of(query)
    )


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("cho lau", "Tôi phải CHỜ LÂU quá", True),
        ("chờ lâu", "Tôi phải CHỜ LÂU quá", True),
        ("chớ lâu", "Tôi phải chờ lâu quá", False),
        ("chờ lâu", "Toi phai cho lau qua", False),
        ("chờ lau", "chờ đợi mãi, lâu", True),
        ('"chờ lâu"', "chờ rất lâu", False),
        ("“chờ lâu”", "chờ, lâu!", True),
        ("hoà", "Phường Hòa Bình", True),
        ("thuỷ lợi", "Phòng Thủy lợi", True),
        ("do", "đỗ xe", True),
        ("đo", "đỗ xe", False),
        ("an", "rất an toàn", True),
        ("toa", "rất an toàn", False),
        ("%", "giảm 5%", True),
        ("tuấn", "Anh Tuấn ở quầy 3", False),
        ("0912345678", "gọi 0912345678", False),
        ("name", "Anh Tuấn", False),
        ("quầy 3", "Anh Tuấn ở quầy 3", True),
    ],
)
def test_a_search_finds_words_as_they_are_typed(query: str, text: str, found: bool) -> None:
    assert finds(query, text) is found


@pytest.mark.parametrize("query", ["", "  ", '""', "%_'", "…"])
def test_a_query_without_words_narrows_nothing(query: str) -> None:
    assert phrases_of(query) == ()
