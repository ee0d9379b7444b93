"""The simulator's way to a running server: HTTP, and a sentence for each way it can fail."""

from collections.abc import Mapping
from typing import Any

import requests

from app.dev.envelopes import Json
from app.dev.simulator import CallFailed, Post

TIMEOUT_SECONDS = 20
"""Vapi's own patience with a tool."""


def http_line(base_url: str, secret: str) -> Post:
    """Return a `post` for `play_call`. `base_url`: of the server, without the webhook's path."""
    session = requests.Session()
    url = f"{base_url.rstrip('/')}/vapi/webhook"

    def post(body: Json) -> Mapping[str, Any]:
        try:
            answer = session.post(url, json=body, headers={"X-Vapi-Secret": secret}, timeout=TIMEOUT_SECONDS)
        except requests.ConnectionError as error:
            raise CallFailed(
                f"Nothing answers at {base_url}. Start the server with `make run`, or name it: --url."
            ) from error
        except requests.Timeout as error:
            raise CallFailed(f"{base_url} did not answer within {TIMEOUT_SECONDS} s; Vapi would give up.") from error
        return _read(answer, url)

    return post


def _read(answer: requests.Response, url: str) -> Mapping[str, Any]:
    if answer.status_code == requests.codes.unauthorized:
        raise CallFailed(
            "The server refused the secret. Set VAPI_SERVER_SECRET as it is there: set -a; . instance/run.env; set +a"
        )
    if answer.status_code != requests.codes.ok:
        raise CallFailed(f"The server answered {answer.status_code} at {url}; Vapi would take that as a failure.")
    try:
        parsed = answer.json()
    except requests.JSONDecodeError as error:
        raise CallFailed(f"What answers at {url} is not the webhook: its answer is not JSON.") from error
    if not isinstance(parsed, dict):
        raise CallFailed(f"What answers at {url} is not the webhook: its answer is not an object.")
    return parsed
