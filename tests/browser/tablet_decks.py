"""Decks for the tests of the tablet, and what is asked of its page, as scripts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cards.deck import Card
from cards.library import table_deck
from interviews.tablet_deck import told_deck
from tests.interviews.deck_making import cards, lay, noise, photo, sound

WIDE, STANDING, PHONE = ({"width": width, "height": height} for width, height in ((1024, 768), (768, 1024), (360, 640)))
SIZES = {1: [STANDING], 4: [WIDE, PHONE], 15: [WIDE, STANDING], 60: [WIDE, STANDING, PHONE]}
"""Cards, and the screens on which so many are looked at."""
TITLE = (
    "J’ai trouvé du soutien quand tout allait mal, et j’ai compris que je pouvais moi aussi soutenir quelqu’un d’autre"
)
PLAYED = """
window.played = [];
const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () { window.played.push(this.currentSrc || this.src); return play.call(this); };
"""
RANGES = """async (path) => {
  const told = [];
  for (const asked of [null, "bytes=0-", "bytes=4-9", "bytes=-6", "bytes=99999999-"]) {
    const answer = await fetch(path, { headers: asked ? { Range: asked } : {} });
    const { size } = await answer.blob();
    told.push([answer.status, answer.headers.get("Content-Range")?.replace(/\\d+$/, "*") ?? null, size]);
  }
  return told;
}"""
PLAYS = """(path) => new Promise((done) => {
  const audio = new Audio(path);
  audio.onended = () => done(audio.duration > 0.2);
  audio.onerror = () => done(audio.error.message);
  audio.play().catch((error) => done(error.message));
})"""
ON_SERVER = """async () => {
  const answer = await fetch("/entretien/jeu.json", { cache: "no-store" });
  return (await answer.json()).jeu.cartes.at(-1).image;
}"""
FILES = """async () => {
  const all = await (await caches.open("kparole-jeux-medias")).keys();
  return all.map((one) => new URL(one.url).pathname.split(".").at(-1)).sort();
}"""
DECKS = """async () => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { forgetMedia, keepMedia } = await import("/entretien/app/decks/media.js");
  const [settings, { jeu }] = await Promise.all(["reglages", "jeu"].map(async (name) => (await fetch(`/entretien/${name}.json`)).json()));
  const store = await openStore();
  await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });
  const id = crypto.randomUUID();
  await store.keep(id, { summary: { title: "Essai", trial: true } });
  const first = await store.decks.tidy();
  await keepMedia([jeu]);
  await store.decks.lay({ ...jeu, cartes: jeu.cartes.slice(0, 1) });
  await store.decks.use(id, "autre@1", jeu);
  const during = (await store.decks.tidy()).length;
  await store.discard(id);
  const left = await store.decks.tidy();
  await forgetMedia(left);
  const files = (await (await caches.open("kparole-jeux-medias")).keys()).length;
  const told = [first, during, left.length, await store.decks.get("autre@1"), files];
  store.close();
  return told;
}"""
LOOKS = """() => [...document.querySelectorAll(".cards img, .small img")].every((one) => one.complete && one.naturalWidth > 0)"""
SMALL = """() => [...document.querySelectorAll("main button, header button")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return one.offsetParent !== null && (width < 47.5 || height < 47.5);
}).map((one) => one.outerHTML.slice(0, 90))"""
OUTSIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BELOW = "document.documentElement.scrollHeight - innerHeight"
APART = """() => {
  const [lifted, strip] = [".lifted", "[data-strip]"].map((one) => document.querySelector(one).getBoundingClientRect());
  const over = lifted.bottom > strip.top + 1 && strip.bottom > lifted.top && lifted.right > strip.left + 1 && strip.right > lifted.left;
  return !over && lifted.top >= 0 && lifted.left >= 0 && lifted.right <= innerWidth;
}"""


def made() -> dict[str, Any]:
    """One that speaks in every way, one with languages of its own, and tables of all sizes: each was on the table once."""
    wanted = {"parlé": spoken(), "langues": in_spanish()} | {str(count): sized(count) for count in SIZES}
    told = {}
    for title, given in wanted.items():
        lay(title, given)
        told[title] = told_deck(table_deck())
    return told


def spoken() -> list[Card]:
    """Recorded, recorded badly, by the voice; in Arabic by a recording alone."""
    one, two, three, four = cards(4, only=("fr", "ar", "uk"))
    last = replace(four, sounds={"fr": sound(20.0, note=330), "ar": sound(20.0)})
    return [replace(one, sounds={"fr": sound()}), replace(two, sounds={"fr": noise()}), three, last]


def in_spanish() -> list[Card]:
    """In a language that nobody described; English lacks a title."""
    one, two = (
        replace(card, titles={**card.titles, "es": f"Título {card.id}"}) for card in cards(2, only=("fr", "en", "ar"))
    )
    return [one, replace(two, titles={code: two.titles[code] for code in ("fr", "ar", "es")}, spoken={})]


def sized(count: int) -> list[Card]:
    """So many cards, the first with a long title and a photo that is no card's shape."""
    first, *rest = cards(count, only=("fr", "ar"))
    return [replace(first, picture=photo("#369", size=(200, 900)), titles={**first.titles, "fr": TITLE}), *rest]
