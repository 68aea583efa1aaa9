"""The page check itself finds what it is there to find."""

import pytest

from tests.pages import check_page

GOOD = (
    '<!doctype html><html lang="vi"><head><title>Tên – Lắng Nghe</title></head><body><h1>Tên</h1>'
    '<form action="/" method="post"><input type="hidden" name="form-token" value="x">'
    '<fieldset><legend>Câu hỏi</legend><label><input type="radio" name="q"> Có</label></fieldset>'
    '<p id="hint">Gợi ý</p><label for="t">Ý kiến</label>'
    '<textarea id="t" name="t" aria-describedby="hint"></textarea></form>'
    '<a href="#t">Đến</a><img src="x.png" alt=""></body></html>'
)


def test_a_sound_page_passes() -> None:
    assert check_page(GOOD).one("h1").text == "Tên"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Tên", "<title>Khác"),
        ("<h1>Tên</h1>", "<h1>Tên</h1><h1>Tên</h1>"),
        ("<h1>Tên</h1>", "<h1>Tên</h1><h3>Sâu</h3>"),
        (' lang="vi"', ""),
        ('id="hint"', 'id="t"'),
        ('href="#t"', 'href="#nowhere"'),
        ('aria-describedby="hint"', 'aria-describedby="nothing"'),
        ('<label for="t">Ý kiến</label>', ""),
        ('for="t"', 'for="nothing"'),
        ("<legend>Câu hỏi</legend>", ""),
        ('name="form-token"', 'name="other"'),
        (' action="/"', ""),
        (' alt=""', ""),
        (">Đến</a>", "></a>"),
        ("</body>", "<script>alert(1)</script></body>"),
        ("<h1>", '<h1 onclick="alert(1)">'),
        ("</fieldset>", ""),
    ],
)
def test_a_broken_page_is_refused(before: str, after: str) -> None:
    assert before in GOOD
    with pytest.raises(AssertionError):
        check_page(GOOD.replace(before, after))
