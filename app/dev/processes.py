"""Starting and stopping the programs of a private stack: none of them can outlive the process that started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GUARD = Path(__file__).with_name("guard.py")


class StartupError(Exception):
    """Something the person at the console can act on; the text says what and how."""


@dataclass(frozen=True)
class UnixAccount:
    uid: int
    gid: int


def guarded(command: Sequence[str], death_signal: signal.Signals, account: UnixAccount | None) -> list[str]:
    uid, gid = (account.uid, account.gid) if account else (os.geteuid(), os.getegid())
    guard = [sys.executable, "-I", "-S", str(GUARD)]
    return [*guard, str(os.getpid()), str(int(death_signal)), str(uid), str(gid), *command]


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    death_signal: signal.Signals = signal.SIGTERM,
    account: UnixAccount | None = None,
    environment: Mapping[str, str] | None = None,
    on_console: bool = False,
) -> "subprocess.Popen[bytes]":
    """Start a program in a session of its own (Ctrl-C reaches only us), its output appended to `log`.

    With `on_console` only its errors go there. Call it from the main thread: Linux ties the death signal to the thread
    that started the program.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            guarded(command, death_signal, account),
            stdin=subprocess.DEVNULL,
            stdout=None if on_console else output,
            stderr=output,
            start_new_session=True,
            env=environment,
        )


def stop(process: "subprocess.Popen[bytes]", *signals: tuple[signal.Signals, float]) -> int:
    """Send each signal in turn and wait its number of seconds; SIGKILL at the end."""
    for number, seconds in signals:
        if process.poll() is None:
            process.send_signal(number)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    os.killpg(process.pid, signal.SIGKILL)  # every child leads a group of its own: what it started goes too
    return process.wait()


def command_of(pid: int) -> str:
    """The command line of a running process; empty when there is none (or it is a zombie)."""
    proc = Path("/proc")
    if (proc / "self").exists():
        try:
            return (proc / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    listing = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listing.stdout


def outlive(pid: int, mark: str, *, seconds: float = 20) -> None:
    """Wait for a left-over server to finish its shutdown; hurry it along when it does not. `mark` names it for sure."""
    deadline = time.monotonic() + seconds
    while mark in command_of(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGQUIT)
            deadline = time.monotonic() + seconds
        time.sleep(0.05)


def last_lines(log: Path, count: int = 12) -> str:
    if not log.exists():
        return "(no log)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
