"""Uploaded files: kept for hours, for their owner alone, and how large they may be."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.body_limits import MEGABYTE
from app.models import RoleName
from app.services.uploads import (
    LIFE,
    SHORT_LIVES,
    UploadGone,
    drop_old_uploads,
    drop_upload,
    get_upload,
    keep_upload,
    note_on_upload,
    uploads_folder,
)
from tests.factories import NOW
from tests.sign_in import form_token, sign_in

OWNER = {"owner": 1, "purpose": "test"}


def kept(**notes: object):
    """A small file, kept."""
    return keep_upload(BytesIO(b"content"), name="a.csv", now=NOW, **OWNER, **notes)


def test_a_file_and_its_notes_are_found_again_by_their_owner(app: Flask) -> None:
    note_on_upload(kept(source="a"), more="b")
    (folder,) = uploads_folder().iterdir()
    found = get_upload(folder.name, **OWNER, now=NOW)
    assert (found.path.read_bytes(), found.name) == (b"content", "a.csv")
    assert found.notes == {"source": "a", "more": "b"}
    assert uploads_folder().stat().st_mode & 0o077 == 0


def test_nobody_else_finds_it_nor_anything_by_a_made_up_name(app: Flask) -> None:
    upload = kept()
    for who in ({"owner": 2, "purpose": "test"}, {"owner": 1, "purpose": "other"}):
        with pytest.raises(UploadGone):
            get_upload(upload.id, **who, now=NOW)
    for name in ("", "..", "../uploads", "x" * 22):
        with pytest.raises(UploadGone):
            get_upload(name, **OWNER, now=NOW)


def test_it_goes_when_it_is_old(app: Flask) -> None:
    upload = kept()
    late = NOW + LIFE + timedelta(seconds=1)
    with pytest.raises(UploadGone):
        get_upload(upload.id, **OWNER, now=late)
    assert drop_old_uploads(now=NOW) == 0
    assert drop_old_uploads(now=late) == 1
    assert list(uploads_folder().iterdir()) == []
    drop_upload(upload)


def test_a_list_of_dossiers_goes_within_the_hour_also_if_nobody_looks_again(app: Flask) -> None:
    keep_upload(BytesIO(b"H-1"), name="a.csv", now=NOW, owner=1, purpose="invitations")
    late = NOW + SHORT_LIVES["invitations"] + timedelta(seconds=1)
    assert drop_old_uploads(now=late) == 1
    assert list(uploads_folder().iterdir()) == []


def form_of(size: int, token: str = "") -> dict[str, object]:
    """A form with a file of a size, as bytes: the test client would make a file of it else."""
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode(),
        b'--b\r\nContent-Disposition: form-data; name="sheet"; filename="a.csv"\r\n\r\n'
        + b"x" * size,
        b"--b--\r\n",
    ]
    return {"data": b"\r\n".join(parts), "content_type": "multipart/form-data; boundary=b"}


def test_only_signed_in_staff_may_send_more_than_a_megabyte(
    app: Flask, client: FlaskClient
) -> None:
    path = "/manage/services/upload"
    assert client.post(path, **form_of(2 * MEGABYTE)).status_code == 413
    staff = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    token = form_token(staff.get(path).text)
    assert staff.post(path, **form_of(2 * MEGABYTE, token)).status_code == 302
    assert staff.post(path, **form_of(11 * MEGABYTE, token)).status_code == 413
