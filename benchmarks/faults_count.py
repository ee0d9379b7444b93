"""Counts of a fault run: what the calls asked for against what the mail server took."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.faults_stack import DISPATCHER, MANAGER, OPS, SimulatedTechnician


@dataclass(frozen=True)
class MadeCall:
    technician: SimulatedTechnician
    blocker: bool
    answered: bool
    made_at: float

    @property
    def token(self) -> str:
        """What names this call in a message, and no other."""
        return f"B-{self.technician.number:03}" if self.blocker else self.technician.name

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


def tally(calls: Iterable[MadeCall], taken: Path) -> Tally:
    made = list(calls)
    mails = [json.loads(line) for line in taken.read_text().splitlines()] if taken.exists() else []
    ids: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    first_at: dict[tuple[str, str], float] = {}
    tokens = {call.token for call in made}
    for mail in mails:
        for token in tokens:
            if token in mail["text"]:
                ids[mail["to"], token].add(mail["id"])
                first_at.setdefault((mail["to"], token), mail["at"])
    wanted = [(address, call.token, call.made_at) for call in made for address in call.addresses]
    waits = [first_at[to, token] - at for to, token, at in wanted if (to, token) in first_at]
    asked = {(to, token) for to, token, _ in wanted}
    return Tally(
        calls=len(made),
        unanswered=sum(not call.answered for call in made),
        expected=len(wanted),
        lost=[f"{token} to {to}" for to, token, _ in wanted if not ids[to, token]],
        doubled=[f"{token} to {to}" for (to, token), seen in ids.items() if len(seen) > ((to, token) in asked)],
        repeated=sum(number - 1 for number in Counter(mail["id"] for mail in mails).values()),
        mails=len(mails),
        median_seconds=median(waits) if waits else 0.0,
        slowest_seconds=max(waits, default=0.0),
    )
