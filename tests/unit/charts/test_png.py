"""Pictures for a mail: a PNG of a known size that is light, and no drawing library where nothing is drawn."""

import struct
import subprocess
import sys
from typing import Any

from app.charts.png import DPI, HEIGHT, WIDTH, draw_weeks

PANELS: list[dict[str, Any]] = [
    {"title": "Energy", "values": [3.0, None, 2.5, 4.0], "range": [0.7, 5.3]},
    {"title": "Callbacks", "values": [None] * 4},
    {"title": "Goal %", "values": [10.0, 20.0, 30.0, 40.0], "pace": [12.0, 24.0, 36.0, 48.0]},
]


def test_picture_is_a_small_png() -> None:
    png = draw_weeks(PANELS)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (int(WIDTH * DPI), int(HEIGHT * DPI))
    assert len(png) < 40_000


def test_web_process_carries_no_drawing_library() -> None:
    code = "import wsgi, app.jobs.delivery, sys; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
