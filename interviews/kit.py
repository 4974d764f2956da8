"""The kit of the interview as data: fiches, pages and the words of the blank compte-rendu, read from ``kit.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from interviews.errors import KitError
from interviews.guide import GUIDE, Guide, load_guide
from interviews.kit_check import problems

KIT = Path(__file__).with_name("kit.toml")
Kind = Literal["texte", "liste", "cases", "tableau", "encadre", "lignes", "cartes", "phrases", "accords"]
_BEFORE = re.compile(r" (?=[:;?!»])")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to say or to do, and its purpose; ``lines``: how many lines to write one's own reminders on."""

    id: str
    text: str
    purpose: str
    lines: int


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a page. Which of the rest is filled depends on ``kind``; what is not is empty.

    ``text``: paragraphs · ``points``: of a list, or boxes to tick · ``columns`` and ``rows``: a table, or the uses to agree
    on · ``prompts``, and ``spoken`` when they are said to the person · ``fields``: labels with room behind · ``lines``: to
    write on · ``cards``: pictures of the deck.
    """

    kind: Kind
    title: str
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    spoken: bool = False
    fields: tuple[str, ...] = ()
    lines: int = 0
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the kit. ``number``: of a fiche outil, None for the others; ``card``: whose picture goes with it."""

    id: str
    number: int | None
    title: str
    purpose: str
    intro: str
    card: str
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """« Fiche 2 · Se préparer », or the title alone."""
        return f"Fiche {self.number} · {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Form:
    """The words of the blank compte-rendu. ``hints``: by part; ``ranks``: as many cards as the form has room for."""

    title: str
    foot: str
    refusal: str
    genders: tuple[str, ...]
    ranks: tuple[str, ...]
    hints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kit:
    """The whole booklet, in the order of its pages."""

    title: str
    subtitle: str
    promise: str
    owner: tuple[str, ...]
    cards: tuple[str, ...]
    how: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    form: Form

    def sheet(self, sheet_id: str) -> Sheet | None:
        """The page with this id, None when there is none."""
        return next((one for one in self.sheets if one.id == sheet_id), None)


@cache
def load_kit(path: Path = KIT, guide: Path = GUIDE) -> Kit:
    """The kit of this file, its shared prompts taken from this guide. Raises KitError with every problem at once."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KitError(f"Le kit « {path.name} » ne se lit pas : {error}.") from error
    prompts = load_guide(guide)
    found = problems(data, sections=prompts.keys())
    if found:
        raise KitError("\n".join(found))
    return _kit(typeset(data), prompts)


def used_cards(kit: Kit) -> list[str]:
    """The ids of the cards whose pictures the kit shows, each once."""
    shown = (card for sheet in kit.sheets for block in sheet.blocks for card in block.cards)
    return list(dict.fromkeys((*kit.cards, *(sheet.card for sheet in kit.sheets), *shown)))


def typeset(value: Any) -> Any:
    """The same data with French apostrophes and no-break spaces in every text.

    >>> typeset(["C'est prêt ?"])
    ['C’est prêt\\xa0?']
    """
    if isinstance(value, str):
        return _BEFORE.sub("\u00a0", value.replace("'", "’")).replace("« ", "«\u00a0")
    if isinstance(value, dict):
        return {key: typeset(one) for key, one in value.items()}
    return [typeset(one) for one in value] if isinstance(value, list) else value


def _kit(data: Mapping[str, Any], guide: Guide) -> Kit:
    head = data["kit"]
    return Kit(
        title=head["titre"],
        subtitle=head["sous_titre"],
        promise=head["accroche"],
        owner=tuple(head["a_qui"]),
        cards=tuple(head["cartes"]),
        how=tuple(head["mode_demploi"]),
        sheets=tuple(_sheet(page, guide) for page in data["page"]),
        form=_form(data["formulaire"]),
    )


def _sheet(page: Mapping[str, Any], guide: Guide) -> Sheet:
    return Sheet(
        id=page["id"],
        number=page.get("numero"),
        title=page["titre"],
        purpose=page["but"],
        intro=page["intro"],
        card=page["carte"],
        blocks=tuple(_block(block, guide) for block in page["bloc"]),
    )


def _block(block: Mapping[str, Any], guide: Guide) -> Block:
    uses = [[typeset(use.text)] for use in guide["usages"]] if block["genre"] == "accords" else []
    return Block(
        kind=block["genre"],
        title=block["titre"],
        text=tuple(block.get("texte", ())),
        points=tuple(block.get("points", ())),
        columns=tuple(block.get("colonnes", ())),
        rows=tuple(tuple(row) for row in block.get("lignes_du_tableau", uses)),
        prompts=_prompts(block, guide),
        spoken=block.get("dit", False),
        fields=tuple(block.get("champs", ())),
        lines=block.get("lignes", 0),
        cards=tuple(block.get("cartes", ())),
    )


def _prompts(block: Mapping[str, Any], guide: Guide) -> tuple[Prompt, ...]:
    own = [(one["id"], one["texte"], one["but"]) for one in block.get("phrase", ())]
    shared = [(one.id, one.text, one.purpose) for one in guide[block["guide"]]] if "guide" in block else []
    return tuple(Prompt(key, typeset(text), typeset(why), block["lignes"]) for key, text, why in shared + own)


def _form(data: Mapping[str, Any]) -> Form:
    return Form(
        title=data["titre"],
        foot=data["pied"],
        refusal=data["ne_dit_pas"],
        genders=tuple(data["genres"]),
        ranks=tuple(data["rangs"]),
        hints=dict(data["aides"]),
    )
