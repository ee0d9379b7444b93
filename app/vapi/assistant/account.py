"""A Vapi account over its REST API, through the official SDK's client: sign-in, retries, time-outs.

The SDK's generated models are left out: they take half a minute to load and refuse valid bodies (a back-off plan). The
SDK is imported when an account is opened, never in the request path.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from app.domain.errors import OpsCoachError
from app.vapi.assistant.definitions import Json

PAGE = 1_000
TIMEOUT_SECONDS = 30
TOO_MANY_REQUESTS = 429


class ResourceKind(StrEnum):
    """The path of each kind of object."""

    TOOL = "tool"
    STRUCTURED_OUTPUT = "structured-output"
    ASSISTANT = "assistant"
    PHONE_NUMBER = "phone-number"
    EVAL = "eval"


_NUMBERED = {ResourceKind.STRUCTURED_OUTPUT, ResourceKind.EVAL}
"""Kinds whose list comes in numbered pages."""


class AccountRefused(OpsCoachError):  # noqa: N818 - an outcome, with a sentence for the person at the keyboard
    """Vapi said no, or nothing."""


_REASONS = {
    401: "Vapi refused the key (401). VAPI_API_KEY must be the organisation's private key, not the public one.",
    402: "Vapi wants to be paid first (402): add credit to the organisation.",
    403: "The key may not do this (403). Use the organisation's private key.",
    TOO_MANY_REQUESTS: "Vapi asks for a pause (429): too many requests. Wait a minute, then run the command again.",
}


class VapiAccount:
    def __init__(self, api_key: str, url: str) -> None:
        try:
            import httpx  # noqa: PLC0415 - only these commands need the SDK
            from vapi.core.client_wrapper import SyncClientWrapper  # noqa: PLC0415
        except ImportError as error:
            raise AccountRefused(
                "Vapi's SDK is not installed. Run: .venv/bin/python -m pip install -r requirements-vapi.txt"
            ) from error
        if not api_key:
            raise AccountRefused("VAPI_API_KEY is missing. It is the private key in Vapi's dashboard, under API keys.")
        self._url = url
        self._unreachable = httpx.TransportError
        wrapper = SyncClientWrapper(
            token=api_key, base_url=url, timeout=TIMEOUT_SECONDS, httpx_client=httpx.Client(timeout=TIMEOUT_SECONDS)
        )
        self._http = wrapper.httpx_client

    def find_all(self, kind: ResourceKind) -> list[Json]:
        pages = self._numbered_pages if kind in _NUMBERED else self._dated_pages
        return [row for page in pages(kind) for row in page]

    def create(self, kind: ResourceKind, body: Json) -> Json:
        """Create once: a repeat after a server error could leave two of the same."""
        made: Json = self._send("POST", kind.value, json=body, request_options={"max_retries": 0})
        return made

    def update(self, kind: ResourceKind, id: str, body: Json) -> Json:
        params = {"schemaOverride": "false"} if kind is ResourceKind.STRUCTURED_OUTPUT else {}
        updated: Json = self._send("PATCH", f"{kind}/{id}", json=body, params=params)
        return updated

    def start_eval(self, body: Json) -> str:
        """Start a run, once, and return its id."""
        started: Json = self._send("POST", "eval/run", json=body, request_options={"max_retries": 0})
        return str(started.get("evalRunId") or started.get("id"))

    def find_eval_run(self, id: str) -> Json:
        found: Json = self._send("GET", f"eval/run/{id}")
        return found

    def _dated_pages(self, kind: ResourceKind) -> Iterator[list[Json]]:
        """Newest first; each further page is older than the last object of the one before."""
        older: dict[str, object] = {}
        while True:
            page: list[Json] = self._send("GET", kind.value, params={"limit": PAGE} | older)
            yield page
            if len(page) < PAGE:
                return
            older = {"createdAtLt": page[-1]["createdAt"]}

    def _numbered_pages(self, kind: ResourceKind) -> Iterator[list[Json]]:
        number = 1
        while True:
            answer = self._send("GET", kind.value, params={"page": number, "limit": PAGE})
            yield answer["results"]
            if not answer.get("metadata", {}).get("hasNextPage"):
                return
            number += 1

    def _send(self, method: str, path: str, **options: Any) -> Any:
        try:
            answer = self._http.request(path, method=method, **options)
        except self._unreachable as error:
            raise AccountRefused(
                f"Vapi cannot be reached at {self._url}. Check the network and VAPI_API_URL."
            ) from error
        if not answer.is_success:
            raise AccountRefused(_sentence(answer.status_code, path, answer.text))
        return answer.json()


def _sentence(status: int, path: str, text: str) -> str:
    if status in _REASONS:
        return _REASONS[status]
    if status >= 500:  # noqa: PLR2004 - HTTP's own boundary
        return f"Vapi itself is failing ({status}). What was done stays done; run the command again later."
    return f"Vapi rejected {path} ({status}): {' '.join(text.split())[:300]}"
