// The few behaviours that HTML and htmx do not have: theme, keys, charts, questions before destructive acts.
"use strict";
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const theme = () => document.documentElement.dataset.bsTheme;

// Theme -------------------------------------------------------------------------------------------------------------
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) window.coachTheme.choose(theme() === "dark" ? "light" : "dark");
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-theme-choice]")) window.coachTheme.choose(event.target.value);
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});
$$("[data-theme-choice]").forEach((input) => { input.checked = input.value === (window.coachTheme.chosen() || ""); });

// Menus close on Escape, on a click elsewhere, and when focus leaves ---------------------------------------------------
const closeMenus = (except) => $$("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));

// After an act the keyboard goes on from its notice, or from the first field that was refused -------------------------
const goOnFrom = document.querySelector("[aria-invalid=true], #flashes .line");
if (goOnFrom && document.activeElement === document.body) {
  if (goOnFrom.matches(".line")) goOnFrom.tabIndex = -1;
  goOnFrom.focus();
}

// Keys --------------------------------------------------------------------------------------------------------------
let goPressedAt = 0;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === "g") { goPressedAt = event.timeStamp; return; }
  const goes = event.timeStamp - goPressedAt < 1500 && document.querySelector(`[data-go-key="${CSS.escape(event.key)}"]`);
  if (goes) window.location.assign(goes.dataset.goTo);
  if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
  if (event.key === "?") document.getElementById("keys")?.showModal();
});

// A form with data-confirm asks first; the answer "yes" submits it as if nothing had been between ----------------------
document.addEventListener("submit", (event) => {
  const form = event.target, dialog = document.getElementById("confirm");
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (!question || !dialog || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  document.getElementById("confirm-text").textContent = question;
  dialog.querySelector("[data-confirm-yes]").textContent = event.submitter?.textContent.trim() || "Yes";
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
  }, { once: true });
  dialog.showModal();
}, true);

// Charts: an element with data-chart-url is drawn from the figure that it holds in data-figure, else from that address's
// JSON; in the colours of the theme --------------------------------------------------------------------------------------
let plotlyLoads = null;
function loadPlotly() {
  plotlyLoads ||= new Promise((resolve, reject) => {
    // This id and class tell Plotly that its stylesheet is there, so it injects none (strict CSP).
    const css = Object.assign(document.createElement("link"), {
      rel: "stylesheet", href: document.body.dataset.plotlyCss, id: "plotly.js-style-global", className: "no-inline-styles",
    });
    const script = Object.assign(document.createElement("script"), { src: document.body.dataset.plotlyJs });
    css.onload = () => document.head.append(script);
    script.onload = resolve;
    css.onerror = script.onerror = reject;
    document.head.append(css);
  });
  return plotlyLoads;
}
const WORDS = ["text", "ticktext", "tickvals", "x", "y"];
function painted(value, colours) { // each "@role" replaced, as app.charts.theme.paint does
  if (typeof value === "string") return value.startsWith("@") ? colours[value.slice(1)] : value;
  if (Array.isArray(value)) return value.map((item) => painted(item, colours));
  if (value === null || typeof value !== "object") return value;
  const isWords = (key, item) => WORDS.includes(key) && (typeof item === "string" || Array.isArray(item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isWords(key, item) ? item : painted(item, colours)]));
}
async function figureOf(element) {
  const held = element.dataset.figure;
  if (held) return painted(JSON.parse(held), JSON.parse(document.getElementById("chart-palettes").dataset.palettes)[theme()]);
  const url = new URL(element.dataset.chartUrl, window.location.href);
  url.searchParams.set("theme", theme());
  const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`chart ${answer.status}`);
  return answer.json();
}
async function draw(element) {
  const [figure] = await Promise.all([figureOf(element), loadPlotly()]);
  element.replaceChildren();
  figure.layout.font.family = getComputedStyle(element).fontFamily;
  await window.Plotly.newPlot(element, figure.data, figure.layout, {
    responsive: true, displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
    toImageButtonOptions: { filename: element.dataset.chartName || "chart", scale: 2 },
  });
  element.classList.add("drawn");
}
function drawAll(root = document) {
  $$("[data-folds]:not([data-folded])", root).forEach((table) => { table.open = false; table.dataset.folded = ""; });
  $$("[data-chart-url]", root).forEach((element) => draw(element).catch(() => {
    element.textContent = "The chart did not load. The table below has the same figures; reload to try again.";
  }));
}
document.addEventListener("themechange", () => drawAll());
document.addEventListener("htmx:afterSwap", (event) => drawAll(event.detail.target));
drawAll();

// Print: charts take the width of the paper, and the screen's again after it; folded lists open (the stylesheet does it
// where a browser knows ::details-content). A list goes where it points.
const PAPER_PIXELS = 690;
const COLUMN_GAP = 24;
const paint = (change) => $$(".chart-plot.drawn").forEach((element) => window.Plotly.relayout(element, change(element)));
function ofPaper(element) {
  const columns = Number(element.closest("[data-paper-columns]")?.dataset.paperColumns ?? 1);
  return { autosize: false, width: Math.floor((PAPER_PIXELS - COLUMN_GAP * (columns - 1)) / columns) };
}
const unfold = () => $$("details[data-paper-open]:not([open])").forEach((list) => { list.open = true; list.dataset.unfolded = ""; });
const fold = () => $$("details[data-unfolded]").forEach((list) => { list.open = false; delete list.dataset.unfolded; });
window.addEventListener("beforeprint", () => { unfold(); paint(ofPaper); });
window.addEventListener("afterprint", () => { fold(); paint(() => ({ autosize: true, width: null })); });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-go]")) event.target.form.submit();
});
