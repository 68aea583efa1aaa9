"""Deeds that bring about states of pages, shared by rooms."""

from typing import Any

from tests.browser.addresses.look import Deed


def type_into(field: str, text: str) -> Deed:
    """Fill in one field and send its form."""

    def deed(page: Any) -> None:
        page.fill(field, text)
        page.press(field, "Enter")

    return deed


def fill_in(**fields: str) -> Deed:
    """Fill in fields by their ids and send the form of the page."""

    def deed(page: Any) -> None:
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        page.click("main form:not([role=search]) button[type=submit]")

    return deed


def tick(name: str) -> Deed:
    """Tick a box by its id and send the form of the page."""

    def deed(page: Any) -> None:
        page.check(f"#{name}")
        page.click("main form:not([role=search]) button[type=submit]")

    return deed


def upload_sheet(text: str, **fields: str) -> Deed:
    """Choose a CSV file of this text, fill in the other fields, and send the form."""

    def deed(page: Any) -> None:
        file = {"name": "bang.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.set_input_files("#sheet", file)
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        page.click("main form button[type=submit]")

    return deed


def press_button(page: Any) -> None:
    """Press the one button of a page's form."""
    page.click("main form button")


def send_unchecked(page: Any) -> None:
    """Send the page's own form as it is, past the browser's own checks."""
    page.eval_on_selector("main form[method=post]", "form => form.noValidate = true")
    page.locator("main form[method=post] button[type=submit]").last.click()
