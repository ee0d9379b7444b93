"""Where the machine's clock may be read: a test that reads it can be green in the morning and red at midnight."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLOCKS = {"datetime.today", "datetime.utcnow", "date.today", "time.time"}
"""And whatever else is called `.now()`; the database's own `func.now()` dates a row, and nothing is decided by it."""

OF_THE_APP = {
    "app/extensions.py",  # `utc_now`, which `current_time` asks unless an app was given another clock
    "app/models/base.py",  # `updated_at`, which nothing decides by
    "app/channels/http.py",  # how long an answer's Retry-After still is
    "app/channels/webhook.py",  # the signature's time, which the receiver compares with its own clock
    "app/counts.py",  # how long a count in Redis still holds
    "app/serving.py",  # how long a request has been coming in
    "app/dev/database.py",  # demo data of `make run`, up to the present
}
OF_THE_TESTS = {
    "tests/integration/jobs/test_worker.py",  # starts a clock in a process of its own, and looks at what it wrote
}


def reads_the_clock(path: Path) -> bool:
    calls = (ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(call in CLOCKS or (call.endswith(".now") and call != "sa.func.now") for call in calls)


@pytest.mark.parametrize(("folder", "allowed"), [("app", OF_THE_APP), ("tests", OF_THE_TESTS)])
def test_machine_clock_is_read_in_these_modules_alone(folder: str, allowed: set[str]) -> None:
    """An edge asks `current_time()`; below it `now` is an argument; a test has `builders.NOW` or moves `clock.now`."""
    readers = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py") if reads_the_clock(path)}
    assert readers == allowed
