"""Odoo's XML-RPC interface, for versions up to 18: sign in once, then `execute_kw`."""

import xmlrpc.client
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any
from xml.parsers.expat import ExpatError

from app.odoo.client import Domain, Record
from app.odoo.errors import OdooAway, OdooError, OdooForbidden, OdooRefused, OdooUnknownModel
from app.odoo.json2 import ARCHIVED_TOO
from app.odoo.transport import OdooTransport

ACCESS_DENIED, ACCESS_ERROR = 3, 4
"""Fault codes of Odoo's `service/wsgi_server.py`."""


@dataclass(frozen=True)
class XmlRpcClient:
    transport: OdooTransport
    database: str
    user: str
    api_key: str
    """An API key, or the password where two-factor authentication is off."""
    companies: tuple[int, ...] = ()

    def fields_of(self, model: str) -> frozenset[str]:
        return frozenset(self._call(model, "fields_get", attributes=["type"]))

    def search_read(self, model: str, domain: Domain, fields: Sequence[str], *, limit: int) -> list[Record]:
        records: list[Record] = self._call(
            model, "search_read", domain=_as_lists(domain), fields=list(fields), order="id", limit=limit
        )
        return records

    def count(self, model: str, domain: Domain) -> int:
        return int(self._call(model, "search_count", _as_lists(domain)))

    @cached_property
    def _user_id(self) -> int:
        user_id = _request(self.transport, "common", "authenticate", self.database, self.user, self.api_key, {})
        if not isinstance(user_id, int) or isinstance(user_id, bool):
            raise OdooRefused(
                f"Odoo does not accept ODOO_USER and ODOO_API_KEY for the database {self.database!r}. Where two-factor "
                "authentication is on, an API key stands in the password's place."
            )
        return user_id

    def _call(self, model: str, method: str, *positional: Any, **named: Any) -> Any:
        context = ARCHIVED_TOO | ({"allowed_company_ids": list(self.companies)} if self.companies else {})
        named |= {"context": context} if method != "fields_get" else {}
        arguments = (self.database, self._user_id, self.api_key, model, method, list(positional), named)
        try:
            return _request(self.transport, "object", "execute_kw", *arguments)
        except xmlrpc.client.Fault as fault:
            raise _error(fault, model) from None


def server_version(transport: OdooTransport) -> int | None:
    """Return Odoo's major version; None where the old interface, which tells it, is gone."""
    try:
        version = _request(transport, "common", "version")
    except (OdooAway, xmlrpc.client.Fault):
        raise
    except OdooError:
        return None
    return int(version["server_version_info"][0])


def _request(transport: OdooTransport, service: str, method: str, *arguments: Any) -> Any:
    body = xmlrpc.client.dumps(arguments, method, allow_none=True).encode()
    answer = transport.post(f"/xmlrpc/2/{service}", body, {"Content-Type": "text/xml"})
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OdooAway(f"Odoo answered {answer.status}. Nothing was changed; try again later.")
    if answer.status != HTTPStatus.OK:
        raise OdooError(f"Odoo's XML-RPC interface answered {answer.status} under ODOO_URL.")
    try:
        (value,), _ = xmlrpc.client.loads(answer.body)
    except (ExpatError, ValueError, xmlrpc.client.ResponseError) as error:
        raise OdooError("What answers under ODOO_URL is not Odoo.") from error
    return value


def _error(fault: xmlrpc.client.Fault, model: str) -> OdooError:
    words = fault.faultString
    if fault.faultCode == ACCESS_DENIED or "AccessDenied" in words:
        return OdooRefused("Odoo does not accept ODOO_API_KEY: it is wrong, or it has expired.")
    if fault.faultCode == ACCESS_ERROR or "AccessError" in words:
        return OdooForbidden(f"The key may not read {model} in Odoo: its user needs the right for it.")
    if "doesn't exist" in words or "KeyError" in words:
        return OdooUnknownModel(f"This Odoo has no {model}.")
    return OdooError(f"Odoo refused to read {model}: {words.strip().splitlines()[-1][:200]}.")


def _as_lists(domain: Domain) -> list[Any]:
    return [list(term) if isinstance(term, tuple) else term for term in domain]
