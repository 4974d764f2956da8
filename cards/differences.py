"""What a person would see or hear differently between two versions of a deck, in French. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from cards.deck import Card, Deck
from cards.media import media_digest


def differences(old: Deck, new: Deck) -> tuple[str, ...]:
    """One sentence a difference, in the order of the newer deck; () when the tables would be the same."""
    before, after = {card.id: card for card in old.shown}, {card.id: card for card in new.shown}
    gone = (f"La carte « {card.title} » n'y est plus." for card in old.shown if card.id not in after)
    found = [sentence for card in new.shown for sentence in _card(before.get(card.id), card)]
    common = [[card.id for card in deck.shown if card.id in before and card.id in after] for deck in (old, new)]
    order = [] if common[0] == common[1] else ["Les cartes ne sont pas dans le même ordre."]
    return (*found, *gone, *order)


def _card(old: Card | None, new: Card) -> Iterator[str]:
    if old is None:
        yield f"La carte « {new.title} » a été ajoutée."
        return
    if old.title != new.title:
        yield f"« {old.title} » s'appelle maintenant « {new.title} »."
    if old.joker != new.joker:
        yield f"La carte « {new.title} » {'est devenue' if new.joker else 'n’est plus'} un joker."
    for told, one, other in (("le titre", old.titles, new.titles), ("la phrase à dire", old.spoken, new.spoken)):
        changed = sorted(code for code in one.keys() | other.keys() if one.get(code) != other.get(code))
        if told == "le titre":
            changed = [code for code in changed if code != "fr"]
        if changed:
            yield f"Carte « {new.title} » : {told} a changé ({', '.join(changed)})."
    if media_digest(old.picture) != media_digest(new.picture):
        yield f"L'image de la carte « {new.title} » a changé."
    if old.sounds != new.sounds:
        yield f"La voix enregistrée de la carte « {new.title} » a changé."
