"""The poster of a point, taken from the point's page."""

from typing import Any


def poster_of_point(page: Any) -> bytes:
    """The A4 poster that the form on the page of a point makes.

    The form's request is sent without the window, which would show the file and not give it.
    """
    form = page.locator("form").filter(has=page.get_by_role("button", name="Tạo tệp PDF"))
    form.get_by_label("Chọn bản in").select_option("a4")
    address = form.evaluate(
        "form => `${form.action}?${new URLSearchParams(new FormData(form))}`",
    )
    answer = page.context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    pdf: bytes = answer.body()
    return pdf
