"""The instance folder: secrets and data of this machine, never in the repository."""

import os
import secrets
from pathlib import Path

from app.errors import InvalidSetting

CONFIG = """\
# Secrets of this installation. Keep them; whoever has them can forge sessions and receipts.
SECRET_KEY = "{secret_key}"
SECURITY_PASSWORD_SALT = "{salt}"
"""


def prepare_instance(folder: Path) -> None:
    """Make the instance folder and, once, its config.py with random secrets.

    Raises `InvalidSetting` with one sentence if the folder cannot be written.
    """
    config = folder / "config.py"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if config.exists():
            check_writable(folder)
            return
        # Comments of people will stand in the SQLite file, which others could read otherwise.
        folder.chmod(0o700)
        # Opened with mode 600 from the start: the secrets are never readable by others.
        descriptor = os.open(config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise InvalidSetting(
            f"Không ghi được vào thư mục {folder} ({error.strerror}). / "
            f"The folder {folder} cannot be written ({error.strerror})."
        ) from error
    with os.fdopen(descriptor, "w") as file:
        file.write(CONFIG.format(secret_key=secrets.token_hex(32), salt=secrets.token_hex(32)))


def check_writable(folder: Path) -> None:
    """Raise `PermissionError` if no file can be made in the folder; SQLite needs to."""
    probe = folder / ".writable"
    probe.touch()
    probe.unlink()
