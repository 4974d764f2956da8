"""Where somebody's words went, as far as KParole knows: files that left, récits that quote them, what is not known."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree

from flask import current_app
from sqlalchemy import select

from interviews.handback.people import who_said
from interviews.handback.telling import quotes_of
from interviews.models import CompteRendu
from interviews.writeup.rows import sheet_of
from kparole.access import SYSTEM, acting_as
from kparole.db import db
from kparole.files import StoreError, stored
from kparole.job_table import Job
from kparole.journal import Action
from kparole.journal_chain import AccessEntry

RUN = 6
"""So many words in a row, the same, are the same words: fewer are said by everybody."""
LEFT = {
    "recit": "un récit",
    "entretiens": "des comptes-rendus en Word",
    "entretien": "une feuille ou un fichier de cet entretien",
    "analyse": "un tableau de l’analyse",
    "export": "un export pour un autre logiciel",
}
"""What a file that was downloaded is called, by the kind of object the journal of access writes."""
_WORD = re.compile(r"\w+")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@dataclass(frozen=True, slots=True)
class Left:
    """A file that somebody took out of KParole: what, when, who (a key and a role)."""

    what: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A récit that is kept here and which of her words are in it."""

    at: datetime
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All that is known. ``recits``: how many are kept here; those that quote her are in ``quoted``."""

    left: tuple[Left, ...]
    recits: int
    quoted: tuple[Quoted, ...]


def whereabouts(row: CompteRendu) -> Whereabouts:
    """Where the words of this compte-rendu went."""
    with acting_as(SYSTEM):  # récits are written by others, of the whole network
        recits = list(_recits(since=row.created_at))
    quotes = [quote for piece in sheet_of(row).pieces for quote in quotes_of(piece)]
    quoted = [Quoted(at, _found(quotes, text)) for at, text in recits]
    return Whereabouts(left_since(row), len(recits), tuple(one for one in quoted if one.words))


def left_since(row: CompteRendu) -> tuple[Left, ...]:
    """The files that may hold her words and that the journal of access saw leave since they came, the last first."""
    wanted = select(AccessEntry).where(AccessEntry.action == Action.DOWNLOAD, AccessEntry.outcome == "fait")
    entries = db.session.scalars(wanted.where(AccessEntry.at >= row.created_at).order_by(AccessEntry.id.desc()))
    found = []
    for one in entries:
        kind, _, code = one.object.partition(":")
        if kind in LEFT and code in ("", row.code):
            found.append(Left(LEFT[kind], one.at, who_said(f"{one.who} {one.role}")))
    return tuple(found)


def in_text(quote: str, text: str) -> bool:
    """True when six words of the quote in a row, or all of a shorter one of three at least, are in the text.

    >>> in_text("J'ai appris à tenir la caisse toute seule", "… appris à tenir la caisse toute !")
    True
    >>> in_text("Oui, bien.", "Oui, bien.")
    False
    """
    words, where = _words(quote), f" {' '.join(_words(text))} "
    size = min(RUN, len(words))
    if size < 3:
        return False
    return any(f" {' '.join(words[n : n + size])} " in where for n in range(len(words) - size + 1))


def _found(quotes: Iterable[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote for quote in quotes if in_text(quote, text)))


def _words(text: str) -> Sequence[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _recits(*, since: datetime) -> Iterable[tuple[datetime, str]]:
    wanted = (
        select(Job).where(Job.kind == "recit", Job.state == "done", Job.created_at >= since).order_by(Job.id.desc())
    )
    for job in db.session.scalars(wanted):
        text = _text_of(str((job.arguments or {}).get("stored", "")))
        if text is not None:
            yield job.created_at, text


def _text_of(name: str) -> str | None:
    """The words of a kept Word file; None when it is not there or not whole."""
    try:
        content = stored(current_app.config["KPAROLE"].home, name)
        with zipfile.ZipFile(BytesIO(content)) as package:
            root = ElementTree.fromstring(package.read("word/document.xml"))
    except (FileNotFoundError, StoreError, zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None
    return " ".join(node.text or "" for node in root.iter(_TEXT))
