"""Where a private service keeps its data and its socket, and as whom it runs.

PostgreSQL refuses to run as root, and the account it then runs as may be unable to reach DATA_DIR (a clone under /root,
or under `mktemp -d`). docs/decisions/0005-private-services.md has the reasons.
"""

import fcntl
import hashlib
import os
import pwd
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.dev.processes import StartupError, UnixAccount

SERVICE_ACCOUNTS = ("postgres", "_postgres", "nobody")
# Not /tmp, and /var/tmp only as the last resort: both are emptied of files nobody has touched for a while.
OUTSIDE = ("/var/lib", "/var/db", "/var/tmp")  # noqa: S108 -- taken over only when the directory is already ours
SOCKET_PATH_LIMIT = 100  # the kernels allow 107 (Linux) and 103 (macOS) bytes


def key_of(directory: Path) -> str:
    return hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:12]


def service_account(existing: Path) -> UnixAccount | None:
    """As root: the owner of the data there already are, else a system account. Otherwise nobody but ourselves."""
    if os.geteuid() != 0:
        return None
    if existing.exists() and (owner := existing.stat()).st_uid != 0:
        return UnixAccount(owner.st_uid, owner.st_gid)
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in SERVICE_ACCOUNTS:
        if name in accounts:
            return UnixAccount(accounts[name].pw_uid, accounts[name].pw_gid)
    raise StartupError(f"PostgreSQL does not run as root, and none of {', '.join(SERVICE_ACCOUNTS)} exists here.")


def reaches(account: UnixAccount | None, path: Path, *, how: str = "-x") -> bool:
    """Asked of the kernel, not computed: modes, ACLs and mounts all have a say."""
    if account is None:
        return True
    asked = ["/bin/sh", "-c", f'test {how} "$0"', str(path)]
    answer = subprocess.run(asked, cwd="/", user=account.uid, group=account.gid, extra_groups=[], check=False)
    return answer.returncode == 0


def outside_home(data_dir: Path) -> Path:
    for parent in OUTSIDE:
        if os.access(parent, os.W_OK):
            return Path(parent) / f"daily-ops-coach-{key_of(data_dir)}"
    raise StartupError(f"No directory for the database: none of {', '.join(OUTSIDE)} can be written.")


def own_directory(path: Path, account: UnixAccount | None, *, mode: int = 0o700) -> Path:
    """Make (or take again) a directory that is ours or the account's; never follow somebody else's."""
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    status = path.lstat()
    owners = {os.geteuid()} | ({account.uid} if account else set())
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in owners:
        raise StartupError(f"{path} belongs to somebody else: remove it, or set DATA_DIR to another directory.")
    path.chmod(mode)
    if account:
        os.chown(path, account.uid, account.gid)
    return path


def socket_directory(home: Path, name: str, socket_name: str, account: UnixAccount | None) -> Path:
    """Inside `home` when the path is short enough for a socket, else a directory under /tmp named after it."""
    inside = home / name
    if len(os.fsencode(inside / socket_name)) <= SOCKET_PATH_LIMIT:
        return own_directory(inside, account)
    return own_directory(Path("/tmp") / f"ops-coach-{key_of(inside)}", account)  # noqa: S108 -- ownership is checked


@contextmanager
def exclusive(lock: Path, refusal: str) -> Iterator[None]:
    """Hold `lock`, or raise StartupError(refusal). The kernel lets go of it however the holder ends."""
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise StartupError(refusal) from busy
        yield
