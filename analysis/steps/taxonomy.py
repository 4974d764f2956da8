"""A taxonomy of effects as data: read from TOML text, checked, ready for any scheme a team brings."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import Any

TEXTS = ("id", "label", "aide")
PLAIN = (*TEXTS, "court", "domaine", "famille", "style")


class TaxonomyError(Exception):
    """The taxonomy cannot be used; ``str(error)`` lists every problem in French, one a line."""


@dataclass(frozen=True, slots=True)
class SubEffect:
    """A finer effect inside an effect."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: ``help`` says what it covers (one line or more), ``short`` fits a column head, ``style`` colours it."""

    id: str
    label: str
    help: str
    short: str
    domain: str | None
    family: str | None
    words: tuple[str, ...]
    subs: tuple[SubEffect, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of effects; ``style`` is the name of its colour and pattern on the pages ("" = neutral)."""

    id: str
    label: str
    domain: str | None
    style: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The effects in their order, their families, and ``version``: 12 hex digits of the file's text."""

    effects: tuple[Effect, ...]
    families: tuple[Family, ...]
    domains: dict[str, str]
    version: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the effects, in the order of the file."""
        return tuple(effect.id for effect in self.effects)

    def effect(self, effect_id: str) -> Effect | None:
        """The effect with this id, None when the taxonomy has none."""
        return next((effect for effect in self.effects if effect.id == effect_id), None)

    def family(self, family_id: str | None) -> Family | None:
        """The family with this id, None when there is none."""
        return next((family for family in self.families if family.id == family_id), None)


def parse_taxonomy(text: str) -> Taxonomy:
    """Read a taxonomy. Raises TaxonomyError with every problem at once.

    >>> taxonomy = parse_taxonomy('[[effet]]\\nid = "a"\\nlabel = "A"\\naide = "Ce que A couvre."')
    >>> taxonomy.ids
    ('a',)
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))  # its own words are English
        where = f"ligne {place[1]}, colonne {place[2]}" if place else "à la fin du fichier"
        raise TaxonomyError(f"La grille d'effets ne se lit pas comme du TOML : {where}.") from error
    problems = _problems(data)
    if problems:
        raise TaxonomyError("\n".join(problems))
    families = tuple(_family(entry) for entry in data.get("famille", []))
    styles = {family.id: family.style for family in families}
    effects = tuple(_effect(entry, styles) for entry in data["effet"])
    domains = {entry["id"]: entry.get("label", entry["id"]) for entry in data.get("domaine", [])}
    return Taxonomy(effects, families, domains, hashlib.sha256(text.encode()).hexdigest()[:12])


def _family(entry: dict[str, Any]) -> Family:
    return Family(entry["id"], entry.get("label", entry["id"]), entry.get("domaine"), entry.get("style", ""))


def _effect(entry: dict[str, Any], styles: dict[str, str]) -> Effect:
    label = entry["label"]
    subs = tuple(SubEffect(sub["id"], sub.get("label", sub["id"])) for sub in entry.get("sous", []))
    return Effect(
        id=entry["id"],
        label=label,
        help=str(entry.get("aide", "")).strip(),
        short=entry.get("court", label),
        domain=entry.get("domaine"),
        family=entry.get("famille"),
        words=tuple(entry.get("mots", ())),
        subs=subs,
        style=styles.get(entry.get("famille", ""), ""),
    )


def _problems(data: dict[str, Any]) -> list[str]:
    if not isinstance(data.get("effet"), list) or not data["effet"]:
        return ["La grille n'a aucun effet : ajoutez au moins un bloc [[effet]] avec id, label et aide."]
    found: list[str] = []
    for kind, name, needed in (
        ("effet", "Effet", TEXTS),
        ("famille", "Famille", ("id",)),
        ("domaine", "Domaine", ("id",)),
    ):
        found += _block_problems(data.get(kind, []), kind=kind, name=name, needed=needed)
    return found


def _block_problems(entries: Any, *, kind: str, name: str, needed: tuple[str, ...]) -> list[str]:
    """What is wrong in the blocks of one kind; sub-effects are blocks too."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [f"« {kind} » : écrivez des blocs [[{kind}]]."]
    found: list[str] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        who = f"{name} {entry.get('id') or f'numéro {number}'}"
        found += [f"{who} : il manque « {key} »." for key in needed if not entry.get(key)]
        found += [
            f"{who} : « {key} » doit être un texte entre guillemets."
            for key in PLAIN
            if not isinstance(entry.get(key, ""), str)
        ]
        if not isinstance(words := entry.get("mots", []), list) or not all(isinstance(word, str) for word in words):
            found.append(f'{who} : « mots » doit être une liste de textes, par exemple ["bus", "permis"].')
        if "|" in (own := str(entry.get("id", ""))):
            found.append(f"{who} : le signe | ne peut pas être dans un identifiant.")
        if own and own in seen:
            found.append(f"{who} : cet identifiant sert déjà ; choisissez-en un autre.")
        seen.add(own)
        found += _block_problems(entry.get("sous", []), kind="effet.sous", name=f"{who}, sous-effet", needed=("id",))
    return found
