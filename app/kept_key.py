"""The signing key of processes that were given none: random, made once, kept in DATA_DIR for its owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

RANDOM_BYTES = 48


def kept_key(data_dir: Path) -> str:
    """Return the key of this DATA_DIR; of processes that start at once the first makes it. Raises OSError."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data_dir / "secret_key"
    if not path.exists():
        _make(path)
    return path.read_text()


def _make(path: Path) -> None:
    """Write the whole file under another name first, so that no process reads an incomplete key."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(RANDOM_BYTES))
    with suppress(FileExistsError):
        os.link(fresh, path)  # unlike a rename, this leaves a key that is there already
    fresh.unlink()
