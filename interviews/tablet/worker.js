// Keeps the application on the device: the page, its scripts and styles, the deck with its pictures and sounds; nothing
// personal, nothing else. A new version is fetched whole beside the old one, and takes its place when the page says so.
// Another deck is no new version: the page fetches it and keeps its files itself (decks/media.js), beside those in use.
const CACHE = `kparole-${KEPT.version}`;
const MEDIA = "kparole-jeux-medias";
const MEDIA_PATH = "/cartes/media/";
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
  else if (address.pathname.startsWith(MEDIA_PATH)) event.respondWith(media(request, address));
  else if (WHOLE.has(address.pathname) && request.cache !== "no-store") event.respondWith(kept(address.pathname));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  const wanted = KEPT.files.map((path) => new Request(path, { cache: "reload", redirect: "error" }));
  await Promise.all(wanted.map((request) => keepOne(cache, request)));
  const { jeu } = await (await cache.match(KEPT.deck)).json();
  await keepMedia(jeu.cartes.flatMap((card) => [card.image, ...Object.values(card.sons ?? {})]));
}

async function keepOne(cache, request) {
  const answer = await fetch(request);
  if (!answer.ok) throw new TypeError(`${answer.status} ${request.url}`);
  await cache.put(new URL(request.url).pathname, answer);
}

/** A picture that does not come leaves the application whole: the page asks for it again each time it starts. */
async function keepMedia(addresses) {
  const cache = await caches.open(MEDIA);
  await Promise.allSettled([...new Set(addresses)].map(async (one) => {
    const answer = (await cache.match(one)) ? null : await fetch(one);
    if (answer?.ok && /^(image|audio)/.test(answer.headers.get("Content-Type"))) await cache.put(one, answer);
  }));
}

async function forgetOthers() {
  const mine = (name) => name === CACHE || name === MEDIA || !name.startsWith("kparole-");
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !mine(name)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(path);
}

/** A player of sounds asks for a range, and some play nothing that comes without one: what is kept is cut as asked. */
async function media(request, { pathname, search }) {
  const cache = await caches.open(MEDIA);
  const whole = await cache.match(pathname + search);
  if (!whole) return fetch(request);
  const asked = request.headers.get("Range");
  return asked === null ? whole : cut(whole, asked);
}

async function cut(whole, asked) {
  const bytes = await whole.blob();
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(asked) ?? [];
  if (from === undefined || from + to === "") return new Response(bytes, { headers: whole.headers }); // several ranges, or none
  const start = from === "" ? Math.max(0, bytes.size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? bytes.size - 1 : Math.min(Number(to), bytes.size - 1);
  const headers = { "Accept-Ranges": "bytes", "Content-Type": whole.headers.get("Content-Type") };
  if (start > end) return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${bytes.size}` } });
  return new Response(bytes.slice(start, end + 1, headers["Content-Type"]), {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${start}-${end}/${bytes.size}`, "Content-Length": String(end + 1 - start) },
  });
}
