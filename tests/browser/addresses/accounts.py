"""Signing in, the second step, and one's own account."""

from typing import Any

from tests.browser.addresses.deeds import press_button, type_into
from tests.browser.addresses.look import (
    ADMINISTRATOR,
    EVALUATOR,
    EVERYBODY,
    HALFWAY,
    NEWCOMER,
    PageToLookAt,
    literally,
)


def try_wrong_password(page: Any) -> None:
    """Sign in as nobody."""
    page.fill("#email", "nobody@langnghe.example")
    page.fill("#password", "wrong password")
    page.press("#password", "Enter")


def change_password_wrongly(page: Any) -> None:
    """Give a short new password, twice differently."""
    page.fill("#present", "chỉ dành cho kiểm thử 2026")
    page.fill("#new", "năm từ ngắn ngủi thôi")
    page.fill("#again", "khác")
    page.press("#again", "Enter")


PAGES = [
    PageToLookAt("sign in", EVERYBODY, literally("/account/sign-in")),
    PageToLookAt(
        "sign in, refused", EVERYBODY, literally("/account/sign-in"), deed=try_wrong_password
    ),
    PageToLookAt("second step", HALFWAY, literally("/account/second-step")),
    PageToLookAt(
        "second step, refused",
        HALFWAY,
        literally("/account/second-step"),
        deed=type_into("#code", "111222"),
    ),
    PageToLookAt("set up the second step", NEWCOMER, literally("/account/set-up")),
    PageToLookAt("set up an app", NEWCOMER, literally("/account/authenticator")),
    PageToLookAt(
        "set up an app, wrong code",
        NEWCOMER,
        literally("/account/authenticator"),
        deed=type_into("#code", "111222"),
    ),
    PageToLookAt("add a passkey", ADMINISTRATOR, literally("/account/passkeys/new")),
    PageToLookAt("own account", ADMINISTRATOR, literally("/account/")),
    PageToLookAt("choose mails", ADMINISTRATOR, literally("/account/mails")),
    PageToLookAt("change the password", ADMINISTRATOR, literally("/account/password")),
    PageToLookAt(
        "change the password, wrong",
        EVALUATOR,
        literally("/account/password"),
        deed=change_password_wrongly,
    ),
    PageToLookAt("recovery codes", ADMINISTRATOR, literally("/account/recovery-codes")),
    PageToLookAt(
        "new recovery codes", EVALUATOR, literally("/account/recovery-codes"), deed=press_button
    ),
    PageToLookAt("remove the app", ADMINISTRATOR, literally("/account/authenticator/remove")),
    PageToLookAt("remove a passkey", ADMINISTRATOR, literally("/account/passkeys/1/remove")),
    PageToLookAt("set a password", EVERYBODY, lambda p: f"/account/link/{p.invitation}"),
    PageToLookAt("set a password, link gone", EVERYBODY, literally("/account/link/x"), 404),
]
