"""XLSForm workbooks for tests, written as tables."""

from surveys.exchange.workbooks import write_workbook
from surveys.exchange.xlsform_import import import_xlsform

YES_NO = (("yn", "yes", "Có"), ("yn", "no", "Không"))
LETTERS = (("abc", "a", "A"), ("abc", "b", "B"), ("abc", "c", "C"))
COLUMNS = ("type", "name", "label")


def form(*rows, columns=COLUMNS, choices=(*YES_NO, *LETTERS), settings=None, **sheets):
    """Write a form: rows of the survey sheet, lists of options, settings by name."""
    named = settings or {"form_title": "Phiếu hỏi", "form_id": "phieu"}
    return write_workbook(
        {
            "survey": [columns, *rows],
            "choices": [("list_name", "name", "label"), *choices],
            "settings": [list(named), list(named.values())],
            **sheets,
        }
    )


def questions(content, **keys):
    """Import a form and return its questions by code."""
    document = import_xlsform(content, **keys).document
    return {q["code"]: q for section in document["sections"] for q in section["questions"]}
