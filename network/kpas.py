"""Identity sheets of KPAs as data: read from TOML, an empty field stays empty."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the network keeps of one KPA; ``code`` starts the codes of its interviews."""

    name: str
    code: str
    aliases: tuple[str, ...] = ()
    town: str | None = None
    district: str | None = None
    public: str | None = None
    baseline: str | None = None


FROM_FRENCH = {"nom": "name", "ville": "town", "quartier": "district", "accroche": "baseline"}


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a TOML file of ``[[kpa]]`` blocks; fields the pages do not use yet are left aside."""
    wanted = {field.name for field in fields(Sheet)}
    sheets = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("kpa", []):
        known = {FROM_FRENCH.get(key, key): value for key, value in entry.items()}
        known["aliases"] = tuple(known.get("aliases", ()))
        given: dict[str, Any] = {key: value for key, value in known.items() if key in wanted and value}
        sheets.append(Sheet(**given))
    return sheets
