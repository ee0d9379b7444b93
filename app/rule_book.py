"""The rules and desks that administrators have set, as this process knows them: read again every few seconds."""

import dataclasses
import time
from collections.abc import Callable, Mapping

import structlog

from app.rule_table import RULES, read_rule
from app.settings import Settings

log = structlog.get_logger(__name__)

SECONDS = 3.0


class RuleBook:
    """`seconds` is how long what was read counts as fresh; the clock counts monotonic seconds."""

    def __init__(self, seconds: float = SECONDS, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._read_at: float | None = None
        self._values: dict[str, object] = {}
        self._desks: dict[str, tuple[str, ...]] = {}
        self._over: tuple[Settings, Settings] | None = None

    def is_stale(self) -> bool:
        return self._read_at is None or self._clock() - self._read_at >= self.seconds

    def expire(self) -> None:
        """Have the rules read again before the next request: they were changed here."""
        self._read_at = None

    def take(self, texts: Mapping[str, str], desks: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Keep what the database holds. What this version cannot read, or knows no more, is left to the environment.

        `desks` are addresses by desk, which come after those of the environment.
        """
        self._values, self._desks = _read(texts), dict(desks or {})
        self._read_at, self._over = self._clock(), None

    def over(self, settings: Settings) -> Settings:
        """Return the environment's settings with the changed rules in their place."""
        if not self._values and not self._desks:
            return settings
        if self._over is None or self._over[0] is not settings:
            desks = {f"{desk}_urls": (*getattr(settings, f"{desk}_urls"), *urls) for desk, urls in self._desks.items()}
            self._over = settings, dataclasses.replace(settings, **self._values, **desks)  # type: ignore[arg-type]
        return self._over[1]


def _read(texts: Mapping[str, str]) -> dict[str, object]:
    values = {}
    for name, text in texts.items():
        if name not in RULES:
            continue
        try:
            values[name] = read_rule(name, text)
        except ValueError:
            log.warning("rule_not_readable", rule=name)
    return values
