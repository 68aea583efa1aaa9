"""The order of names follows the Vietnamese alphabet (TCVN 5712, Từ điển tiếng Việt)."""

import random

from app.alphabet import name_order

IN_ORDER = [
    "An Bình",
    "Ăn",
    "Ân Thi",
    "Ất",
    "Bính",
    "Dân Chủ",
    "Đà Bắc",
    "Đinh",
    "Giáp",
    "Ma",
    "Mà",
    "Mả",
    "Mã",
    "Má",
    "Mạ",
    "Quầy số 2 – Hoà Bình",
    "Quầy số 10 – Hoà Bình",
    "Yên Lập",
]


def test_names_stand_in_the_order_of_a_vietnamese_dictionary() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=name_order) == IN_ORDER


def test_any_text_has_a_place() -> None:
    odd = ["", "…", "ß", "漢字", "a\u0301\u0323", "٣", "²"]
    assert len(sorted(odd, key=name_order)) == len(odd)
