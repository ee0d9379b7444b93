"""Walks the whole site as one signed-in person: every GET route, every link found on the way, in every form it has.

Each address is asked for as a page, as htmx asks, and as CSV; links are followed until nothing new turns up.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.route_addresses import Rows, addresses_of, rules_of

LINK = re.compile(r'\b(?:href|src|action|hx-get|data-[a-z-]+)="(/[^"]*)"')
ALIKE = 2
"""Links that differ only in their values are followed this often."""
SKIPPED = ("/static/", "/sign-out", "/api/v1/")  # the description of the API names columns and holds no data
FORMS: tuple[dict[str, str], ...] = ({}, {"HX-Request": "true"})
FINE = {200, 204, 302, 400, 403, 404, 405, 410}


@dataclass
class Walk:
    bodies: dict[str, str] = field(default_factory=dict)
    """By address and form, of every answer with a body, refusals included."""
    opened: set[str] = field(default_factory=set)
    """Endpoints that answered 200."""
    broken: list[str] = field(default_factory=list)
    """Answers that make a walk fail: faults of the server, and links that lead nowhere."""


def walk_site(app: Flask, client: FlaskClient, rows: Rows, *, follow: bool = True) -> Walk:
    walk, seen, alike = Walk(), set[str](), Counter[str]()
    waiting = [address for rule in rules_of(app, "GET") for address in addresses_of(app, rule, rows)]
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        bodies = list(_ask(app, client, address, walk))
        for body in bodies if follow else ():
            waiting += [link for link in _links(body) if link not in seen and _is_new_kind(link, alike)]
    return walk


def _ask(app: Flask, client: FlaskClient, address: str, walk: Walk) -> Iterator[str]:
    for headers in FORMS:
        yield _get(app, client, address, headers, walk)
    yield _get(app, client, _with(address, format="csv"), {}, walk)


def _get(app: Flask, client: FlaskClient, address: str, headers: dict[str, str], walk: Walk) -> str:
    answer = client.get(address, headers=headers)
    if answer.status_code not in FINE:
        walk.broken.append(f"{address} {headers} answered {answer.status_code}")
    if answer.status_code == 200:
        walk.opened.add(_endpoint(app, address))
    walk.bodies[f"{address} {'htmx' if headers else ''}".strip()] = answer.text
    return answer.text if answer.status_code == 200 else ""


def _endpoint(app: Flask, address: str) -> str:
    endpoint, _ = app.url_map.bind("localhost").match(urlsplit(address).path, method="GET")
    return str(endpoint)


def _links(body: str) -> list[str]:
    found = (html.unescape(link).partition("#")[0] for link in LINK.findall(body))
    return list(dict.fromkeys(link for link in found if not link.startswith(SKIPPED)))


def _is_new_kind(link: str, alike: Counter[str]) -> bool:
    """Count links by path without numbers and by the names in their query."""
    parts = urlsplit(link)
    kind = f"{re.sub(r'[0-9]+', 'N', parts.path)}?{','.join(sorted(name for name, _ in parse_qsl(parts.query)))}"
    alike[kind] += 1
    return alike[kind] <= ALIKE


def _with(address: str, **query: str) -> str:
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query)) | query
    return f"{parts.path}?{urlencode(given)}"
