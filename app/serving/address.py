"""Where the service listens, and the address people reach it under."""

import errno
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import InvalidSetting

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = "8000"
EVERY_INTERFACE = ("0.0.0.0", "::")  # noqa: S104  # asked for by HOST, never a default


class AddressInUse(InvalidSetting):
    """Another program listens on the port."""


@dataclass(frozen=True)
class Address:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """The address as gunicorn reads it."""
        return f"{bracketed(self.host)}:{self.port}"

    @property
    def public_url(self) -> str:
        """The address another device on the network, or this one, opens."""
        host = network_address(self.host) if self.host in EVERY_INTERFACE else self.host
        port = "" if self.port == 80 else f":{self.port}"
        return f"http://{bracketed(host)}{port}"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host.startswith("127.") or self.host in ("localhost", "::1")


def read_address(environ: Mapping[str, str]) -> Address:
    """Read HOST and PORT; raise `InvalidSetting` if the port cannot be one."""
    host = environ.get("HOST", "").strip() or DEFAULT_HOST
    port = environ.get("PORT", "").strip() or DEFAULT_PORT
    if not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        raise InvalidSetting(
            f"PORT phải là số từ 1 đến 65535, không phải {port!r}. / "
            f"PORT must be a number from 1 to 65535, not {port!r}."
        )
    return Address(host, int(port))


def check_free(address: Address) -> None:
    """Raise `AddressInUse` or `InvalidSetting` with one sentence if nobody can listen there."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            # As gunicorn does: a port whose last server just ended is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise listening_error(address, error) from error


def listening_error(address: Address, error: OSError) -> InvalidSetting:
    """Say in one sentence why nobody can listen at the address."""
    if error.errno == errno.EADDRINUSE:
        other = address.port + 1 if address.port < 65535 else int(DEFAULT_PORT)
        return AddressInUse(
            f"Cổng {address.port} đang có chương trình khác dùng; hãy thử: make serve PORT={other}"
            f" / Port {address.port} is in use; try: make serve PORT={other}"
        )
    if error.errno == errno.EACCES:
        return InvalidSetting(
            f"Không được phép mở cổng {address.port}; hãy chọn PORT từ 1024 trở lên. / "
            f"Not allowed to listen on port {address.port}; choose a PORT from 1024 on."
        )
    return InvalidSetting(
        f"HOST={address.host} không phải là địa chỉ của máy này. / "
        f"HOST={address.host} is not an address of this machine."
    )


def network_address(host: str) -> str:
    """Find the address of this machine on its network, else `localhost`.

    Connecting a datagram socket sends nothing; it only asks which address would be used. The far
    address is from a block reserved for documentation (RFC 5737, RFC 3849).
    """
    family, far = (socket.AF_INET6, "2001:db8::1") if ":" in host else (socket.AF_INET, "192.0.2.1")
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return "localhost"


def bracketed(host: str) -> str:
    """Write an IPv6 address as addresses with ports need it."""
    return f"[{host}]" if ":" in host else host
