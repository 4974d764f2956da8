// Keeps the application on this device, and changes it for a newer one only when the person says so and nothing is unsent.
import { html, nothing } from "/static/vendor/lit/lit-html.js";

const WORKER = "/entretien/sw.js";
const EVERY_HOUR = 3_600_000;
const KEPT_UNTIL_SENT = "Une nouvelle version attend. Elle s’installera quand tout sera envoyé.";

/** Ask the browser to keep the application. Without a service worker (plain http), the page still works with the server. */
export async function keepOffline(app) {
  app.offline = { kept: false, waiting: null };
  if (!("serviceWorker" in navigator)) return;
  const known = Boolean(navigator.serviceWorker.controller);
  try {
    const registration = await navigator.serviceWorker.register(WORKER, { scope: "/entretien/", updateViaCache: "none" });
    watch(app, registration, known);
    setInterval(() => registration.update().catch(() => {}), EVERY_HOUR);
    await navigator.serviceWorker.ready;
    app.offline.kept = true;
    app.redraw();
  } catch {
    app.redraw(); // the server is stopped, or the browser refuses: what is kept already stays
  }
}

function watch(app, registration, known) {
  const see = () => {
    app.offline.waiting = known ? registration.waiting : null;
    app.redraw();
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", see);
  });
  see();
}

/** Take the newer version now; the page starts again with it. */
export function takeNewer(app) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  app.offline.waiting.postMessage("prends-la-suite");
}

/** What the first screen says of it: nothing, or that a newer version is ready. */
export function newerVersion(app) {
  if (!app.offline?.waiting) return nothing;
  const unsent = app.interviews.some((one) => one.unsent > 0);
  if (unsent) return html`<p class="note wait">${KEPT_UNTIL_SENT}</p>`;
  return html`<div class="note">
    <p>Une nouvelle version de l’entretien est prête.</p>
    <button class="button" type="button" @click=${() => takeNewer(app)}>L’installer</button>
  </div>`;
}
