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
    level1: str
    level2: str
    level3: str
    level4: str
    level5: str
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
    level1="#5a93c7",
    level2="#4480b8",
    level3="#306ca5",
    level4="#1f568a",
    level5="#123f6b",
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
    level1="#4d7fae",
    level2="#5f97c9",
    level3="#79b0de",
    level4="#9ac7ec",
    level5="#c0dff7",
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
