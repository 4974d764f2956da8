"""Reads a compte-rendu line by line: which part each line opens or belongs to. Nothing is dropped but bare labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cards.deck import Deck
from interviews.errors import WordFileError
from interviews.structure_cards import read_card, read_order_line
from interviews.structure_facts import fields_of, take
from interviews.structure_labels import Label, flat, section_label, title_line
from interviews.structure_order import order_items
from interviews.structure_passages import slice_of
from interviews.structure_person import read_facts, read_value
from interviews.structure_state import Part, State, styled
from interviews.structure_titles import card_mention
from interviews.word_blocks import Block

MOST_CARDS = 300
TOO_MANY_CARDS = (
    f"Ce fichier nomme plus de {MOST_CARDS} cartes : c'est trop pour une personne. "
    "Faites un document par personne, puis réessayez."
)
_PARTS: dict[str, Part] = {
    "conduct": "terms", "other": "unplaced", "info": "info", "lived": "lived", "terms": "terms", "order": "order",
    "introduction": "introduction", "closing": "closing", "notes": "notes",
}  # fmt: skip
_WEAK = re.compile(r"\W*(?:notre|nos|mon|mes|le|son)? ?(?:ressenti|observation|impression)|\W*ce qu'")


def read_lines(blocks: Sequence[Block], deck: Deck) -> State:
    """Read every line, in order; the state at the end holds all that was found. Raises WordFileError past MOST_CARDS."""
    state = State(deck, blocks)
    for at, block in enumerate(blocks):
        mention = None if block.note else card_mention(block.text, deck)
        if mention and (mention.by == "rank" or (mention.named and mention.rest == len(block.text))):
            state.last_card = at
    for state.at, block in enumerate(blocks):
        _read_line(state, block)
        if len(state.order) + len(state.body) > MOST_CARDS:
            raise WordFileError(TOO_MANY_CARDS)
    return state


def _read_line(state: State, block: Block) -> None:
    if not block.text.strip():
        state.continues(block)
        return
    if block.note or read_value(state, block):
        if block.note:
            state.keep(block)
    elif any(step(state, block) for step in (_heading, read_card, read_order_line)):
        state.since = None
    elif not read_facts(state, block):
        _content(state, block)
    state.touched = True


def _heading(state: State, block: Block) -> bool:
    label = section_label(block.text)
    if label is None or not _accepts(state, label, block):
        return _title(state, block)
    if label.kind == "notes" and state.in_notes:
        return True  # « Notes : » under a card is only a label
    state.part = _PARTS[label.kind]
    state.level, state.run_in, state.pending, state.last = block.level, label.rest < len(block.text), None, None
    state.landmarks |= {label.kind} & {"info", "conduct", "lived", "terms", "order"}
    weak = label.kind == "lived" and _WEAK.match(flat(block.text)) and state.run_in
    if label.keep or weak:
        state.keep(block)
    elif state.run_in:
        _rest(state, block, label.rest)
    return True


def _title(state: State, block: Block) -> bool:
    """« Compte rendu d'entretien » at the top: dropped when it says only that, else kept with the terms."""
    label = title_line(block.text) if state.part == "start" and not state.drafts.get("introduction") else None
    if label is None:
        return False
    for found in fields_of(block.text)[1]:
        if found.fact == "kpa":
            take(state.facts, found)
    if label.keep:
        state.keep(block, "terms")
    return True


def _accepts(state: State, label: Label, block: Block) -> bool:
    """Whether this label opens a part here: in the middle of notes a plain « Conclusion : … » is only a sentence."""
    bare = label.rest >= len(block.text.rstrip())
    heading = bare and styled(block)
    if label.kind == "closing":
        return state.last_card < state.at or heading
    if label.kind == "other":
        return heading and not (state.in_notes and state.last_card > state.at)
    if label.kind == "notes":
        return bare
    if label.kind == "lived" and _WEAK.match(flat(block.text)) and state.part == "lived":
        return False
    if label.kind == "introduction":
        return not state.in_notes or heading
    if state.in_notes or state.part == "closing":
        return heading or (bare and label.words >= 3)
    if state.part == "introduction" and not bare and label.words < 2:
        return bool(label.kind == "order" and order_items(block.text[label.rest :], state.deck))
    return True


def _rest(state: State, block: Block, start: int) -> None:
    """What follows a label on its line: an order, facts, or the first words of the part."""
    text, italics = slice_of(block, start)
    rest = replace(block, text=text, italics=italics, level=None, bold=False)
    if not any(step(state, rest) for step in (read_order_line, read_facts)):
        state.keep(rest)


def _content(state: State, block: Block) -> None:
    """Words that open nothing: they belong to the part being read."""
    since = state.since
    if since and (since.paragraph == block.paragraph or (since.cell and since.cell == block.cell)):
        state.facts.since = f"{state.facts.since}\n{block.text.strip()}"
        return
    if state.continues(block):
        return
    if block.level is not None:
        _unknown_heading(state, block)
    state.keep(block)


def _unknown_heading(state: State, block: Block) -> None:
    above = state.level is None or (block.level or 0) <= state.level
    if not state.touched:
        state.keep(block, "terms")
        state.last = None
    elif state.in_notes or state.part in {"closing", "unplaced"}:
        if above and state.level is not None:
            state.part, state.level = "unplaced", block.level
    elif above and not state.body:
        state.part, state.level = "introduction", block.level
