"""A mail server for fault tests: writes each message durably before it says "250", is slow, and refuses on demand.

`python -m benchmarks.mail_sink PORT FOLDER`. While FOLDER/refuse exists it answers "421"; what it took is in
FOLDER/taken.jsonl, one line a message.
"""

import asyncio
import json
import os
import random
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

SLOWEST = 0.25
"""Seconds before and after writing: a worker that dies there dies in mid-send."""


class Sink:
    def __init__(self, folder: Path) -> None:
        self._refuse = folder / "refuse"
        self._file = (folder / "taken.jsonl").open("ab", buffering=0)

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's hook
        if self._refuse.exists():
            return "421 4.3.2 not now"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's hook
        await asyncio.sleep(random.random() * SLOWEST)
        self._file.write(_line(envelope.content))
        os.fsync(self._file.fileno())
        await asyncio.sleep(random.random() * SLOWEST)
        return "250 2.0.0 taken"


def _line(content: bytes) -> bytes:
    mail = message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    taken = {"at": time.time(), "id": mail["Message-ID"], "to": mail["To"], "subject": mail["Subject"], "text": text}
    return json.dumps(taken).encode() + b"\n"


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    controller = Controller(Sink(folder), hostname="127.0.0.1", port=port)
    controller.start()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
