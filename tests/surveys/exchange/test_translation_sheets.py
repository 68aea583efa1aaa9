"""A translator's sheet goes out and comes back; what does not fit is named and nothing is taken."""

import pytest

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.exchange.problems import ImportRefused, ProblemCode
from surveys.exchange.translation_sheets import (
    read_po_file,
    read_translation_workbook,
    write_po_file,
    write_translation_workbook,
)
from surveys.exchange.workbooks import write_workbook
from tests.surveys.building import document, rating

CODES = [entry.code for entry in list_catalogue()]
Q = "questions.a.text"


def shipped(code):
    return to_document(load_catalogue_questionnaire(code))


def without(whole, language):
    """Return a document without the words of one language."""
    return _stripped(whole, language)


def _stripped(node, language):
    if isinstance(node, dict):
        return {k: _stripped(v, language) for k, v in node.items() if k != language}
    return [_stripped(each, language) for each in node] if isinstance(node, list) else node


@pytest.mark.parametrize("code", CODES)
def test_a_workbook_carries_every_text(code):
    whole = shipped(code)
    bare = without(whole, "en")
    file = write_translation_workbook(whole, ["vi", "en"])
    assert write_translation_workbook(whole, ["vi", "en"]) == file
    assert read_translation_workbook(file, bare).put_into(bare) == whole


@pytest.mark.parametrize("code", CODES)
def test_a_po_file_carries_every_text(code):
    whole = shipped(code)
    bare = without(whole, "en")
    file = write_po_file(whole, "en")
    assert write_po_file(whole, "en") == file
    assert read_po_file(file, bare, "en").put_into(bare) == whole


def test_a_new_language_begins_with_an_empty_column():
    made = document(rating("a"))
    file = write_translation_workbook(made, ["vi", "en", "hmn"])
    assert read_translation_workbook(file, made).put_into(made) == made
    assert b'msgstr ""' in write_po_file(made, "hmn")
    assert read_po_file(write_po_file(made, "hmn"), made, "hmn").sheets == {}


def sheet_of(*rows):
    return write_workbook({"texts": [["key", "vi", "en"], *rows]})


def po_of(*entries):
    parts = [f'msgctxt "{key}"\nmsgid "{vi}"\nmsgstr "{en}"\n' for key, vi, en in entries]
    return (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + "\n".join(parts)
    ).encode()


ROWS = [
    (("questions.z.text", "Câu chữ", "x"), ProblemCode.TEXT_UNKNOWN),
    ((Q, "Câu cũ", "x"), ProblemCode.SOURCE_CHANGED),
]


@pytest.mark.parametrize(("row", "code"), ROWS)
def test_what_does_not_fit_is_named_and_can_be_left_out(row, code):
    made = document(rating("a"))
    good = ("title", "Câu chữ", "Other words")
    reads = [
        (lambda **k: read_translation_workbook(sheet_of(row, good), made, **k), ("texts", 2)),
        (lambda **k: read_po_file(po_of(row, good), made, "en", **k), ("PO", None)),
    ]
    for read, (sheet, line) in reads:
        with pytest.raises(ImportRefused) as caught:
            read()
        (problem,) = caught.value.problems
        assert (problem.code, problem.sheet, problem.column) == (code, sheet, "en")
        assert line is None or problem.row == line
        taken = read(leave_out=True)
        assert taken.sheets == {"en": {"title": "Other words"}}
        assert [each.code for each in taken.left_out] == [code]


def test_a_text_given_twice_is_never_guessed():
    made = document(rating("a"))
    row = (Q, "Câu chữ", "x")
    with pytest.raises(ImportRefused) as caught:
        read_translation_workbook(sheet_of(row, row), made, leave_out=True)
    assert [each.code for each in caught.value.problems] == [ProblemCode.TEXT_TWICE]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (write_workbook({"other": [["key"]]}), ProblemCode.SHEET_MISSING),
        (write_workbook({"texts": [["key", "en"]]}), ProblemCode.COLUMN_MISSING),
        (b"x", ProblemCode.FILE_UNREADABLE),
    ],
)
def test_another_workbook_is_refused(content, code):
    with pytest.raises(ImportRefused) as caught:
        read_translation_workbook(content, document(rating("a")))
    assert [each.code for each in caught.value.problems] == [code]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"msgid x", b'msgctxt "a\nmsgid', b"hello world"])
def test_another_text_file_is_refused(content):
    with pytest.raises(ImportRefused):
        read_po_file(content, document(rating("a")), "en")


def test_fuzzy_entries_are_not_taken():
    made = document(rating("a"))
    content = po_of((Q, "Câu chữ", "x")).replace(b"\nmsgctxt", b"\n#, fuzzy\nmsgctxt")
    assert read_po_file(content, made, "en").sheets == {}
