"""Reads the lines that say who was met, when and by whom: labelled values, on one line, on two, or in cells."""

from __future__ import annotations

import re
from dataclasses import replace

from interviews.structure_facts import Field, fields_of, starts_with_field, take, take_unlabelled
from interviews.structure_labels import flat, section_label
from interviews.structure_state import State
from interviews.structure_titles import card_mention
from interviews.word_blocks import Block


def read_value(state: State, block: Block) -> bool:
    """The value of a label that stood alone on the line, or in the cell, before."""
    if state.pending is None:
        return False
    fact, label = state.pending
    elsewhere = label.cell is not None and (block.cell is None or block.cell.table != label.cell.table)
    mention = card_mention(block.text, state.deck)
    heading = section_label(block.text) or starts_with_field(block.text) or (mention and mention.by != "number")
    state.pending = None
    if elsewhere or heading:
        return False
    if fact == "meta":
        state.keep(
            replace(block, text=f"{label.text.strip().rstrip(' :')} : {block.text.strip()}", italics=()), "terms"
        )
    else:
        take(state.facts, Field(fact, block.text.strip(), block.text.strip()))
    state.since = block if fact == "since" else None
    state.last = None
    return True


def read_facts(state: State, block: Block) -> bool:
    """Take the labelled values of a line; False, nothing changed, where « Âge : » is part of what is told."""
    if state.in_notes or state.part in {"closing", "unplaced"}:
        return False
    if state.part in {"start", "info"} and take_unlabelled(state.facts, block.text):
        state.landmarks.add("age")
        return True
    before, fields = fields_of(block.text)
    if not fields or not _reads(state, before, fields, block.text):
        return False
    if re.search(r"\w", before) and set(re.findall(r"\w+", flat(before))) - {"age", "genre", "sexe", "et"}:
        state.keep(replace(block, text=before, italics=()), "unplaced")
    if all(found.fact == "meta" and found.value for found in fields):
        state.keep(block, "terms")
    else:
        for found in fields:
            _take(state, found, block)
    state.part = "info" if state.part == "start" and any(found.fact != "meta" for found in fields) else state.part
    return True


def _reads(state: State, before: str, fields: tuple[Field, ...], text: str) -> bool:
    """Whether labels are to be read as such in this part of the document."""
    facts = {found.fact for found in fields}
    if before:
        return (
            state.part in {"start", "info", "terms"} and ":" in text and facts != {"meta"} and len(before.split()) <= 6
        )
    if state.part in {"lived", "introduction", "order"}:
        return "meta" not in facts and ":" in text
    return state.part != "terms" or facts != {"meta"} or not fields[0].value


def _take(state: State, found: Field, block: Block) -> None:
    state.last = None
    if not re.search(r"\w", found.value):
        state.pending = (found.fact, replace(block, text=found.text))
    elif found.fact == "meta":
        state.keep(replace(block, text=found.text, italics=()), "terms")
        state.last = None
    else:
        take(state.facts, found)
    state.since = block if found.fact == "since" else None
    state.landmarks |= {found.fact} & {"age", "gender", "since"}
