"""The instance folder holds secrets and people's comments: for its owner alone, made once."""

from pathlib import Path
from stat import S_IMODE

from app.config import load_settings
from app.instance import prepare_instance


def test_only_the_owner_can_look_into_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o755)  # as a clone has it
    prepare_instance(folder)
    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert S_IMODE((folder / "config.py").stat().st_mode) == 0o600


def test_secrets_are_drawn_once(tmp_path: Path) -> None:
    secrets = []
    for _ in range(2):
        prepare_instance(tmp_path / "instance")
        secrets.append(load_settings(tmp_path / "instance", {}).SECRET_KEY)
    prepare_instance(tmp_path / "other")
    secrets.append(load_settings(tmp_path / "other", {}).SECRET_KEY)
    assert secrets[0] == secrets[1] != secrets[2]
