"""The pictures by name, the fifteen of the deck and the set to choose from, and the emojis they need."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from cards import scenes_feelings as feelings
from cards import scenes_jokers as jokers
from cards import scenes_people as people
from cards import scenes_set_home as home
from cards import scenes_set_life as life
from cards import scenes_set_out as out
from cards import scenes_set_people as others
from cards import scenes_things as things
from cards import scenes_together as together
from cards.drawing import Pen

Scene = Callable[[Pen], str]
ICONS = Path(__file__).parent / "icons.toml"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 0 380 300" preserveAspectRatio="xMidYMid slice">'

DECK_SCENES: dict[str, Scene] = {
    "appris": people.appris,
    "change": people.change,
    "partage": things.partage,
    "rencontre": together.rencontre,
    "ameliore": things.ameliore,
    "utile": together.utile,
    "ressenti": feelings.ressenti,
    "cree": people.cree,
    "teste": people.teste,
    "senti": feelings.senti,
    "aime": feelings.aime,
    "difficile": together.difficile,
    "joker-1": jokers.joker_1,
    "joker-2": jokers.joker_2,
    "joker-3": jokers.joker_3,
}
SET_SCENES: dict[str, Scene] = {
    "cuisine": home.cuisine,
    "jardin": home.jardin,
    "couture": home.couture,
    "reparation": home.reparation,
    "maison": home.maison,
    "enfants": home.enfants,
    "repos": home.repos,
    "animaux": home.animaux,
    "musique": out.musique,
    "theatre": out.theatre,
    "sport": out.sport,
    "sante": out.sante,
    "transport": out.transport,
    "marche": out.marche,
    "chemin": out.chemin,
    "fete": others.fete,
    "ordinateur": life.ordinateur,
    "argent": life.argent,
    "papiers": life.papiers,
    "langue": others.langue,
    "telephone": life.telephone,
    "temps": life.temps,
    "colere": others.colere,
    "fierte": others.fierte,
    "groupe": others.groupe,
}
SCENES = DECK_SCENES | SET_SCENES


def icons_needed() -> list[str]:
    """The names of the emojis the pictures use, as listed in ``icons.toml``."""
    names: list[str] = tomllib.loads(ICONS.read_text(encoding="utf-8"))["emoji"]
    return names


def picture(name: str, icons: Mapping[str, str]) -> str:
    """The whole SVG of one picture; ``icons`` maps the name of an emoji to what its SVG contains."""
    drawn = SCENES[name](Pen(icons, name))
    return HEAD + drawn + "</svg>\n"
