"""Signing in as a person does: with an app's code, and with a passkey of a virtual device.

Truth leaned on: Chromium's own virtual authenticator, which shares no code with the service.
"""

import time
from typing import Any

import pytest
from passlib.totp import TOTP

from tests.browser.site import Site

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_password(page: Any, account: Any) -> None:
    """Take the first step."""
    page.fill("#email", account.email)
    page.fill("#password", account.password)
    page.click("main form:has(#email) button")


def sign_out(page: Any) -> None:
    """Press the button in the corner."""
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/account/sign-in")


def assert_accessible(page: Any) -> None:
    """Nothing that axe-core finds wrong, with the passkey's button on the page."""
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def at_localhost(site: Site) -> str:
    """The address under a name: browsers make no passkeys for a bare number."""
    return site.base.replace("127.0.0.1", "localhost")


def test_an_invited_person_sets_a_password_and_an_app_and_signs_in_with_both(
    browser: Any, site: Site
) -> None:
    account = site.accounts["invited"]
    with chromium.window(browser, site.base) as opened:
        page = opened.page
        opened.open(f"/account/link/{account.link}")
        page.fill("#new", account.password)
        page.fill("#again", account.password)
        page.click("main form button")
        page.wait_for_url("**/account/sign-in")
        give_password(page, account)
        page.get_by_role("link", name="Ứng dụng trên điện thoại").click()
        secret = page.locator(".authenticator-secret").inner_text()
        page.fill("#code", TOTP(secret, format="base32").generate().token)
        page.click("main form button")
        recovery = page.locator(".recovery-codes code").first.inner_text()
        page.get_by_role("link", name="Đã cất giữ; tiếp tục").click()
        page.wait_for_url("**/results/**")
        sign_out(page)
        give_password(page, account)
        page.wait_for_url("**/account/second-step**")
        later = TOTP(secret, format="base32").generate(time=int(time.time()) + 30)
        page.fill("#code", later.token)
        page.press("#code", "Enter")
        page.wait_for_url("**/results/**")
        sign_out(page)
        give_password(page, account)
        page.fill("#code", recovery)
        page.press("#code", "Enter")
        page.wait_for_url("**/results/**")
    with chromium.window(browser, site.base) as opened:
        opened.open(f"/account/link/{account.link}", status=404)


def test_a_passkey_signs_in_without_a_password_and_as_second_step(browser: Any, site: Site) -> None:
    account = site.accounts["passkey"]
    base = at_localhost(site)
    with chromium.window(browser, base) as opened:
        page = opened.page
        device = opened.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        opened.open("/account/sign-in")
        assert_accessible(page)
        give_password(page, account)
        page.get_by_role("link", name="Khóa truy cập").click()
        assert_accessible(page)
        page.fill("#name", "Máy ảo")
        page.get_by_role("button", name="Tạo khóa truy cập").click()
        page.get_by_role("link", name="Đã cất giữ; tiếp tục").click()
        page.wait_for_url("**/results/**")
        sign_out(page)
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        page.wait_for_url("**/results/**")
        sign_out(page)
        give_password(page, account)
        page.wait_for_url("**/account/second-step**")
        assert_accessible(page)
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        page.wait_for_url("**/results/**")
        opened.open("/account/")
        assert "Máy ảo" in page.locator("main").inner_text()


def test_a_device_that_does_not_know_its_owner_does_not_sign_in(browser: Any, site: Site) -> None:
    with chromium.window(browser, at_localhost(site)) as opened:
        page = opened.page
        device = opened.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}}
        )
        opened.open("/account/sign-in")
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        page.get_by_text("Trình duyệt chưa đưa ra khóa truy cập").wait_for()
