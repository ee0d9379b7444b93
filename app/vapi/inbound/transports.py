"""How a message's conversation reaches Vapi, and whether the number that comes with it can be believed.

The directory opens WHY, goal and the log to a number alone, so the number must come from a telephone network. On every
other way the other side writes it: a web page, a program, a SIP client.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.vapi.inbound.loose_json import mapping, walk, word


class Transport(StrEnum):
    TELEPHONE = "telephone"
    SIP = "sip"
    WEB = "web"
    WEBSOCKET = "websocket"
    CHAT = "chat"
    UNSTATED = "unstated"
    OTHER = "other"


@dataclass(frozen=True)
class TransportRule:
    identifies: bool
    """True where the number says who calls. Where it does not, the caller gets the general mode and no tool."""
    why: str


TRANSPORTS: Mapping[Transport, TransportRule] = MappingProxyType(
    {
        Transport.TELEPHONE: TransportRule(identifies=True, why="The carrier gives the number of the line."),
        Transport.SIP: TransportRule(
            identifies=False, why="A SIP client writes what it likes, unless its trunk is in VAPI_TRUSTED_SIP_NUMBERS."
        ),
        Transport.WEB: TransportRule(identifies=False, why="The page that starts the call writes the number."),
        Transport.WEBSOCKET: TransportRule(identifies=False, why="The program that connects writes the number."),
        Transport.CHAT: TransportRule(identifies=False, why="Nobody rings; the number is text in a request."),
        Transport.UNSTATED: TransportRule(
            identifies=True, why="Vapi's older messages about telephone calls name no type; those of other ways do."
        ),
        Transport.OTHER: TransportRule(identifies=False, why="A type that this table does not know."),
    }
)
BY_TYPE = {
    "inboundPhoneCall": Transport.TELEPHONE,
    "outboundPhoneCall": Transport.TELEPHONE,
    "webCall": Transport.WEB,
    "vapi.websocketCall": Transport.WEBSOCKET,
}
"""`call.type` of Vapi's schema."""


def read_transport(holders: Iterable[Mapping[str, object]]) -> Transport:
    """Return the transport that the holders (message, body) name; what contradicts a telephone counts."""
    holders = list(holders)
    if any(mapping(holder, "chat") for holder in holders):
        return Transport.CHAT
    kind = next((text for holder in holders if (text := word(walk(holder, "call", "type")))), None)
    transport = Transport.UNSTATED if kind is None else BY_TYPE.get(kind, Transport.OTHER)
    if transport in {Transport.TELEPHONE, Transport.UNSTATED} and any(map(_is_sip, holders)):
        return Transport.SIP
    return transport


def read_line_id(holders: Iterable[Mapping[str, object]]) -> str | None:
    """Return Vapi's id of our number that was rung."""
    return next((text for holder in holders if (text := word(walk(holder, "call", "phoneNumberId")))), None)


def _is_sip(holder: Mapping[str, object]) -> bool:
    customers = (mapping(holder, "call", "customer"), mapping(holder, "customer"))
    addresses = (customer.get("sipUri") or _sip_address(customer.get("number")) for customer in customers)
    return walk(holder, "call", "phoneCallTransport") == "sip" or any(addresses)


def _sip_address(number: object) -> str | None:
    text = word(number)
    return text if text is not None and text.casefold().lstrip().startswith(("sip:", "sips:")) else None
