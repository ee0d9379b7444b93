"""A Vapi account on loopback: keeps what is sent, checks each body against Vapi's shapes, adds what Vapi adds."""

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from tests import vapi_shapes

API_KEY = "test-private-key-of-vapi"
SHAPES = {
    "tool": vapi_shapes.TOOL,
    "assistant": vapi_shapes.ASSISTANT,
    "structured-output": vapi_shapes.STRUCTURED_OUTPUT,
    "phone-number": vapi_shapes.PHONE_NUMBER,
}
PAGE = 2
"""Small, so that a structured output may stand on a second page."""

PASSED = {"endedReason": "mockConversation.done", "results": [{"status": "pass", "messages": []}]}


def eval_faults(body: dict[str, Any]) -> list[str]:
    """Check a body by the SDK's own model, and by our closed shape, which refuses what the model lets through."""
    from vapi.types.create_eval_dto import CreateEvalDto

    try:
        CreateEvalDto.model_validate(body)
    except ValidationError as error:
        return [str(error)]
    return vapi_shapes.faults(vapi_shapes.EVAL, body)


@dataclass
class Account:
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in (*SHAPES, "eval")})
    runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of evals, by id; each is seen as running once before it has ended."""
    failing: dict[str, dict[str, Any]] = field(default_factory=dict)
    """How the run of an eval of this name ends; every other passes."""
    requests: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """Method, path and body of what changed something."""
    fails_with: int = 0
    fails_on: str = ""
    """`METHOD path` of the only request that fails; empty: every one."""
    url: str = ""
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, kind: str, **body: Any) -> dict[str, Any]:
        number = next(self.ids)
        row = {
            "id": f"00000000-0000-4000-8000-{number:012}",
            "orgId": "00000000-0000-4000-8000-0000000000aa",
            "createdAt": f"2026-11-01T00:00:{number:02}.000Z",
            **body,
        }
        self.rows[kind].insert(0, row)
        return row

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> tuple[int, Any]:
        kind, _, id = path.strip("/").partition("/")
        if self.fails_with and self.fails_on in ("", f"{method} {kind}"):
            return self.fails_with, {"message": "as asked for"}
        if kind == "eval" and id.startswith("run"):
            return self._run(method, id.removeprefix("run").strip("/"), body)
        if method == "GET":
            return 200, self._page(kind, query)
        self.requests.append((method, path.strip("/"), body))
        if kind == "eval":
            faults = eval_faults(body)
        else:
            # In an update a null takes a value off, whichever key it is.
            given = {key: value for key, value in body.items() if method == "POST" or value is not None}
            faults = vapi_shapes.faults(SHAPES[kind], given, partial=method == "PATCH")
        if faults or "${" in json.dumps(body):
            return 400, {"message": faults or "a placeholder is left"}
        if method == "POST":
            return 201, self.add(kind, **body)
        [row] = [row for row in self.rows[kind] if row["id"] == id]
        row.update(body)
        return 200, row

    def _run(self, method: str, id: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Take a run of an eval given whole, judged by `judge`; it has ended when it is looked at a second time."""
        if method == "POST":
            if faults := eval_faults(body["eval"]):
                return 400, {"message": faults}
            self.requests.append((method, "eval/run", body))
            id = f"run-{next(self.ids)}"
            self.runs[id] = {"status": "running", "then": self.failing.get(body["eval"]["name"], PASSED)}
            return 201, {"evalRunId": id}
        run = self.runs[id]
        shown = {"id": id, "status": run["status"]} | (run["then"] if run["status"] == "ended" else {})
        run["status"] = "ended"
        return 200, shown

    def _page(self, kind: str, query: dict[str, list[str]]) -> Any:
        if kind not in {"structured-output", "eval"}:
            return self.rows[kind]
        number = int(query["page"][0])
        shown = self.rows[kind][PAGE * (number - 1) : PAGE * number]
        return {"results": shown, "metadata": {"hasNextPage": len(self.rows[kind]) > PAGE * number}}


class _Handler(BaseHTTPRequestHandler):
    account: Account

    def _handle(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        url = urlsplit(self.path)
        status, answer = 401, {"message": "Invalid Key"}
        if self.headers["Authorization"] == f"Bearer {API_KEY}":
            status, answer = self.account.answer(self.command, url.path, parse_qs(url.query), body)
        raw = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("retry-after", "0.01")
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PATCH = do_DELETE = _handle  # noqa: N815 - names that http.server looks for

    def log_message(self, *_args: Any) -> None:
        return


@contextmanager
def vapi_account() -> Iterator[Account]:
    account = Account()
    handler = type("Handler", (_Handler,), {"account": account})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    account.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield account
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
