// Says that scripts run, and sets the theme, before the page is painted: the person's choice on this device, else the system's.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return window.localStorage.getItem("theme"); } catch (_blocked) { return null; }
  }
  function apply() {
    var theme = chosen() || (system.matches ? "dark" : "light");
    if (document.documentElement.dataset.bsTheme === theme) return;
    document.documentElement.dataset.bsTheme = theme;
    document.dispatchEvent(new Event("themechange"));
  }
  window.coachTheme = {
    chosen: chosen,
    choose: function (theme) { // "light", "dark", or "" for the system's
      try {
        if (theme) window.localStorage.setItem("theme", theme); else window.localStorage.removeItem("theme");
      } catch (_blocked) { document.documentElement.dataset.bsTheme = theme || "light"; }
      apply();
    },
  };
  system.addEventListener("change", apply);
  apply();
})();
