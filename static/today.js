// Today refreshes itself: nobody loses an open menu, an opened list or their place by it.
"use strict";
const CONTROLS = "a, button, summary";
let opened = [], focused = null, following = [];
const busy = () => document.querySelector("#board details.menu[open]");

// Where to go on when what had the focus is gone: its row, else the next one, else the notice of what was done.
function placeAfter() {
  const row = following.map((id) => document.getElementById(id)).find(Boolean);
  const place = row?.querySelector(CONTROLS) ?? document.querySelector("#flashes .line") ?? document.querySelector("h1");
  if (place && !row) place.tabIndex = -1;
  return place;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  // The five-second refresh waits while somebody chooses an outcome or reads a "why".
  if (event.target.id === "board" && event.detail.requestConfig.triggeringEvent?.type !== "board-changed" && busy()) event.preventDefault();
});
document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement?.closest("#board *"), holder = active?.closest("[id]");
  focused = holder && { id: holder.id, index: [holder, ...holder.querySelectorAll(CONTROLS)].indexOf(active) };
  following = [];
  for (let row = active?.closest("li[id], tr[id]"); row; row = row.nextElementSibling) following.push(row.id);
  opened = Array.from(document.querySelectorAll("#board details[open][id]:not(.menu)"), (details) => details.id);
});
document.addEventListener("htmx:afterSwap", () => {
  opened.forEach((id) => { const details = document.getElementById(id); if (details) details.open = true; });
  const holder = focused && document.getElementById(focused.id);
  if (holder) [holder, ...holder.querySelectorAll(CONTROLS)][focused.index]?.focus({ preventScroll: true });
  if (focused && document.activeElement === document.body) placeAfter()?.focus({ preventScroll: true });
});
