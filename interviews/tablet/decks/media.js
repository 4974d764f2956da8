// The pictures and sounds of the decks in use, kept on the device: an address is for ever the same bytes.
import { mediaOf } from "./deck.js";

const CACHE = "kparole-jeux-medias"; // the service worker serves it

/** Fetch what is not kept yet of these decks. False when the network went away before the end. */
export async function keepMedia(decks) {
  if (!globalThis.caches) return true;
  const cache = await caches.open(CACHE);
  const wanted = new Set(decks.flatMap(mediaOf));
  const done = await Promise.allSettled([...wanted].map((one) => keepOne(cache, one)));
  return !done.some((one) => one.reason instanceof TypeError); // a full disk, or a picture that is lost, is no reason to wait
}

async function keepOne(cache, address) {
  if (await cache.match(address)) return;
  const answer = await fetch(address);
  if (answer.ok && /^(image|audio)/.test(answer.headers.get("Content-Type"))) await cache.put(address, answer);
}

/** Let go of the files that none of these decks names. */
export async function forgetMedia(decks) {
  if (!globalThis.caches) return;
  const cache = await caches.open(CACHE);
  const wanted = new Set(decks.flatMap(mediaOf).map((one) => new URL(one, location.href).href));
  const left = (await cache.keys()).filter((request) => !wanted.has(request.url));
  await Promise.all(left.map((request) => cache.delete(request)));
}
