"""`make test-times`: run the tests, browser apart, at hours and on days when a test that reads the clock would fail.

Every process of a run, PostgreSQL included, has its clock moved by the same number of seconds (libfaketime; Debian's
package of that name). A fixed start instead of an offset would set each child's clock anew.
usage: python -m scripts.test_times [--only NAME] [pytest arguments]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

LIBRARY = "faketime/libfaketimeMT.so.1"
SLEEP = Path(__file__).with_name("real_sleep.c")
NOT_THE_BROWSER = "not browser and not prove"
CHICAGO = ZoneInfo("America/Chicago")
MOMENTS = {
    "before the window, Chicago": datetime(2026, 12, 8, 5, 58, tzinfo=CHICAGO),
    "before the window, UTC": datetime(2026, 12, 8, 5, 58, tzinfo=UTC),
    "just missed, Chicago": datetime(2026, 12, 9, 10, 14, tzinfo=CHICAGO),
    "just missed, UTC": datetime(2026, 12, 9, 10, 14, tzinfo=UTC),
    "midnight, Chicago": datetime(2026, 12, 10, 23, 59, tzinfo=CHICAGO),
    "midnight, UTC": datetime(2026, 12, 10, 23, 59, tzinfo=UTC),
    "1 January": datetime(2027, 1, 1, 8, 30, tzinfo=CHICAGO),
    "clocks go forward": datetime(2027, 3, 14, 1, 59, tzinfo=CHICAGO),
    "clocks go back": datetime(2027, 11, 7, 1, 59, tzinfo=CHICAGO),
}
"""A run takes minutes, so it passes the edge that each is named after."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(MOMENTS), action="append", help="may be given again")
    options, arguments = parser.parse_known_args()
    library = next(Path("/usr/lib").rglob(LIBRARY), None)
    if library is None or not shutil.which("cc"):
        print("Needed: libfaketime and a C compiler. Debian: sudo apt-get install libfaketime gcc", file=sys.stderr)
        return 1
    chosen = {name: moment for name, moment in MOMENTS.items() if name in (options.only or MOMENTS)}
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's account loads it too
        sleep = Path(folder) / "real_sleep.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(sleep), str(SLEEP)], check=True)
        preload = f"{sleep} {library}"
        failed = [name for name, moment in chosen.items() if run(name, moment, preload, arguments) != 0]
    print(f"Failed: {', '.join(failed)}" if failed else f"Green at {len(chosen)} moments.")
    return 1 if failed else 0


def run(name: str, moment: datetime, preload: str, arguments: list[str]) -> int:
    print(f"== {name}: {moment:%a %d %b %Y %H:%M %Z}", flush=True)
    offset = int(moment.timestamp() - time.time())
    moved = {
        "LD_PRELOAD": preload,
        "FAKETIME": f"{offset:+}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",  # it belongs to one account, and PostgreSQL runs under another
        "TZ": str(moment.tzinfo),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-m", NOT_THE_BROWSER, *arguments]
    return subprocess.run(command, env=os.environ | moved, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
