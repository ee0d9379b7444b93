"""A number of clients that each keep one connection and ask again as soon as they are answered."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

Request = Callable[[], tuple[str, str, object, dict[str, str]]]
"""Makes the next request: method, path, JSON body or None, headers."""


@dataclass
class LoadResult:
    seconds: float
    took: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    def quantile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.took)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


def drive(base_url: str, request: Request, *, clients: int, seconds: float) -> LoadResult:
    outcome = LoadResult(seconds)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_ask, args=(base_url, request, until, outcome)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def _ask(base_url: str, request: Request, until: float, outcome: LoadResult) -> None:
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=30)
    while time.monotonic() < until:
        method, path, body, headers = request()
        text = json.dumps(body) if body is not None else None
        started = time.monotonic()
        connection.request(method, path, text, headers | {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = response.read()
        outcome.took.append(time.monotonic() - started)
        if response.status != 200 or b'"error"' in answer:
            outcome.failed += 1
    connection.close()
