"""The link of a point as it is pasted: a short text and a button, in Vietnamese and English.

These words go out to citizens, in both languages whatever the page of staff speaks.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.models import Unit

BUTTON = Markup(
    '<a href="{link}" target="_blank" rel="noopener noreferrer"\n'
    '   style="display:inline-block;padding:12px 20px;border-radius:8px;background:#123f73;'
    'color:#fff;font-weight:600;text-decoration:none">{words}</a>'
)


@dataclass(frozen=True)
class Pasted:
    """What is pasted in one language."""

    language: str
    text: str
    button: str


def kit_of(place: Unit, link: str, minutes: int) -> list[Pasted]:
    """Write what is pasted for a point, Vietnamese first."""
    return [
        Pasted(
            "vi",
            f"{place.name_vi} mong được nghe ý kiến của Ông/Bà. Khoảng {minutes} phút, "
            f"tự nguyện, ẩn danh: {link}",
            button(link, f"Góp ý về dịch vụ (khoảng {minutes} phút)"),
        ),
        Pasted(
            "en",
            f"{place.name_en or place.name_vi} would like to hear from you. It takes about "
            f"{minutes} min, is voluntary and anonymous: {in_english(link)}",
            button(in_english(link), f"Tell us how it went (about {minutes} min)"),
        ),
    ]


def in_english(link: str) -> str:
    """Give the address of the English page."""
    return f"{link}?lang=en"


def button(link: str, words: str) -> str:
    """Write a link that looks like a button, with nothing of ours to load."""
    return str(BUTTON.format(link=link, words=words))
