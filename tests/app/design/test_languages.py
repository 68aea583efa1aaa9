"""Languages side by side, and translators' sheets out and in.

Truth leaned on: the stored document, and the sheets read back by openpyxl and Babel.
"""

import io

import openpyxl
from babel.messages.pofile import read_po

from app.services.drafting.documents import question_of
from tests.app.design.designing import Designer, latest_draft
from tests.app.design.test_designing import begun


def with_english(mai: Designer) -> str:
    """A draft that is to be translated into English; gives the address of its words."""
    home = begun(mai)
    mai.send(f"{home}/languages", do="add", language="en")
    return f"{home}/languages/en"


def test_a_language_is_added_with_everything_missing(mai: Designer) -> None:
    address = with_english(mai)
    assert latest_draft().document["languages"] == ["vi", "en"]
    page = mai.page(address.removesuffix("/en"))
    assert "Còn thiếu" in page.text
    assert "còn thiếu" in mai.page(f"{address}?part=section").text


def test_words_are_translated_section_by_section(mai: Designer) -> None:
    address = with_english(mai)
    part = f"{address}?part=tiep_can_dich_vu"
    mai.fill(part, **{"t-questions.bien_chi_dan.text": "Signs"})
    stored = question_of(latest_draft().document, "bien_chi_dan")
    assert stored["text"] == {"vi": "Biển chỉ dẫn", "en": "Signs"}
    mai.fill(part, do="copy")
    stored = question_of(latest_draft().document, "co_phai_cho")
    assert stored["text"]["en"] == "Có phải chờ?"


def test_a_removed_language_comes_back_by_undo(mai: Designer) -> None:
    address = with_english(mai)
    mai.fill(f"{address}?part=section", **{"t-questions.gop_y.text": "Comment"})
    before = latest_draft().document
    mai.send(address.removesuffix("/en"), do="remove", language="en")
    assert question_of(latest_draft().document, "gop_y")["text"] == {"vi": "Góp ý"}
    mai.send(f"{address.removesuffix('/languages/en')}/history", do="undo")
    assert latest_draft().document == before


def test_words_changed_in_between_are_shown_beside_what_was_typed(mai: Designer) -> None:
    address = f"{with_english(mai)}?part=section"
    seen = mai.page(address).one("input", name="seen").get("value")
    mai.fill(address, **{"t-questions.gop_y.text": "First"})
    form = {"seen": seen, "t-questions.gop_y.text": "Second"}
    answer = mai.send(address, status=409, **form)
    assert "First" in answer.text
    assert "Second" in answer.text


def test_a_workbook_goes_out_and_comes_back(mai: Designer) -> None:
    address = with_english(mai)
    book = openpyxl.load_workbook(io.BytesIO(mai.client.get(f"{address}/sheet.xlsx").data))
    sheet = book["texts"]
    for row in sheet.iter_rows(min_row=2):
        row[2].value = f"en {row[1].value}"
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    mai.send(f"{address}/sheet", sheet=(file, "words.xlsx"))
    document = latest_draft().document
    assert document["title"]["en"] == "en Phiếu hỏi một cửa"
    assert "Đã đủ mọi đoạn chữ" in mai.page(address.removesuffix("/en")).text


def test_a_po_file_for_older_words_is_refused_by_name(mai: Designer) -> None:
    address = with_english(mai)
    content = mai.client.get(f"{address}/sheet.po").data
    catalog = read_po(io.BytesIO(content))
    assert any(message.context == "questions.gop_y.text" for message in catalog)
    filled = content.replace(
        'msgid "Góp ý"\nmsgstr ""'.encode(), 'msgid "Góp ý"\nmsgstr "Comment"'.encode()
    )
    home = address.removesuffix("/languages/en")
    mai.fill(f"{home}/questions/gop_y", text="Ý kiến khác")
    answer = mai.send(f"{address}/sheet", status=422, sheet=(io.BytesIO(filled), "words.po"))
    assert "nay đã khác" in answer.text
    answer = mai.send(f"{address}/sheet", status=422, sheet=(io.BytesIO(content), "words.po"))
    assert "chưa có lời dịch nào" in answer.text


def test_a_file_that_is_no_sheet_is_refused(mai: Designer) -> None:
    address = with_english(mai)
    for name, content in (("a.xlsx", b"no"), ("a.po", b"\xff\xfe"), ("", b"")):
        mai.send(f"{address}/sheet", status=422, sheet=(io.BytesIO(content), name))
    mai.page(f"{address}?part=khong_co", status=404)
    mai.page(address.replace("/en", "/vi"), status=404)
