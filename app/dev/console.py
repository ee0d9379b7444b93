"""What `make run` prints: one line per step with its time, and what happens to the programs afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def say(text: str = "", *, end: str = "\n") -> None:
    with suppress(BrokenPipeError):  # `make run | head`: nobody reads any more, the programs go on
        print(text, end=end, flush=True)


def report(event: str) -> None:
    say(f"{time.strftime('%H:%M:%S')}  {event}")


@contextmanager
def step(name: str) -> Iterator[None]:
    started = time.monotonic()
    say(f"  {name:<34}", end="")
    try:
        yield
    except BaseException:
        say("not done")
        raise
    say(f"{time.monotonic() - started:6.1f} s")
