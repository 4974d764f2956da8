"""The three papers of the hand back as plain data, whatever they are then made into: PDF or Word. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from interviews.handback.telling import Passage, Told

Kind = Literal["compris", "paroles", "appris"]
TITLES: dict[Kind, str] = {
    "compris": "Voici ce que j’ai compris",
    "paroles": "Mes paroles",
    "appris": "Ce que j’ai appris",
}
FILES: dict[Kind, str] = {"compris": "ce-que-j-ai-compris", "paroles": "mes-paroles", "appris": "ce-que-j-ai-appris"}
UNDERSTOOD, NOTICED, SAID = "Ce que nous avons compris", "Ce que nous avons remarqué", "Vous avez corrigé"
HERS = "Vos mots"
NOTHING = "Rien n’a encore été noté."


@dataclass(frozen=True, slots=True)
class Block:
    """One passage on paper: quotes first, then a label and what we wrote; ``boxes``: she may answer with a pen."""

    quotes: tuple[str, ...]
    label: str
    text: str
    correction: str
    boxes: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A card with its picture (the name of a file, "" for none) and its passages; or plain lines."""

    title: str
    picture: str
    alt: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``lines``: sentences of a list, when that is what it holds; ``foot``: what to know about this paper."""

    kind: Kind
    title: str
    name: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    lines: tuple[str, ...]
    closing: tuple[str, ...]
    foot: str


def telling_paper(told: Sequence[Told], *, name: str) -> Paper:
    """« Voici ce que j'ai compris », to be read with a pen in hand."""
    opening = (
        f"{_hello(name)}vous nous avez parlé avec des cartes. Nous avons écrit ce que vous avez dit.",
        "Vos mots viennent d’abord. Ensuite, ce que nous avons compris.",
        "Relisez, ou demandez qu’on vous lise. Vous pouvez tout corriger. Vous pouvez tout retirer.",
    )
    closing = (
        "C’est juste ? Dites-le : on le notera.",
        "Vous pourrez encore changer d’avis plus tard.",
    )
    parts = tuple(_part(one, [_block(passage) for passage in one.passages]) for one in told)
    return Paper("compris", TITLES["compris"], name, opening, parts, (), closing, "À relire avec la personne")


def words_paper(told: Sequence[Told], *, name: str) -> Paper:
    """A copy of her own words, and of nothing else; cards under which none was noted are left out."""
    parts = []
    for one in told:
        blocks = [Block(_own(passage), "", "", "", False) for passage in one.passages if _own(passage)]
        if blocks:
            parts.append(_part(one, blocks))
    opening = ("Voici vos mots, comme vous les avez dits. Ils sont à vous.",)
    closing = ("Les noms n’y sont pas changés : montrez cette feuille à qui vous voulez, et à personne d’autre.",)
    return Paper("paroles", TITLES["paroles"], name, opening, tuple(parts), (), closing, "Cette copie est à vous")


def learnt_paper(lines: Sequence[str], *, name: str) -> Paper:
    """Sentences for a CV."""
    opening = ("Des phrases à garder pour un CV, une lettre ou un entretien d’embauche.",)
    closing = ("Ces phrases viennent de ce que j’ai raconté. Je les ai relues.",)
    return Paper("appris", TITLES["appris"], name, opening, (), tuple(lines), closing, "Cette feuille est à vous")


def _hello(name: str) -> str:
    return f"Bonjour {name}, " if name else "Bonjour, "


def _part(one: Told, blocks: Sequence[Block]) -> Part:
    title = f"{one.rank}. {one.title}" if one.rank else one.title
    return Part(title, one.key if one.card else "", f"Image de la carte « {one.title} »", tuple(blocks))


def _block(passage: Passage) -> Block:
    label = (NOTICED if passage.noticed else UNDERSTOOD) if passage.understood else ""
    quotes = tuple(_tied(one) for one in passage.quotes)
    return Block(quotes, label, _tied(passage.understood or ""), _tied(passage.correction or ""), True)


def _own(passage: Passage) -> tuple[str, ...]:
    return tuple(_tied(one) for one in (*passage.quotes, passage.correction) if one)


def _tied(words: str) -> str:
    """No line begins or ends with a lone quotation mark or an exclamation mark."""
    return words.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" !", "\u00a0!").replace(" ?", "\u00a0?")
