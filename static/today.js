// Today refreshes itself: nobody loses an open menu, an opened list or their place by it.
"use strict";
const busy = () => document.querySelector("#board details.menu[open]");
let opened = [];

document.addEventListener("htmx:beforeRequest", (event) => {
  // The five-second refresh waits while somebody chooses an outcome or reads a "why".
  if (event.target.id === "board" && event.detail.requestConfig.triggeringEvent?.type !== "board-changed" && busy()) event.preventDefault();
});
document.addEventListener("htmx:beforeSwap", () => {
  opened = Array.from(document.querySelectorAll("#board details[open][id]:not(.menu)"), (details) => details.id);
});
document.addEventListener("htmx:afterSwap", () => {
  opened.forEach((id) => { const details = document.getElementById(id); if (details) details.open = true; });
});
