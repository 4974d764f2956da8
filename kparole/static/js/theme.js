// The light or dark look: the system's, unless the person chose otherwise on this device.
(() => {
  const root = document.documentElement;
  const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (kept === "clair" || kept === "sombre") root.dataset.theme = kept;
  const dark = () => root.dataset.theme ? root.dataset.theme === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "clair" : "sombre";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private browsing: the choice lasts one page */ }
      show();
    });
  });
})();
