"""Roles become colours, and every mark stands out from its ground in both themes."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from app.charts.theme import PALETTES, Palette, Theme, paint

ROOT = Path(__file__).resolve().parents[3]
SHARED = {
    "ground": "ground",
    "ink": "ink",
    "muted": "muted",
    "accent": "accent",
    "open": "not-ready",
    "owned": "amber-mark",
    **{f"level{step}": f"level{step}" for step in range(1, 6)},
}
"""The roles of a chart's palette that the page has too, by the name of the page's custom property."""
THEMES = {Theme.LIGHT: ":root", Theme.DARK: '[data-bs-theme="dark"]'}
HEX = re.compile(r"#[0-9a-f]{6}\b")

MARKS = ("hatch", "accent", "open", "owned", "closed", "series1", "series2", "series3")
ENERGY = ("level1", "level2", "level3", "level4", "level5")


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("role", MARKS + ENERGY)
def test_mark_reaches_three_to_one(palette: Palette, role: str) -> None:
    assert contrast(getattr(palette, role), palette.ground) >= 3


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("role", ["ink", "muted"])
def test_text_reaches_four_and_a_half_to_one(palette: Palette, role: str) -> None:
    assert contrast(getattr(palette, role), palette.ground) >= 4.5
    assert contrast(getattr(palette, role), palette.band) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_energy_steps_go_one_way(palette: Palette) -> None:
    steps = [contrast(getattr(palette, role), palette.ground) for role in ENERGY]
    assert steps == sorted(steps)


def test_paint_fills_roles_at_any_depth() -> None:
    figure = {"data": [{"marker": {"color": ["@ink", "#123456"]}, "y": (1, None)}]}
    painted = {"data": [{"marker": {"color": [PALETTES[Theme.DARK].ink, "#123456"]}, "y": [1, None]}]}
    assert paint(figure, Theme.DARK) == painted


def test_paint_refuses_an_unknown_role() -> None:
    with pytest.raises(KeyError):
        paint({"color": "@nothing"}, Theme.LIGHT)


def test_palettes_name_the_same_roles() -> None:
    assert asdict(PALETTES[Theme.LIGHT]).keys() == asdict(PALETTES[Theme.DARK]).keys()


def page_colours(selector: str) -> dict[str, str]:
    """Return the custom properties of the first rule in static/app.css whose selector begins so."""
    css = (ROOT / "static" / "app.css").read_text()
    rule = css[css.index(selector) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rule))


@pytest.mark.parametrize("theme", Theme)
def test_charts_and_pages_have_the_same_colours(theme: Theme) -> None:
    of_page, of_chart = page_colours(THEMES[theme]), asdict(PALETTES[theme])
    assert {role: of_page[name] for role, name in SHARED.items()} == {role: of_chart[role] for role in SHARED}


@pytest.mark.parametrize(("theme", "part"), [(Theme.LIGHT, 0), (Theme.DARK, 1)])
def test_mails_have_the_colours_of_the_page(theme: Theme, part: int) -> None:
    """A mail is light, but for what stands in the rule of its style for a dark screen."""
    parts = [mail_parts(mail.read_text())[part] for mail in (ROOT / "templates" / "messages").glob("*.html")]
    used = {colour for text in parts for colour in HEX.findall(text)}
    assert used - set(page_colours(THEMES[theme]).values()) == set()


def mail_parts(html: str) -> tuple[str, str]:
    """Return the mail without its rule for a dark screen, and that rule."""
    before, _, rest = html.partition("@media (prefers-color-scheme: dark) {")
    dark, _, after = rest.partition("</style>")
    return before + after, dark
