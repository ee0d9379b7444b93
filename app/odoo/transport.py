"""One POST to Odoo, with time-outs, a few tries and TLS that is always verified."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import requests

from app.odoo.errors import OdooAway, OdooError
from app.setting_checks import LOOPBACK

CONNECT_SECONDS = 5
READ_SECONDS = 30
PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try of a request that failed in a way that may pass."""
PASSING = {HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)}


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass(frozen=True)
class OdooTransport:
    base_url: str
    """Without a slash at the end, e.g. `https://odoo.example.com`."""
    ca_file: str = ""
    """A file of certificates to trust besides the usual ones, where Odoo's certificate is the company's own."""
    pauses: tuple[float, ...] = PAUSES

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise OdooError("ODOO_URL must start with https://: the key would cross the network in the open.")

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Return Odoo's last answer, whatever its status; raise OdooAway where none came."""
        for pause in self.pauses:
            try:
                answer = self._post_once(path, body, headers)
            except OdooAway:
                time.sleep(pause)
                continue
            if answer.status not in PASSING:
                return answer
            time.sleep(pause)
        return self._post_once(path, body, headers)

    def _post_once(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            answer = requests.post(
                f"{self.base_url}{path}",
                data=body,
                headers=dict(headers),
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                verify=self.ca_file or True,
            )
        except requests.exceptions.SSLError as error:
            raise OdooError(
                "Odoo's certificate is not trusted here. If it is the company's own, name its file in ODOO_CA_FILE."
            ) from error
        except requests.exceptions.Timeout as error:
            raise OdooAway("Odoo did not answer in time. Nothing was changed; try again later.") from error
        except requests.RequestException as error:
            raise OdooAway("Odoo cannot be reached. Check ODOO_URL; nothing was changed.") from error
        return Answer(answer.status_code, answer.content)
