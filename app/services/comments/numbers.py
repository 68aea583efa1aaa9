"""Numbers that lead to a person: telephones, dossiers, identity papers, plates, dates of birth.

Amounts of money, dates, school years and short numbers (queue, counter, how many days) stay.
"""

import re
from collections.abc import Callable

from app.alphabet import search_key
from app.services.comments.marks import Personal, mark
from app.services.comments.name_words import CERTAIN

ANY_CASE = re.IGNORECASE

BETWEEN = r"[\s.,\-–—()_/|+:*]{0,3}"
"""What people put between the digits of one number."""

DIGITS = re.compile(
    rf"[+(]{{0,2}}(?:(?<!\w)[oO](?=[\s.]?\d))?\d(?:{BETWEEN}(?:\d|[oO](?={BETWEEN}\d)))*"
)
"""A run of digits; an O between them is a nought in disguise."""
DATE = r"(?:0?[1-9]|[12]\d|3[01])\s?[/.\-]\s?(?:0?[1-9]|1[0-2])\s?[/.\-]\s?(?:(?:19|20)\d\d|\d\d)"
HARMLESS = re.compile(
    rf"{DATE}(?:\s*(?:[-–,]|\s)\s*(?:{DATE}|\d{{1,2}}(?::\d\d)?))?|"  # days, with an hour
    r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|"  # school years
    r"\d{1,2}[:.]\d\d\s?[-–]\s?\d{1,2}[:.]\d\d"  # opening hours
)
AMOUNT = r"\d{1,3}(?:[.,]\d{3})+"
MONEY = re.compile(rf"{AMOUNT}(?:\s?[-–]\s?{AMOUNT})?")
CURRENCY = re.compile(r"\s?(?:đồng|dong|đ|vnđ|vnd|triệu|nghìn|ngàn)\b", ANY_CASE)

DOSSIER_CODE = re.compile(
    r"(?<!\w)(?:\d{3}\s?\.\s?\d{2}\s?\.\s?\d{2}\s?\.\s?)?[A-ZĐ]\d{2}(?:\s?\.\s?\d{1,4})*"
    r"\s?[-–—.]\s?\d{5,6}\s?[-–—.]\s?\d{2,6}\b",
    ANY_CASE,
)
PAPERS = (
    r"hồ sơ|ho so|hs|biên nhận|bien nhan|giấy hẹn|giay hen|phiếu hẹn|phieu hen|bệnh án|benh an|"
    r"bệnh nhân|benh nhan|bảo hiểm|bao hiem|bhyt|bhxh|thẻ|cccd|cmnd|cmt|"
    r"căn cước|can cuoc|hộ chiếu|ho chieu|thửa đất|thửa|sổ đỏ|tài khoản|tai khoan|stk"
)
OWN_PAPER = re.compile(
    r"cccd|cmnd|cmt|căn cước|can cuoc|hộ chiếu|ho chieu|thẻ|bhyt|bhxh|bảo hiểm|bao hiem", ANY_CASE
)
NUMBER_WORD = r"(?:số|so|mã|ma)"
NAMED_PAPER = re.compile(
    rf"\b((?:{NUMBER_WORD}\s+(?:số\s+|của\s+|thẻ\s+)?(?:{PAPERS})|"
    rf"(?:{PAPERS})(?:\s+(?:của tôi|cua toi|mang|có|co))?\s+{NUMBER_WORD}(?:\s+số)?|"
    r"cccd|cmnd|cmt|stk)\s*(?:là|la|của tôi là)?\s*[:.#]?\s*)"
    r"((?:[A-ZĐ]{0,4}[-./]?)?\d[\w./–-]*(?:\s\d[\w./–-]*)*)",
    ANY_CASE,
)
CALL = re.compile(
    r"\b((?:sđt|sdt|đt|dt|đtdđ|điện thoại|dien thoai|tel|phone|zalo|hotline|số máy|so may|"
    r"gọi(?: số| vào số)?|goi so|liên hệ|lien he|lh)\b[^\d⟦\n+(]{0,14})"
    rf"([+(]{{0,2}}\d(?:{BETWEEN}\d){{5,}})",
    ANY_CASE,
)
PASSPORT = re.compile(r"\b[A-Z]\d{7}\b")
HEALTH_CARD = re.compile(r"\b[A-Z]{2}\s?\d(?:\s?\d){9,14}\b")
PLATE = re.compile(r"(?<![\w⟦])\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s?[-–.\s]?\s?\d{3}\.?\d{1,2}(?!\w)")
SMALL_PLATE = re.compile(
    # A car's, whose letter is one of the first; a motorcycle's has a digit after its letter.
    r"(?<![\w⟦])\d{2}\s?-?\s?(?:[a-d]\s?[-–.\s]?|[a-z]\d\s?[-–.\s])\s?\d{3}\.?\d{2}(?![\w.,]\d|\w)"
    r"(?!\s?(?:đồng|dong|đ|vnđ|vnd|k)\b)"
)
NAMED_PLATE = re.compile(
    r"\b((?:biển(?: kiểm soát| số xe| số)?|bien so(?: xe)?|bks)\s*[:.]?\s*)"
    r"(\d{2}\s?-?\s?[a-zđ]{1,2}\d?\s?[-–.\s]{0,2}\d{3,4}\.?\d{0,2})(?!\w)",
    ANY_CASE,
)
PLATE_OF_WHAT = re.compile(
    r"\b(xe(?: máy| may| ô tô| o to| oto| con| tải| tôi| toi| của tôi| cua toi| mang| số| so)?"
    r"\s*[:.]?\s*)"
    r"(\d{2}\s?-?\s?[a-zđ]{1,2}\d?\s?[-–.\s]{0,2}\d{3}\.?\d{1,2})(?!\w)(?!\s?(?:đồng|đ|k)\b)",
    ANY_CASE,
)
BIRTH = re.compile(
    r"\b((?:ngày sinh|ngay sinh|năm sinh|nam sinh|sinh)(?:\s+(?:ngày|ngay|năm|nam))?\s*:?\s*)"
    rf"({DATE}|(?:19|20)\d\d)\b",
    ANY_CASE,
)
SPOKEN = (
    "không|khong|linh|lẻ|một|mot|mốt|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|bẩy|tám|tam|"
    "chín|chin|mười|muoi|mươi"
)
SPOKEN_NUMBER = re.compile(rf"\b(?:{SPOKEN})(?:[\s.,\-]+(?:{SPOKEN})){{6,}}\b", ANY_CASE)

COMMON_SURNAMES = "|".join(sorted(map(search_key, CERTAIN)))
AT = r"(?:\s?@|\s?[(\[]\s?at\s?[)\]]|\sa\s?c[oò]ng\b)\s?"
DOT = r"\s?(?:\.|[(\[]\s?(?:dot|chấm|cham)\s?[)\]]|\b(?:dot|chấm|cham)\b)\s?"
EMAIL = re.compile(
    # A name written apart goes too: "nguyen van a (at) gmail (dot) com".
    rf"(?:\b(?:{COMMON_SURNAMES})\s(?:[a-z]{{1,7}}\s){{0,3}})?[\w.+-]{{1,64}}"
    rf"(?:{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}})+|"
    # "at" alone is an English word: an address must end as one.
    rf"\s(?:at|@)\s[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{0,2}}{DOT}(?:com|vn|net|org|edu|gov|info)\b)",
    ANY_CASE,
)
SIGN_OF_ADDRESS = re.compile(r"[@/]|www|\bat\b|\ba\s?c[oò]ng\b", ANY_CASE)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|me|vn|net)/\S+", ANY_CASE
)


Replace = Callable[[re.Match[str]], str]


def without_paper_number(found: re.Match[str]) -> str:
    """Keep what the paper is called and replace its number."""
    named = found.group(1)
    return named + mark(Personal.IDENTITY if OWN_PAPER.search(named) else Personal.DOSSIER)


def without_long_number(found: re.Match[str]) -> str:
    """Replace a run of eight digits or more by what it looks like; shorter ones stay.

    A bracket that is closed behind the run stays outside with its other half.
    """
    run = found.group()
    digits = re.sub(r"[oO]", "0", re.sub(r"[^\doO]", "", run))
    if len(digits) < 8 or HARMLESS.fullmatch(run) or _is_money(found):
        return run
    return _open_bracket(run) + mark(_kind(digits))


def without_called_number(found: re.Match[str]) -> str:
    """Replace what stands after "sđt" or "gọi" by the mark of a telephone."""
    return found.group(1) + _open_bracket(found.group(2)) + mark(Personal.PHONE)


def _open_bracket(run: str) -> str:
    return "(" if run.startswith("(") and ")" not in run else ""


def _is_money(found: re.Match[str]) -> bool:
    after = found.string[found.end() : found.end() + 8]
    return bool(MONEY.fullmatch(found.group()) and CURRENCY.match(after))


def _kind(digits: str) -> Personal:
    if (digits.startswith(("0", "84")) and 9 <= len(digits) <= 11) or digits.startswith("0084"):
        return Personal.PHONE
    return Personal.IDENTITY if len(digits) in (9, 12) else Personal.NUMBER


RULES_WITH_DIGITS: tuple[tuple[re.Pattern[str], str | Replace], ...] = (
    (DOSSIER_CODE, mark(Personal.DOSSIER)),
    (NAMED_PLATE, rf"\1{mark(Personal.PLATE)}"),
    (PLATE_OF_WHAT, rf"\1{mark(Personal.PLATE)}"),
    (PLATE, mark(Personal.PLATE)),
    (SMALL_PLATE, mark(Personal.PLATE)),
    (CALL, without_called_number),
    (NAMED_PAPER, without_paper_number),
    (PASSPORT, mark(Personal.IDENTITY)),
    (HEALTH_CARD, mark(Personal.IDENTITY)),
    (BIRTH, rf"\1{mark(Personal.BIRTH)}"),
    (DIGITS, without_long_number),
)
"""The narrow rules before the wide one."""


def without_numbers(text: str) -> str:
    """Put marks in the place of addresses and numbers."""
    if SIGN_OF_ADDRESS.search(text):
        text = LINK.sub(mark(Personal.LINK), EMAIL.sub(mark(Personal.EMAIL), text))
    text = SPOKEN_NUMBER.sub(mark(Personal.NUMBER), text)
    if not any(map(str.isdecimal, text)):
        return text
    for rule, replacement in RULES_WITH_DIGITS:
        text = rule.sub(replacement, text)
    return text
