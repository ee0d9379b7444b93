"""Small pictures of one person's weeks for a mail, which cannot draw: energy, KPI and goal side by side, as PNG.

matplotlib is loaded when the first picture is drawn, in the child process of a worker, so that no other process
carries it.
"""

import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any

INK, MUTED, GRID, LINE = "#1f2933", "#57636e", "#dde2e6", "#0072b2"
WIDTH, HEIGHT, DPI = 5.2, 1.15, 150
"""Inches; shown at half its pixels, so that it is sharp on a dense screen."""
LOW_ENERGY_TOP = 2.5


def draw_weeks(panels: Sequence[dict[str, Any]]) -> bytes:
    """Return a PNG with a small plot per panel.

    A panel is `{"title": …, "values": [3.5, None, …], "pace": [… or None], "range": [low, high] or None}`; values are
    one per week, the oldest first, None where there is none.
    """
    figure_module = import_module("matplotlib.figure")
    figure = figure_module.Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white", layout="constrained")
    for axes, panel in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=True):
        _draw_panel(axes, panel)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def _draw_panel(axes: Any, panel: dict[str, Any]) -> None:
    weeks = list(range(len(panel["values"])))
    axes.plot(weeks, _gaps(panel["values"]), color=LINE, linewidth=1.4, marker="o", markersize=2.4)
    if any(value is not None for value in panel.get("pace") or ()):
        axes.plot(weeks, _gaps(panel["pace"]), color=MUTED, linewidth=1, linestyle=":")
    if panel.get("range"):
        axes.set_ylim(*panel["range"])
        axes.axhspan(panel["range"][0], LOW_ENERGY_TOP, color=GRID, alpha=0.5, linewidth=0)
    axes.set_title(panel["title"], fontsize=7, color=INK, loc="left", pad=3)
    axes.set_xticks([])
    axes.tick_params(labelsize=6, colors=MUTED, length=0)
    axes.grid(axis="y", color=GRID, linewidth=0.5)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _gaps(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if value is None else value for value in values]
