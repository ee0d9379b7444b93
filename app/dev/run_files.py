"""The small private files of a stack in DATA_DIR: secrets that outlive a restart, and `run.env` for other shells."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

SECRETS = {"SECRET_KEY": 48, "VAPI_SERVER_SECRET": 32, "DEMO_PASSWORD": 12}
"""Names and random bytes of what a first start makes up."""
NEEDS_NO_QUOTES = re.compile(r"[A-Za-z0-9_@%+=:,./?-]*")


def write_private(path: Path, values: Mapping[str, str]) -> None:
    """Replace the file whole, readable by its owner alone from its first byte on."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{name}={_quoted(value)}\n" for name, value in values.items())
    fresh.replace(path)


def read_values(path: Path) -> dict[str, str]:
    """`NAME=value` lines; quotes around a value, blank lines and comments are taken off."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}


def kept_secrets(path: Path) -> dict[str, str]:
    secrets_before = read_values(path)
    missing = {name: secrets.token_urlsafe(size) for name, size in SECRETS.items() if not secrets_before.get(name)}
    if missing:
        secrets_before |= missing
        write_private(path, secrets_before)
    return secrets_before


def _quoted(value: str) -> str:
    if NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return "'" + value.replace("'", "'\\''") + "'"
