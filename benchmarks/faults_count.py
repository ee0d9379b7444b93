"""Counts of a fault run: what the calls asked for against what the mail server took."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from app.services.alerts.link_tokens import read_ack_link
from app.settings import Settings
from benchmarks.faults_stack import DISPATCHER, MANAGER, OPS, SimulatedTechnician

Key = tuple[str, int]
"""An address and the alert that it is written to about."""
NO_ALERT = -1
"""Of a call that raised none: nothing is written about it, so its messages count as lost."""
LINK = re.compile(r"/a/(\S+)")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""No link is too old to be counted."""


@dataclass(frozen=True)
class MadeCall:
    technician: SimulatedTechnician
    blocker: bool
    answered: bool
    made_at: float

    @property
    def addresses(self) -> tuple[str, ...]:
        return (OPS,) if self.blocker else (MANAGER, DISPATCHER)


@dataclass(frozen=True)
class Tally:
    calls: int
    unanswered: int
    expected: int
    lost: list[str]
    doubled: list[str]
    repeated: int
    """Taken again under the same Message-ID: killed between the server's yes and the commit."""
    mails: int
    median_seconds: float
    slowest_seconds: float

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.unanswered)


def tally(calls: Iterable[MadeCall], taken: Path, alert_ids: Mapping[str, int], settings: Settings) -> Tally:
    """Count by the alert that the link in a mail is about.

    taken: what the mail server took, a line of JSON for each mail. alert_ids: what each technician's call raised, by
    name. settings: those of the stack that signed the links.
    """
    made = list(calls)
    mails = [json.loads(line) for line in taken.read_text().splitlines()] if taken.exists() else []
    ids: defaultdict[Key, set[str]] = defaultdict(set)
    first_at: dict[Key, float] = {}
    for mail in mails:
        for alert_id in alerts_of(mail["text"], settings) & set(alert_ids.values()):
            ids[mail["to"], alert_id].add(mail["id"])
            first_at.setdefault((mail["to"], alert_id), mail["at"])
    wanted = {
        (address, alert_ids.get(call.technician.name, NO_ALERT)): call for call in made for address in call.addresses
    }
    waits = [first_at[key] - call.made_at for key, call in wanted.items() if key in first_at]
    return Tally(
        calls=len(made),
        unanswered=sum(not call.answered for call in made),
        expected=sum(len(call.addresses) for call in made),
        lost=[f"{call.technician.name} to {key[0]}" for key, call in wanted.items() if not ids[key]],
        doubled=[f"alert {key[1]} to {key[0]}" for key, seen in ids.items() if len(seen) > (key in wanted)],
        repeated=sum(number - 1 for number in Counter(mail["id"] for mail in mails).values()),
        mails=len(mails),
        median_seconds=median(waits) if waits else 0.0,
        slowest_seconds=max(waits, default=0.0),
    )


def alerts_of(text: str, settings: Settings) -> set[int]:
    """Return the alerts that a mail's acknowledge links are about: a brief names people too, and asks nothing."""
    links = LINK.findall(text)
    return {read_ack_link(token, settings=settings, now=LONG_AGO).alert_id for token in links}
