"""What people wrote, and the tags of it."""

from collections.abc import Callable

from tests.browser.addresses.deeds import fill_in
from tests.browser.addresses.look import TEXT_READER, PageToLookAt, literally
from tests.browser.province import Province


def comments(more: str = "") -> Callable[[Province], str]:
    """The comments of the finished survey of counters."""
    return lambda province: f"/results/comments/?survey={province.past['counters']}{more}"


PAGES = [
    PageToLookAt("comments", TEXT_READER, comments()),
    PageToLookAt("comments, found", TEXT_READER, comments("&q=cho+lau&tag=1")),
    PageToLookAt("comments, none found", TEXT_READER, comments("&q=khong-co-tu-nay")),
    PageToLookAt(
        "comment, words to take out",
        TEXT_READER,
        lambda province: f"/results/comments/{province.comment}/mask",
        deed=fill_in(words="không có trong đó"),
    ),
    PageToLookAt("comment tags", TEXT_READER, literally("/results/comments/tags/")),
    PageToLookAt(
        "comment tag, new, name taken",
        TEXT_READER,
        literally("/results/comments/tags/new"),
        deed=fill_in(name="Thời gian chờ", keywords="chờ lâu"),
    ),
    PageToLookAt("comment tag, change", TEXT_READER, literally("/results/comments/tags/1")),
    PageToLookAt("comment tag, delete", TEXT_READER, literally("/results/comments/tags/1/delete")),
]
