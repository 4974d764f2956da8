"""From an interview led with the tablet to a draft of its compte-rendu, in the standard structure. Pure.

Every text that stands in the journal is in the document, or told word for word in its problems; what was put off the record
or written after the end is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cards.deck import Card, Deck
from interviews.document import CompteRendu, Gender, Passage, PickedCard
from interviews.draft_passages import passages_of
from interviews.fold import InterviewState, Picked

GENDERS: dict[str, Gender] = {
    "f": "femme", "femme": "femme", "une femme": "femme", "h": "homme", "homme": "homme", "un homme": "homme",
    "autre": "autre",
}  # fmt: skip
NOT_SAID = {"", "non dit", "ne souhaite pas dire", "ne souhaite pas le dire"}
"""A person may keep this for herself: it is no problem then."""
PARTS = {"ouverture": "introduction", "cloture": "closing"}
PLACES = {
    "introduction": "en arrivant",
    "closing": "pour finir",
    "terms": "sur le déroulement de l'entretien",
    "lived": "dans les notes à chaud",
    "unplaced": "dans « Non classé »",
}

NO_OPENING = "L'ouverture de l'entretien n'est pas encore arrivée : la tablette a encore des choses à envoyer."
NO_CARD = "Aucune carte n'a été prise."
NO_AGE, NO_GENDER = "L'âge n'a pas été noté.", "Le genre n'a pas été noté."
NOTHING = "Rien n'a été noté."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field of the journal goes: a part of the document, and for a card its rank from 1."""

    part: str
    rank: int = 0


def draft(state: InterviewState, *, deck: Deck, kpa: str | None = None) -> CompteRendu:
    """The compte-rendu of this interview as it stands; ``problems`` says what somebody must look at, choices first.

    An interview of which nothing came is an empty document.
    """
    chosen = [pick for pick in state.picks.values() if not pick.returned]
    ranks = {pick.pick: rank for rank, pick in enumerate(chosen, 1)}
    found: dict[Place, list[Passage]] = {}
    for field in state.texts:
        if not field.startswith("title:"):
            found.setdefault(_place(field, ranks), []).extend(passages_of(state, field))
    cards = tuple(
        PickedCard(*_named(pick, deck), tuple(found.pop(Place("card", rank), ())))
        for rank, pick in enumerate(chosen, 1)
    )
    lost = [title for title in _lost_titles(state, ranks) if title.text.strip()]
    parts = {place.part: tuple(passages) for place, passages in found.items()}
    gender, since = GENDERS.get(_plain(state.person.get("gender"))), state.person.get("since")
    return CompteRendu(
        kpa=kpa,
        age=state.person.get("age"),
        gender=gender,
        since=None if _plain(since) in NOT_SAID else since,
        lived=parts.get("lived", ()),
        terms=parts.get("terms", ()),
        introduction=parts.get("introduction", ()),
        cards=cards,
        closing=parts.get("closing", ()),
        unplaced=(*lost, *parts.get("unplaced", ())),
        problems=tuple(_problems(state, deck, chosen, ranks, gender)),
    )


def card_named(card_id: str, deck: Deck) -> str:
    """The title of a card for a sentence; its id when the deck has none."""
    card = deck.card(card_id)
    return " ou ".join(card.openings) if card else card_id


def card_title(pick: Picked, deck: Deck) -> str:
    """What a card taken is called on a page: the title it was given, the opening that was said, or its openings."""
    _, title = _named(pick, deck)
    card = deck.card(pick.card)
    if card is not None and (title is None or title == card.title):
        return card_named(pick.card, deck)
    return title or "Carte sans titre"


def is_empty(document: CompteRendu) -> bool:
    """True when there is neither a card nor a word to keep."""
    parts = (document.lived, document.terms, document.introduction, document.closing, document.unplaced)
    return not document.cards and not any(parts)


def _place(field: str, ranks: dict[str, int]) -> Place:
    if field in {"terms", "hot-notes"}:
        return Place("terms" if field == "terms" else "lived")
    kind, _, rest = field.removeprefix("note:").partition(":")
    if kind == "carte" and (rank := ranks.get(rest.partition(":")[0])):
        return Place("card", rank)
    return Place(PARTS.get(kind, "unplaced"))


def _named(pick: Picked, deck: Deck) -> tuple[str | None, str | None]:
    """The id and the title of a card taken, as Word import gives them: the opening that was said, when it carries a pair."""
    card = deck.card(pick.card)
    given = (pick.title or "").strip() or None
    if pick.card == "joker" or (card is not None and card.joker):
        return "joker", given
    if card is None:
        return None, given or pick.card
    return card.id, _opening(card, given) or given or card.title


def _opening(card: Card, given: str | None) -> str | None:
    """The French opening of a card that was said in any of its languages."""
    for title in card.titles.values():
        openings = [_plain(one) for one in title.split(" / ")]
        if given and _plain(given) in openings and len(openings) == len(card.openings):
            return card.openings[openings.index(_plain(given))]
    return None


def _lost_titles(state: InterviewState, ranks: dict[str, int]) -> Iterator[Passage]:
    """Titles written for a card that was put back, or whose taking has not arrived."""
    for field in state.texts:
        if field.startswith("title:") and field.removeprefix("title:") not in ranks:
            yield from passages_of(state, field)


def _problems(
    state: InterviewState, deck: Deck, chosen: Sequence[Picked], ranks: dict[str, int], gender: Gender | None
) -> Iterable[str]:
    names = [card_named(pick.card, deck) for pick in chosen]
    for field in state.to_settle:
        yield _to_settle(state, field, ranks, names)
    if state.opened is None:
        yield NO_OPENING
    yield from _about_cards(state, deck, chosen, ranks)
    yield from _about_marks(state)
    if "age" not in state.person:
        yield NO_AGE
    said = state.person.get("gender")
    if said is None and "gender" not in state.person:
        yield NO_GENDER
    elif gender is None and _plain(said) not in NOT_SAID:
        yield f"Le genre noté est « {said} » : vérifiez-le."
    if not chosen:
        yield NO_CARD
    if not any(one.text.strip() for versions in state.texts.values() for one in versions):
        yield NOTHING


def _to_settle(state: InterviewState, field: str, ranks: dict[str, int], names: Sequence[str]) -> str:
    if field.startswith("title:"):
        titles = dict.fromkeys(one.text.strip() for one in state.texts[field])
        told = " et ".join(f"« {title} »" if title else "aucun titre" for title in titles)
        return f"Deux tablettes ont donné un titre à la même carte : {told}. Choisissez sur la tablette."
    place = _place(field, ranks)
    where = f"sous la carte {place.rank} ({names[place.rank - 1]})" if place.rank else PLACES[place.part]
    empty = "" if all(one.text.strip() for one in state.texts[field]) else " Une des deux l'avait effacée."
    return f"Deux tablettes ont écrit la même note, {where} : les deux textes sont gardés.{empty} Choisissez sur la tablette."


def _about_cards(state: InterviewState, deck: Deck, chosen: Sequence[Picked], ranks: dict[str, int]) -> Iterable[str]:
    for rank, pick in enumerate(chosen, 1):
        card = deck.card(pick.card)
        if card is None and pick.card != "joker":
            yield f"La carte {rank} (« {pick.card} ») n'est pas dans ce jeu : vérifiez-la."
        elif card and not card.joker and len(card.openings) > 1 and _opening(card, pick.title) is None:
            said = " ou ".join(f"« {one} »" for one in card.openings)
            yield f"Carte {rank} : on ne sait pas ce qui a été dit, {said}."
    for pick_id in _elsewhere(state, ranks):
        known = state.picks.get(pick_id)
        what = f"une carte reposée ensuite, {card_named(known.card, deck)}" if known else "une carte qui manque encore"
        yield f"Des mots ont été notés sous {what} : ils sont {PLACES['unplaced']}."


def _elsewhere(state: InterviewState, ranks: dict[str, int]) -> list[str]:
    """The picks that have words and no place: put back, or not arrived; in the order of their first word."""
    named = (field.split(":") for field in state.texts if field.startswith(("note:carte:", "title:")))
    picks = dict.fromkeys(parts[2] if parts[0] == "note" else parts[1] for parts in named)
    return [pick for pick in picks if pick not in ranks]


def _about_marks(state: InterviewState) -> Iterable[str]:
    """A mark on a stretch, counted in a version that is no longer there, cannot be placed."""
    standing = {name: {one.operation for one in versions} for name, versions in state.texts.items()}
    adrift = sum(1 for one in state.marks if one.end and one.on is not None and one.on not in standing[one.note])
    if adrift:
        yield f"Marques posées sur un texte changé depuis : {adrift}. Remettez-les si elles comptent."


def _plain(words: object) -> str:
    """Words to compare: no case, no dots or spaces around, one apostrophe."""
    return str(words or "").replace("’", "'").replace("...", "…").strip(" \u00a0\u202f.…").casefold()
