"""Mail over an encrypted connection, with an account; a certificate nobody vouches for is refused.

Truth leaned on: a real TLS handshake with a certificate made here.
"""

import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app import clock
from app.services.mailing import MailNotTaken
from app.services.mailing.carriers import MailHost
from tests.app.mailing.host import running_host
from tests.app.mailing.test_mailing import message
from tests.conftest import settings


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate of this machine's own address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "host.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    return file


def encrypted(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def host_with_account(port: int) -> MailHost:
    account = {"MAIL_USER": "ln", "MAIL_PASSWORD": "secret"}
    return MailHost(settings(MAIL_HOST="127.0.0.1", MAIL_PORT=port, MAIL_SECURITY="tls", **account))


def test_a_mail_goes_encrypted_with_an_account(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running_host(encrypted(certificate)) as host:
        host.refused |= {"EHLO": "250-tests\r\n250 AUTH PLAIN", "AUTH": "235 come in"}
        host_with_account(host.port).deliver(message())
        host.refused["AUTH"] = "535 who?"
        with pytest.raises(MailNotTaken, match="MAIL_USER") as caught:
            host_with_account(host.port).deliver(message())
    assert len(host.mails) == 1
    assert caught.value.for_all


def test_a_host_that_nobody_vouches_for_gets_neither_password_nor_mail(certificate: Path) -> None:
    wrong = pytest.raises(MailNotTaken, match="SSLCertVerificationError")
    with running_host(encrypted(certificate)) as host, wrong:
        host_with_account(host.port).deliver(message())
    assert not host.mails
