"""Runs a program that cannot outlive the process that started it, as another account if asked.

Executed by path (`python -I -S guard.py PARENT_PID SIGNAL UID GID PROGRAM ARGUMENT…`), never imported: it must start in
milliseconds and import nothing after it has dropped root. On Linux the kernel delivers SIGNAL to the program when the
parent dies. Elsewhere this process stays in between and looks every half second whether its parent has changed.
"""

import ctypes
import os
import signal
import subprocess
import sys
from typing import NoReturn

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_STOP = 15


def main(arguments: list[str]) -> int:
    parent, death_signal, uid, gid = (int(argument) for argument in arguments[:4])
    command = arguments[4:]
    if sys.platform == "linux" and os.environ.get("OPS_COACH_GUARD") != "watch":
        _become_the_program(command, parent, death_signal, uid, gid)
    return _run_and_watch(command, parent, death_signal, uid, gid)


def _become_the_program(command: list[str], parent: int, death_signal: int, uid: int, gid: int) -> NoReturn:
    if os.geteuid() != uid:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After the change of account: the kernel clears the death signal when credentials change.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        sys.exit(1)
    os.execv(command[0], command)  # noqa: S606 -- no shell is the point


def _run_and_watch(command: list[str], parent: int, death_signal: int, uid: int, gid: int) -> int:
    change = os.geteuid() != uid
    user, group, groups = (uid, gid, list[int]()) if change else (None, None, None)
    with subprocess.Popen(command, user=user, group=group, extra_groups=groups) as child:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, lambda received, _: child.send_signal(received))
        while True:
            try:
                return child.wait(SECONDS_BETWEEN_LOOKS)
            except subprocess.TimeoutExpired:
                if os.getppid() != parent:
                    return _end(child, death_signal)


def _end(child: "subprocess.Popen[bytes]", death_signal: int) -> int:
    child.send_signal(death_signal)
    try:
        return child.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
