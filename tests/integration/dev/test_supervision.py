"""A program that ends is started again; one that keeps ending stops the stack."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.dev.processes import StartupError, command_of
from app.dev.supervision import Program, Supervisor


def program(tmp_path: Path, code: str) -> Program:
    log = tmp_path / "program.log"
    return Program((sys.executable, "-I", "-S", "-c", code), log, {}, ((signal.SIGTERM, 5),))


def look_until(supervisor: Supervisor, condition: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        supervisor.look_once()
        time.sleep(0.02)


def test_a_program_that_was_killed_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sleeper = program(tmp_path, "import time; time.sleep(60)")
    supervisor = Supervisor(pauses=(0.01,))
    supervisor.start("The sleeper", sleeper)
    first = sleeper.process
    assert first is not None
    first.kill()
    look_until(supervisor, lambda: sleeper.process not in (first, None))
    assert "The sleeper ended (SIGKILL); starting it again in 0.01 s." in capsys.readouterr().out
    second = sleeper.process
    supervisor.stop()
    assert second is not None
    assert second.returncode == -signal.SIGTERM


def test_a_program_that_keeps_dying_stops_the_stack_with_its_last_words(tmp_path: Path) -> None:
    supervisor = Supervisor(pauses=(0.01, 0.01))
    supervisor.start("The loser", program(tmp_path, "import sys; sys.exit('cannot find the sea')"))
    with pytest.raises(StartupError, match=r"(?s)The loser ended 3 times in a row.*exit code 1.*cannot find the sea"):
        look_until(supervisor, lambda: False)
    supervisor.stop()


def test_stopping_goes_backwards_after_the_front_door(tmp_path: Path) -> None:
    supervisor = Supervisor()
    order = tmp_path / "order"
    for name in ("data", "door", "worker"):
        farewell = f"lambda *_: (open({str(order)!r}, 'a').write('{name} '), exit())"
        code = f"import signal, time; signal.signal(15, {farewell}); open('{tmp_path}/{name}', 'w'); time.sleep(60)"
        supervisor.start(name, program(tmp_path, code), stops_first=name == "door")
        look_until(supervisor, (tmp_path / name).exists)
    supervisor.stop()
    assert order.read_text() == "door worker data "


def test_a_program_that_ignores_the_signals_is_killed_with_what_it_started(tmp_path: Path) -> None:
    stubborn = program(
        tmp_path,
        "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN);"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(child.pid, flush=True); time.sleep(60)",
    )
    stubborn.stopping = ((signal.SIGTERM, 0.2),)
    supervisor = Supervisor()
    supervisor.start("The stubborn", stubborn)
    look_until(supervisor, lambda: stubborn.log.read_text().endswith("\n"))
    grandchild = int(stubborn.log.read_text())
    supervisor.stop()
    look_until(supervisor, lambda: command_of(grandchild) == "")
