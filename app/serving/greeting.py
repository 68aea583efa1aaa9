"""What `make serve` prints once everything is ready."""

from flask import current_app, url_for

from app import clock
from app.queries.example_points import get_example_point
from app.serving.address import Address

Credentials = tuple[str, str]
WIDTH = 52


def greeting(address: Address, credentials: Credentials | None) -> str:
    """Say where to look, how to sign in, and how a phone gets there; needs an app context."""
    lines = ["", "Lắng Nghe đã sẵn sàng / is ready", ""]
    with current_app.test_request_context(base_url=public_url()):
        lines += [f"  {words:<{WIDTH}} {link}" for words, link in links()]
        lines += ["", *sign_in_lines(credentials)]
    lines += ["", *network_lines(address), "Dừng / stop: Ctrl+C", ""]
    return "\n".join(lines) + "\n"


def public_url() -> str:
    """Give the address that QR codes print."""
    address: str = current_app.extensions["settings"].PUBLIC_URL
    return address


def links() -> list[tuple[str, str]]:
    """List the pages to open first; without a point that can be answered, only those of staff."""
    found = []
    example = get_example_point(clock.local_day(clock.now()))
    if example is not None:
        questionnaire = url_for(
            "respond.questionnaire", access_code=example.access_code, _external=True
        )
        poster = url_for("points.poster", point_id=example.point_id, _external=True)
        found = [
            ("Phiếu hỏi tại một quầy / a counter's questionnaire", questionnaire),
            ("Áp phích của quầy đó / its poster (sign in first)", poster),
        ]
    return [
        *found,
        ("Kết quả / results (sign in first)", url_for("results.index", _external=True)),
        ("Đăng nhập / sign in", url_for("security.login", _external=True)),
    ]


def sign_in_lines(credentials: Credentials | None) -> list[str]:
    """Show the first administrator's password, once; later say how to make an account."""
    another = ".venv/bin/flask users create EMAIL --role evaluator"
    if credentials is None:
        return [f"Thêm tài khoản / add an account: {another}"]
    email, password = credentials
    return [
        "Tài khoản quản trị đầu tiên, chỉ hiện một lần / first administrator, shown only once:",
        f"  {email}",
        f"  {password}",
        f"Thêm tài khoản / add an account: {another}",
    ]


def network_lines(address: Address) -> list[str]:
    """Say how phones on the same network reach the service."""
    if not address.is_local:
        return []
    return ["Để điện thoại cùng mạng mở được / to open it to phones: make serve HOST=0.0.0.0"]
