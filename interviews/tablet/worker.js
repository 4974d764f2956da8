// Keeps the application on the device: the page, its scripts, styles, pictures and deck; nothing personal, nothing else.
// A new version is fetched whole beside the old one, and takes its place only when the page says that nothing is unsent.
const CACHE = `kparole-${KEPT.version}`;
const PAGE = "/entretien/";
const WHOLE = new Set(KEPT.files);

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener("message", (event) => {
  if (event.data === "prends-la-suite") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) event.respondWith(kept(PAGE));
  else if (WHOLE.has(address.pathname)) event.respondWith(kept(address.pathname));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  const wanted = KEPT.files.map((path) => new Request(path, { cache: "reload", redirect: "error" }));
  await Promise.all(wanted.map((request) => keepOne(cache, request)));
}

async function keepOne(cache, request) {
  const answer = await fetch(request);
  if (!answer.ok) throw new TypeError(`${answer.status} ${request.url}`);
  await cache.put(new URL(request.url).pathname, answer);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kparole-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(path);
}
