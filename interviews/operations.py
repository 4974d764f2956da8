"""One operation of an interview's journal: its shape, its hash, and everything that is wrong with one, said in French.

Pure. The hash is that of what the device sent; the texts that are kept went through ``clean_text``.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from interviews.operation_kinds import FIELD, FIELDS, HEAVIEST, KINDS, TYPES, UUID, Cards, plain_type

KEYS = ("id", "interview", "device", "seq", "at", "kind", "field", "base", "data")
MOST_SEQ = 2**31 - 1
SAFE = 2**53
MOST_DEPTH = 5
AT = re.compile(r"([+-]\d{2})?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
REPLACED = "Un signe que KParole ne peut pas garder a été remplacé par \ufffd. Relisez ce texte."
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
_NO_OPERATION = "Ce n'est pas une opération : il faut un objet JSON."
_NUMBERS = "les nombres doivent être entiers."


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``data`` is None once it was erased; ``hash``: SHA-256 (hex) of what the device sent."""

    id: str
    interview: str
    device: str
    seq: int
    at: str
    kind: str
    field: str | None
    base: str | None
    data: Mapping[str, Any] | None
    hash: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one entry of a batch: the operation, or every complaint about it.

    ``id``: as sent, None when there is none that can be repeated; ``replaced``: signs were replaced in its texts.
    """

    id: str | None
    operation: Operation | None
    complaints: tuple[str, ...] = ()
    replaced: bool = False


def read_operation(raw: object, *, interview: str, cards: Cards) -> Reading:
    """Check one entry of a batch sent for this interview; ``cards``: every card that may be named."""
    if not isinstance(raw, dict):
        return Reading(None, None, (_NO_OPERATION,))
    sent = raw.get("id")
    known = sent if isinstance(sent, str) and UUID.fullmatch(sent) else None
    complaints = tuple(_complaints(raw, interview, cards))
    if complaints:
        return Reading(known, None, complaints)
    clean, replaced = _cleaned(raw)
    return Reading(known, Operation(**{key: clean[key] for key in KEYS}, hash=hash_of(raw)), (), replaced)


def canonical(operation: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed: the keys of an operation sorted, without spaces, in UTF-8, as JavaScript writes them.

    >>> canonical({"b": "é", "a": 1})
    b'{"a":1,"b":"\\xc3\\xa9"}'
    """
    written = json.dumps(operation, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode()


def hash_of(operation: Mapping[str, Any]) -> str:
    """The SHA-256 of an operation as it was sent, in hexadecimal; keys of other origin do not count."""
    return hashlib.sha256(canonical({key: operation[key] for key in KEYS})).hexdigest()


def as_sent(operation: Operation) -> dict[str, Any]:
    """The keys of an operation as they travel."""
    return {key: getattr(operation, key) for key in KEYS}


def clean_text(text: str) -> str:
    """The text composed (NFC), lines ended by LF, and U+FFFD in place of what no document can carry.

    >>> clean_text("e\\u0301te\\r\\n\\x00")
    'éte\\n\\ufffd'
    """
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def _cleaned(raw: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    replaced = False

    def clean(value: Any) -> Any:
        nonlocal replaced
        if isinstance(value, str):
            replaced = replaced or _FORBIDDEN.search(value) is not None
            return clean_text(value)
        if isinstance(value, list):
            return [clean(one) for one in value]
        return {key: clean(one) for key, one in value.items()} if isinstance(value, dict) else value

    return clean(raw), replaced


def _complaints(raw: Mapping[str, Any], interview: str, cards: Cards) -> Iterable[str]:
    yield from (f"Il manque « {key} »." for key in KEYS if key not in raw)
    if any(key not in KEYS for key in raw):
        yield f"Une opération n'a que ces clés : {', '.join(KEYS)}."
    if not _is_plain(raw):
        yield f"Cette opération ne peut pas être gardée : {_NUMBERS}"
        return
    for key in ("id", "device"):
        if key in raw and not _is_uuid(raw[key]):
            yield f"« {key} » doit être un UUID v4 en minuscules."
    if "interview" in raw and raw["interview"] != interview:
        yield "Cette opération est celle d'un autre entretien."
    if "base" in raw and not (raw["base"] is None or _is_uuid(raw["base"])):
        yield "« base » doit être l'identifiant d'une opération, ou rien."
    if "seq" in raw and not (type(raw["seq"]) is int and 1 <= raw["seq"] <= MOST_SEQ):
        yield "« seq » doit être un nombre entier à partir de 1."
    if "at" in raw and not (isinstance(raw["at"], str) and AT.fullmatch(raw["at"])):
        yield "« at » doit être une date comme 2026-11-22T04:05:06.789Z."
    yield from _about_kind(raw, cards)


def _about_kind(raw: Mapping[str, Any], cards: Cards) -> Iterable[str]:
    kind, field, data = raw.get("kind"), raw.get("field"), raw.get("data")
    if not isinstance(kind, str) or kind not in KINDS:
        yield "Cette sorte d'opération n'est pas connue ici. Mettez KParole à jour sur le serveur."
        return
    if kind in FIELDS and not (isinstance(field, str) and FIELDS[kind].fullmatch(field)):
        yield "« field » doit dire quel texte est écrit, par exemple note:carte:… ou title:…"
    elif field is not None and not (isinstance(field, str) and FIELD.fullmatch(field)):
        yield "« field » n'est pas un nom de champ."
    if not isinstance(data, dict):
        yield "« data » doit être un objet JSON."
        return
    if any(key not in KINDS[kind] for key in data):
        yield f"Cette opération ne porte que : {', '.join(KINDS[kind]) or 'rien'}."
    for name, key in KINDS[kind].items():
        value = data.get(name)
        if value is None and not key.optional:
            yield f"Il manque « {name} » : {key.wanted}."
        elif value is not None and not key.suits(value, cards):
            yield f"« {name} » doit être {key.wanted}."
    yield from _together(raw, kind, data)


def _together(raw: Mapping[str, Any], kind: str, data: Mapping[str, Any]) -> Iterable[str]:
    """What two keys of the data must respect together."""
    start, end = data.get("start"), data.get("end")
    if kind == "note.mark" and _is_number(start) and _is_number(end) and start > end:
        yield "La fin d'une marque ne peut pas être avant son début."
    if kind == "note.off" and raw.get("field") != data.get("note"):
        yield "« field » doit nommer la note que l'on efface."
    what, mime, weight = data.get("kind"), data.get("type"), data.get("bytes")
    if kind == "attachment.add" and isinstance(what, str) and what in TYPES:
        if isinstance(mime, str) and plain_type(mime) not in TYPES[what]:
            yield f"Ce type de fichier ne peut pas être une pièce « {what} ». Donnez {', '.join(sorted(TYPES[what]))}."
        if _is_number(weight) and weight > HEAVIEST[what]:
            yield f"Cette pièce pèse plus de {HEAVIEST[what] // 1_000_000} Mo. Allégez-la ou partagez-la en plusieurs."


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def _is_number(value: object) -> TypeGuard[int]:
    return type(value) is int


def _is_plain(value: object, depth: int = 0) -> bool:
    """Nothing that two languages write differently (fractions, numbers beyond 2^53), and nothing deep."""
    if depth > MOST_DEPTH:
        return False
    if isinstance(value, dict):
        return all(_is_plain(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return all(_is_plain(one, depth + 1) for one in value)
    return isinstance(value, str | bool | None) or (type(value) is int and abs(value) < SAFE)
