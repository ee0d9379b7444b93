"""Colours of every chart, for light and dark: figures name a colour by its role (`@ink`), `paint` fills it in.

Apart from the figures, so that a figure is the same value whoever looks at it, and a test can prove the contrast.
Series colours are from Okabe and Ito's set, the ones that reach 3 : 1 on the ground in question.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class Palette:
    ground: str
    ink: str
    muted: str
    grid: str
    band: str
    """The faint ground behind the low band."""
    hatch: str
    accent: str
    open: str
    owned: str
    closed: str
    energy1: str
    energy2: str
    energy3: str
    energy4: str
    energy5: str
    series1: str
    series2: str
    series3: str


LIGHT = Palette(
    ground="#ffffff",
    ink="#1f2933",
    muted="#57636e",
    grid="#e6e9ec",
    band="#eef1f4",
    hatch="#8a949e",
    accent="#0b7285",
    open="#c92a2a",
    owned="#a86400",
    closed="#868e96",
    energy1="#5a93c7",
    energy2="#4480b8",
    energy3="#306ca5",
    energy4="#1f568a",
    energy5="#123f6b",
    series1="#0072b2",
    series2="#d55e00",
    series3="#009e73",
)
DARK = Palette(
    ground="#14181d",
    ink="#e4e8ec",
    muted="#9aa5b1",
    grid="#2b323a",
    band="#1e242b",
    hatch="#6b7680",
    accent="#3bc9db",
    open="#ff8787",
    owned="#fcc419",
    closed="#7d8791",
    energy1="#4d7fae",
    energy2="#5f97c9",
    energy3="#79b0de",
    energy4="#9ac7ec",
    energy5="#c0dff7",
    series1="#56b4e9",
    series2="#e69f00",
    series3="#009e73",
)
PALETTES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK}
CLEAR = "rgba(0,0,0,0)"
WORDS = frozenset({"text", "ticktext", "tickvals", "x", "y"})
"""Parts of a figure that hold what people wrote: a team may be called "@North". The page's script has the same list."""


def paint(value: Any, theme: Theme) -> Any:
    """Return the figure with each `@role` replaced by the theme's colour; an unknown role raises KeyError."""
    return _painted(value, asdict(PALETTES[theme]))


def _painted(value: Any, colours: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _part(key, item, colours) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_painted(item, colours) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return colours[value[1:]]
    return value


def _part(key: str, item: Any, colours: dict[str, str]) -> Any:
    if key not in WORDS or isinstance(item, dict):
        return _painted(item, colours)
    return list(item) if isinstance(item, tuple) else item
