"""Odoo's JSON-2 interface, from version 19 on: `POST /json/2/<model>/<method>` with named arguments."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from app.odoo.client import Domain, Record
from app.odoo.errors import OdooAway, OdooError, OdooForbidden, OdooRefused, OdooUnknownModel
from app.odoo.transport import Answer, OdooTransport

ARCHIVED_TOO = {"active_test": False}


@dataclass(frozen=True)
class Json2Client:
    transport: OdooTransport
    database: str
    api_key: str
    companies: tuple[int, ...] = ()
    """Ids of the companies to read; empty: those that the key's user has by default."""

    def fields_of(self, model: str) -> frozenset[str]:
        return frozenset(self._call(model, "fields_get", attributes=["type"]))

    def search_read(self, model: str, domain: Domain, fields: Sequence[str], *, limit: int) -> list[Record]:
        records: list[Record] = self._call(
            model, "search_read", domain=list(domain), fields=list(fields), order="id", limit=limit
        )
        return records

    def count(self, model: str, domain: Domain) -> int:
        return int(self._call(model, "search_count", domain=list(domain)))

    def _call(self, model: str, method: str, **arguments: Any) -> Any:
        context = ARCHIVED_TOO | ({"allowed_company_ids": list(self.companies)} if self.companies else {})
        answer = self.transport.post(
            f"/json/2/{model}/{method}",
            json.dumps({**arguments, "context": context}).encode(),
            {
                "Content-Type": "application/json",
                "Authorization": f"bearer {self.api_key}",
                "X-Odoo-Database": self.database,
            },
        )
        if answer.status != HTTPStatus.OK:
            raise self._error(answer, model)
        return _parsed(answer)

    def _error(self, answer: Answer, model: str) -> OdooError:
        reason = _reason(answer)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            return OdooRefused("Odoo does not accept ODOO_API_KEY: it is wrong, or it has expired.")
        if answer.status == HTTPStatus.FORBIDDEN:
            return OdooForbidden(f"The key may not read {model} in Odoo: its user needs the right for it.")
        if answer.status == HTTPStatus.NOT_FOUND and model in reason:
            return OdooUnknownModel(f"This Odoo has no {model}.")
        if answer.status == HTTPStatus.NOT_FOUND:
            return OdooError(f"Odoo found no database {self.database!r} or no JSON-2 interface under ODOO_URL.")
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return OdooAway(f"Odoo answered {answer.status}. Nothing was changed; try again later.")
        return OdooError(f"Odoo refused to read {model} ({answer.status}): {reason[:200] or 'no reason given'}.")


def _parsed(answer: Answer) -> Any:
    """Return the value. An `error` inside a success is a failure: older gateways answer so."""
    try:
        value = json.loads(answer.body)
    except ValueError as error:
        raise OdooError("What answers under ODOO_URL is not Odoo's JSON-2 interface.") from error
    if isinstance(value, dict) and isinstance(value.get("error"), dict):
        raise OdooError(f"Odoo: {str(value['error'].get('message', 'an error without words'))[:200]}.")
    return value


def _reason(answer: Answer) -> str:
    try:
        value = json.loads(answer.body)
    except ValueError:
        return ""
    return str(value.get("message", "")) if isinstance(value, dict) else ""
