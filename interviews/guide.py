"""What to say and to ask during an interview, as data: read from ``guide.toml``, which a team can change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

GUIDE = Path(__file__).parent / "guide.toml"
SECTIONS = (
    "invitation",
    "preparation",
    "ouverture",
    "brise-glace",
    "cartes",
    "relances",
    "parle-peu",
    "parle-beaucoup",
    "mal-a-laise",
    "cloture",
    "arret",
    "echange",
    "restitution",
    "juste-apres",
    "conditions",
    "essai",
    "usages",
)
MOMENTS = ("ouverture", "apres")


class GuideError(Exception):
    """A guide that cannot be used; the message is French and lists every problem."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One sentence to say or to do: ``text``, and ``purpose``, what it is for. ``moment``: when a use is asked for, else ""."""

    id: str
    text: str
    purpose: str
    moment: str = ""


Guide = Mapping[str, tuple[Prompt, ...]]
"""Prompts by section, in the order of ``SECTIONS``."""


@cache
def load_guide(path: Path = GUIDE) -> Guide:
    """The guide of this file. Raises GuideError with every problem at once."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GuideError(f"Le guide « {path.name} » ne se lit pas : {error}.") from error
    problems = _problems(data)
    if problems:
        raise GuideError("\n".join(problems))
    return {section: tuple(_prompt(entry) for entry in data[section]) for section in SECTIONS}


def _prompt(entry: Mapping[str, str]) -> Prompt:
    return Prompt(entry["id"], entry["texte"], entry["but"], entry.get("moment", ""))


def _problems(data: Mapping[str, Any]) -> list[str]:
    found = [f"La section « {name} » n'existe pas." for name in data if name not in SECTIONS]
    for section in SECTIONS:
        entries = data.get(section)
        if not isinstance(entries, list) or not entries:
            found.append(f"Il manque la section « {section} ».")
            continue
        seen: set[str] = set()
        for number, entry in enumerate(entries, 1):
            found += [f"{section}, phrase {number} : {problem}" for problem in _entry_problems(section, entry, seen)]
    return found


def _entry_problems(section: str, entry: Any, seen: set[str]) -> list[str]:
    if not isinstance(entry, dict):
        return ["il faut id, texte et but."]
    found = [f"il manque « {key} »." for key in ("id", "texte", "but") if not _is_text(entry.get(key))]
    if section == "usages" and entry.get("moment") not in MOMENTS:
        found.append("« moment » doit être ouverture ou apres.")
    if entry.get("id") in seen:
        found.append(f"l'identifiant « {entry['id']} » sert déjà.")
    if _is_text(entry.get("id")):
        seen.add(entry["id"])
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
