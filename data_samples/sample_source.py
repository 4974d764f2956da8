"""A source of the sample comptes-rendus: one text file a person, read into plain data, its tags kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
HEADERS = ("kpa", "code", "age", "genre", "depuis", "date", "par", "langue", "noms")
POLARITIES = {"+": "positive", "-": "negative", "0": "absente"}
TAG = re.compile(r"\s*⟦([^⟧]*)⟧")
LABEL = re.compile(r"([a-z-]+?)(?:([+-])([123])|(0))")


@dataclass(frozen=True, slots=True)
class Label:
    """One effect of a unit; ``polarity``: positive, negative, absente; ``strength``: 1 to 3, None when absent."""

    effect: str
    polarity: str
    strength: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A meaning unit of a labelled source and its labels; no label when it speaks of no effect."""

    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A card taken: its id, the title of a joker that was named, its notes with their tags if any."""

    card: str
    title: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a team knew of one interview before it was typed in Word; notes are paragraphs, tags still in them."""

    code: str
    kpa: str
    age: str
    gender: str
    since: str
    date: str
    by: str
    language: str
    names: tuple[tuple[str, str], ...]
    lived: tuple[str, ...]
    terms: tuple[str, ...]
    introduction: tuple[str, ...]
    picks: tuple[Picked, ...]
    closing: tuple[str, ...]

    @property
    def labelled(self) -> bool:
        """True for the ten files whose units carry tags."""
        return any(TAG.search(note) for pick in self.picks for note in pick.notes)

    def all_notes(self) -> list[str]:
        """Every paragraph in the order of the document, without tags."""
        cards = [note for pick in self.picks for note in pick.notes]
        return [bare(t) for t in (*self.lived, *self.terms, *self.introduction, *cards, *self.closing)]


def bare(note: str) -> str:
    """The words of a note, without tags.

    >>> bare("Elle rit. ⟦bien-etre+1⟧ Il pleut. ⟦⟧")
    'Elle rit. Il pleut.'
    """
    return TAG.sub("", note).strip()


def units(note: str) -> list[Unit]:
    """The units of a tagged note, in order; ValueError when a stretch has no tag or a tag is not understood.

    >>> units("Elle ose. ⟦confiance+2|projection0⟧")[0].labels[1]
    Label(effect='projection', polarity='absente', strength=None)
    """
    pieces = TAG.split(note)
    if pieces[-1].strip():
        raise ValueError(f"passage sans étiquette : {pieces[-1].strip()!r}")
    return [Unit(text.strip(), _labels(tag)) for text, tag in zip(pieces[::2], pieces[1::2], strict=False)]


def read_source(path: Path) -> Source:
    """Read one source. Raises ValueError when a header line or a part is missing or out of place."""
    head, parts = _split(path.read_text(encoding="utf-8"))
    missing = [key for key in HEADERS if not head.get(key)]
    order = [line.partition(" | ") for line in parts.get("ordre", ())]
    wanted = ["vecu", "modalites", "introduction", "ordre", *(f"carte {n}" for n in range(1, len(order) + 1))]
    if missing or [name for name in parts if name != "cloture"] != wanted:
        raise ValueError(f"{path.name} : lignes manquantes {missing}, parties {list(parts)}")
    picks = tuple(Picked(id_, title or None, parts[f"carte {n}"]) for n, (id_, _, title) in enumerate(order, 1))
    names = tuple((kind, text) for kind, _, text in (name.partition("=") for name in head["noms"].split("; ")))
    return Source(
        code=head["code"],
        kpa=head["kpa"],
        age=head["age"],
        gender=head["genre"],
        since=head["depuis"],
        date=head["date"],
        by=head["par"],
        language=head["langue"],
        names=names,
        lived=parts["vecu"],
        terms=parts["modalites"],
        introduction=parts["introduction"],
        picks=picks,
        closing=parts.get("cloture", ()),
    )


def read_sources(folder: Path = SOURCES) -> list[Source]:
    """Every source of the folder, by code; empty when there is none."""
    return [read_source(path) for path in sorted(folder.glob("*.txt"))]


def _split(text: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Header lines « key: value », then the lines of each « # part »."""
    before, *after = re.split(r"^# *", text, flags=re.MULTILINE)
    head = dict(line.split(": ", 1) for line in before.splitlines() if line.strip())
    blocks = [[line.strip() for line in part.splitlines() if line.strip()] for part in after]
    return head, {block[0]: tuple(block[1:]) for block in blocks}


def _labels(tag: str) -> tuple[Label, ...]:
    return tuple(_label(one) for one in tag.split("|")) if tag else ()


def _label(text: str) -> Label:
    found = LABEL.fullmatch(text)
    if found is None:
        raise ValueError(f"étiquette mal écrite : {text!r}")
    effect, sign, strength, absent = found.groups()
    return Label(effect, POLARITIES[sign or absent], int(strength) if strength else None)
