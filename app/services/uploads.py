"""Files that staff have sent and not yet confirmed: kept for hours, seen by their owner alone.

They lie in `instance/uploads`, one folder each, and go when they are confirmed, given up or too
old. Threat: an uploaded sheet can hold answers of citizens, so it must not outlive its use, and
nobody must find another person's. Several machines need this folder in common.
"""

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from flask import current_app

from app.errors import NotFound

LIFE = timedelta(hours=12)
SHORT_LIVES = {"invitations": timedelta(hours=1)}
"""Files that go sooner, by their purpose: a list of dossiers leads to persons."""

LONGEST_NAME = 200
ID = re.compile(r"[A-Za-z0-9_-]{22}")


class UploadGone(NotFound):
    """The file was given up, confirmed or is too old, or belongs to somebody else."""


@dataclass(frozen=True)
class Upload:
    """A kept file: what it was called, who sent it for which purpose, and notes beside it."""

    id: str
    owner: int
    purpose: str
    name: str
    kept_at: datetime
    notes: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return uploads_folder() / self.id / "file"

    def is_too_old(self, now: datetime) -> bool:
        """Whether it was kept as long as its purpose allows."""
        return self.kept_at < now - SHORT_LIVES.get(self.purpose, LIFE)


def keep_upload(
    content: IO[bytes], *, name: str, owner: int, purpose: str, now: datetime, **notes: Any
) -> Upload:
    """Keep a file; those that are too old go on this occasion."""
    drop_old_uploads(now=now)
    upload = Upload(
        secrets.token_urlsafe(16), owner, purpose, name[:LONGEST_NAME], now, dict(notes)
    )
    upload.path.parent.mkdir(mode=0o700)
    with upload.path.open("wb") as file:
        shutil.copyfileobj(content, file)
    _write_notes(upload)
    return upload


def get_upload(upload_id: str, *, owner: int, purpose: str, now: datetime) -> Upload:
    """Find a kept file; raises `UploadGone`."""
    found = _read(uploads_folder() / upload_id) if ID.fullmatch(upload_id) else None
    if found is None or found.is_too_old(now):
        raise UploadGone("no such upload, or too old")
    if (found.owner, found.purpose) != (owner, purpose):
        raise UploadGone("another person's upload, or for another purpose")
    return found


def note_on_upload(upload: Upload, **notes: Any) -> Upload:
    """Write something down beside the file; what stood there under other names stays."""
    noted = Upload(
        upload.id,
        upload.owner,
        upload.purpose,
        upload.name,
        upload.kept_at,
        {**upload.notes, **notes},
    )
    _write_notes(noted)
    return noted


def drop_upload(upload: Upload) -> None:
    """Take a file away for good."""
    shutil.rmtree(upload.path.parent, ignore_errors=True)


def drop_old_uploads(*, now: datetime) -> int:
    """Take away what is too old or broken; give how many that were."""
    dropped = 0
    for folder in uploads_folder().iterdir():
        found = _read(folder)
        if found is None or found.is_too_old(now):
            shutil.rmtree(folder, ignore_errors=True)
            dropped += 1
    return dropped


def uploads_folder() -> Path:
    """Give the folder, made on first use, closed to other users of the machine."""
    folder = Path(current_app.instance_path) / "uploads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _write_notes(upload: Upload) -> None:
    written = {
        "owner": upload.owner,
        "purpose": upload.purpose,
        "name": upload.name,
        "kept_at": upload.kept_at.isoformat(),
        "notes": dict(upload.notes),
    }
    # Written beside and renamed: a reader never meets half of it.
    beside = upload.path.with_name("notes.new")
    beside.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    beside.replace(upload.path.with_name("notes.json"))


def _read(folder: Path) -> Upload | None:
    try:
        read = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    kept_at = datetime.fromisoformat(read["kept_at"])
    return Upload(folder.name, read["owner"], read["purpose"], read["name"], kept_at, read["notes"])
