"""The table of correspondence as plain data: who is spoken of under which words, where, and what is written instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.steps.mask_lexicon import fold

PERSON = "PERSONNE"
ANYWHERE = "*"
"""The scope of words that are the same thing in the whole network."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Form:
    """Words as they were said, and where: a KPA (``kpa:3``), one interview that has none (``cr:12``), or anywhere."""

    scope: str
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """Two forms with the same key are the same words in the same place."""
        return self.scope, plain(self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something. ``instead``: what is written for it, None when its words stay as they are.

    ``always``: what was decided holds for the interviews to come; ``kind``: that of its first mask.
    """

    uid: str
    kind: str
    forms: tuple[Form, ...]
    instead: str | None
    always: bool = False
    gender: str | None = None

    @property
    def kpa_id(self) -> int | None:
        """The only KPA it is spoken of in, None for several or none."""
        found = {form.scope for form in self.forms}
        only = found.pop() if len(found) == 1 else ""
        return int(only[4:]) if only.startswith("kpa:") else None


@dataclass(frozen=True)
class Book:
    """Every entry, found by what is said where."""

    entries: tuple[Entry, ...] = ()
    _found: dict[tuple[str, str], Entry] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._found.update({form.key: entry for form in entry.forms})

    def find(self, scope: str, words: str) -> Entry | None:
        """What these words stand for when they are said there; what holds anywhere comes second."""
        said = plain(words)
        return self._found.get((scope, said)) or self._found.get((ANYWHERE, said))

    def instead(self, scope: str, words: str) -> str | None:
        """What is written for these words, None when nobody has chosen."""
        entry = self.find(scope, words)
        return entry.instead if entry else None

    def by_uid(self, uid: str) -> Entry | None:
        """The entry with this id."""
        return next((entry for entry in self.entries if entry.uid == uid), None)


def scope_of(kpa_id: int | None, compte_rendu_id: int) -> str:
    """Where the words of an interview are said: its KPA, or itself alone when it has none."""
    return f"kpa:{kpa_id}" if kpa_id is not None else f"cr:{compte_rendu_id}"


def plain(words: str) -> str:
    """Words to compare: neither capitals nor accents, one kind of space and of apostrophe.

    >>> plain("L’Île  Saint-Denis")
    "l'ile saint-denis"
    """
    return _SPACES.sub(" ", fold(words).replace("’", "'")).strip()


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as JSON, to be closed."""
    return {
        "kind": entry.kind,
        "forms": [[form.scope, form.words] for form in entry.forms],
        "instead": entry.instead,
        "always": entry.always,
        "gender": entry.gender,
    }


def entry_from(uid: str, told: Any) -> Entry:
    """An entry out of its JSON."""
    forms = tuple(Form(scope, words) for scope, words in told["forms"])
    return Entry(uid, told["kind"], forms, told["instead"], told["always"], told["gender"])


def with_form(entry: Entry, form: Form) -> Entry:
    """The entry with these words too."""
    if any(known.key == form.key for known in entry.forms):
        return entry
    return replace(entry, forms=(*entry.forms, form))


def without(entry: Entry, keys: Iterable[tuple[str, str]]) -> Entry | None:
    """The entry without these words; None when it has no other."""
    gone = set(keys)
    left = tuple(form for form in entry.forms if form.key not in gone)
    return replace(entry, forms=left) if left else None


def joined(first: Entry, others: Sequence[Entry]) -> Entry:
    """Several entries as one: the first's name stands for all."""
    found = first
    for form in (form for one in others for form in one.forms):
        found = with_form(found, form)
    return replace(found, always=any(one.always for one in (first, *others)))
