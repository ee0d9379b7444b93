"""One POST with timeouts, and what its outcome means for a message: accepted, to be tried again, or refused for good.

No answer's body and no URL goes into an error: both may hold secrets or numbers.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from app.domain.messages.delivery import CONNECT_SECONDS, READ_SECONDS, WORTH_ANOTHER_TRY, DeliveryError

MOST_READ = 65_536
"""Bytes of an answer that are looked at; the rest stays unread."""


def post(
    service: str,
    url: str,
    *,
    data: bytes | Mapping[str, str],
    headers: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
    ca_file: str | None = None,
    not_ours: frozenset[int] = frozenset(),
    explain: Callable[[bytes], DeliveryError | None] | None = None,
) -> bytes:
    """Return the answer's body, or raise DeliveryError.

    `not_ours` are 4xx codes that speak of the account rather than of the message (a wrong password is put right, and
    then the message goes). `explain` reads the body of a refusal, where the service says in it what is wrong.
    """
    try:
        with requests.post(
            url,
            data=data,
            headers=dict(headers or {}),
            auth=auth,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
            verify=ca_file or True,
        ) as answer:
            if not 200 <= answer.status_code < 300:  # noqa: PLR2004 - success in HTTP
                explained = explain(_body(answer)) if explain else None
                raise explained or _refusal(service, answer, not_ours)
            return _body(answer)
    except requests.RequestException as error:
        raise DeliveryError(f"{service}: {describe(error)}.", permanent=_unusable(error)) from None


def _body(answer: "requests.Response") -> bytes:
    return next(answer.iter_content(MOST_READ), b"")


def describe(error: BaseException) -> str:
    """Say what went wrong without the URL that requests puts into its texts."""
    names: tuple[tuple[type[BaseException], str], ...] = (
        (requests.exceptions.SSLError, "the TLS connection failed"),
        (requests.exceptions.ConnectTimeout, "the server did not accept the connection in time"),
        (requests.exceptions.Timeout, "the server did not answer in time"),
        (requests.exceptions.ConnectionError, "no connection to the server"),
    )
    return next((text for kind, text in names if isinstance(error, kind)), f"failed ({type(error).__name__})")


def is_permanent(status: int) -> bool:
    return 300 <= status < 500 and status not in WORTH_ANOTHER_TRY  # noqa: PLR2004 - redirects and client errors


def _unusable(error: requests.RequestException) -> bool:
    bad_url = (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, requests.exceptions.InvalidSchema)
    return isinstance(error, bad_url)


def _refusal(service: str, answer: "requests.Response", not_ours: frozenset[int]) -> DeliveryError:
    status = answer.status_code
    return DeliveryError(
        f"{service}: the server answered {status}.",
        permanent=is_permanent(status) and status not in not_ours,
        retry_after=retry_after(answer.headers.get("Retry-After", "")),
    )


def retry_after(header: Any) -> timedelta | None:
    """Read seconds or an HTTP date; None for anything else."""
    text = str(header).strip()
    if text.isdigit():
        return timedelta(seconds=int(text))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC), timedelta())
