"""Odoo's JSON-2 on loopback: the status codes and bodies of Odoo 19, over records that a test sets.

It checks the key and the database, filters by the few domain terms that are asked for, sorts, pages, and leaves out the
fields that a test hides from the key.
"""

import json
import operator
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY, DATABASE = "key-of-the-test", "company"
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda value, allowed: value in allowed,
}


@dataclass
class StandIn:
    url: str = ""
    models: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What `fields_get` admits, by model."""
    forbidden: set[str] = field(default_factory=set)
    """Models that the key may not read."""
    failures: list[tuple[int, object]] = field(default_factory=list)
    """Status and body of the next answers, before ordinary ones."""
    short_by: int = 0
    """So many records are left out of the last page, as a proxy that cuts answers would."""
    contexts: list[Mapping[str, Any]] = field(default_factory=list)
    requests: int = 0

    def answer(self, path: str, headers: Mapping[str, str], arguments: Mapping[str, Any]) -> tuple[int, object]:
        self.requests += 1
        if self.failures:
            return self.failures.pop(0)
        if headers["Authorization"] != f"bearer {KEY}":
            return 401, {"name": "werkzeug.exceptions.Unauthorized", "message": "Invalid apikey"}
        if headers["X-Odoo-Database"] != DATABASE:
            return 404, "<h1>Not Found</h1>"
        model, method = path.removeprefix("/json/2/").split("/")
        if model not in self.models:
            return 404, {"name": "werkzeug.exceptions.NotFound", "message": f"the model '{model}' does not exist"}
        if model in self.forbidden:
            return 403, {"name": "odoo.exceptions.AccessError", "message": "You are not allowed to access this"}
        self.contexts.append(arguments["context"])
        return 200, getattr(self, f"_{method}")(model, arguments)

    def _fields_get(self, model: str, _arguments: Mapping[str, Any]) -> object:
        return {name: {"type": "char"} for name in ("id", *self.fields[model])}

    def _search_count(self, model: str, arguments: Mapping[str, Any]) -> object:
        return len(self._matching(model, arguments))

    def _search_read(self, model: str, arguments: Mapping[str, Any]) -> object:
        found = sorted(self._matching(model, arguments), key=lambda record: record["id"])
        page = found[: arguments["limit"]]
        if self.short_by and len(page) < arguments["limit"]:
            page = page[: -self.short_by]
        names = ("id", *arguments["fields"])
        return [{name: record.get(name, False) for name in names} for record in page]

    def _matching(self, model: str, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
        records = self.models[model]
        if arguments["context"].get("active_test", True):
            records = [record for record in records if record.get("active", True)]
        for name, sign, value in arguments["domain"]:
            records = [record for record in records if OPERATORS[sign](record[name], value)]
        return records


@contextmanager
def json2_server() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.startswith("/xmlrpc/"):
                status, value = 404, "<h1>Not Found</h1>"  # type: tuple[int, object]
            else:
                status, value = stand_in.answer(self.path, dict(self.headers), json.loads(body))
            content = (value if isinstance(value, str) else json.dumps(value)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
