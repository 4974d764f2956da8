"""Reads the lines that name a card: the order of selection, the headings of notes, and how they are told apart."""

from __future__ import annotations

import re
from dataclasses import replace

from interviews.structure_labels import flat
from interviews.structure_order import order_item, order_items
from interviews.structure_passages import slice_of
from interviews.structure_state import Met, State, styled
from interviews.structure_titles import Mention, card_mention, looks_like_title, titles_within
from interviews.word_blocks import Block

_SIGNS = frozenset(":-–—=\t|>(")
PROSE_ORDER = "L'ordre de sélection était dans une phrase : vérifiez-le (la phrase est gardée dans « non classé »)."


def read_card(state: State, block: Block) -> bool:
    """Open the notes of a card, or the order when one line holds it all; False, nothing changed, for other lines."""
    if state.part == "order":
        return False
    if not state.body and not state.order and (items := order_items(block.text, state.deck)):
        state.part, state.last = "order", None
        state.order += [Met(item) for item in items]
        return True
    mention = card_mention(block.text, state.deck)
    if mention is None:
        return False
    if mention.by == "number" and not mention.named:
        state.rank = mention.rank if block.cell and _announces(state) else None
        return state.rank is not None
    if mention.by == "rank":
        anonymous = not mention.named and mention.rank is None and not mention.last
        return (not anonymous or "suivante" in flat(block.text) or _announces(state)) and _open(state, mention, block)
    return _titled(state, mention, block)


def _announces(state: State) -> bool:
    """Whether the next line names a card, so that « 1 » on its own line or in its own cell is a rank."""
    ahead = (state.blocks[at] for at in range(state.at + 1, len(state.blocks)))
    following = next((block for block in ahead if block.text.strip()), None)
    mention = card_mention(following.text, state.deck) if following else None
    return mention is not None and mention.named and mention.by == "title"


def _titled(state: State, mention: Mention, block: Block) -> bool:
    """A title without « première carte » before it: a heading, or a person who says « j'ai appris »?"""
    complete = mention.rest == len(block.text)
    marked = complete or mention.joint in _SIGNS
    current = state.body[-1] if state.body and state.part == "card" else None
    if current and not current.drafts and (marked or mention.joint):
        if not current.mention.named:
            current.mention = replace(current.mention, id=mention.id, title=mention.title)
            return _after(state, mention, block)
        if complete and current.mention.id == mention.id and mention.title in {None, current.mention.title}:
            return True
    by_rank = bool(state.body) and state.body[0].mention.by == "rank"
    plain = marked and (not by_rank or _is_next(state, mention))
    if current and current.drafts and current.mention.id == mention.id != "joker" and not styled(block):
        plain = False
    return ((styled(block) and marked) or plain) and _open(state, mention, block)


def _is_next(state: State, mention: Mention) -> bool:
    done = {met.mention.rank for met in state.body}
    left = [met.mention for rank, met in enumerate(state.order, 1) if (met.mention.rank or rank) not in done]
    return bool(left) and left[0].id == mention.id


def _open(state: State, mention: Mention, block: Block) -> bool:
    """Start the notes of a card."""
    if state.rank is not None and mention.rank is None:
        mention = replace(mention, rank=state.rank, by="rank")
    state.rank, state.part, state.level = None, "card", block.level
    listed = _listed(state, mention)
    if listed and listed.id and mention.by == "rank" and mention.rest < len(block.text) and not mention.joint:
        mention = replace(
            mention, id=None, title=None
        )  # « La première carte : j'ai aimé venir » is a note, the order knows
    if not mention.named and (title := _unknown_title(state, mention, block)):
        mention = replace(mention, title=title, rest=len(block.text))
    state.body.append(Met(mention))
    return _after(state, mention, block)


def _after(state: State, mention: Mention, block: Block) -> bool:
    state.last = state.pending = None
    if mention.rest < len(block.text):
        state.keep(replace(block, text=slice_of(block, mention.rest)[0], italics=slice_of(block, mention.rest)[1]))
    return True


def _unknown_title(state: State, mention: Mention, block: Block) -> str | None:
    """The words after « La première carte : » when they are a title that no card bears, not the first notes."""
    rest = block.text[mention.rest :].strip()
    title = rest.strip(' \u00a0\u202f:«»“”"()…')
    if not title or len(title.split()) > 6 or rest.endswith((".", "!", "?")) or re.search(r"[.!?;]\s", rest):
        return None
    listed = _listed(state, mention)
    if listed and listed.id is not None:
        return title if looks_like_title(title) else None
    return title if listed or looks_like_title(title) or styled(block) or len(title.split()) <= 4 else None


def _listed(state: State, mention: Mention) -> Mention | None:
    """The line of the order list with the same rank."""
    ranks = {met.mention.rank or rank: met.mention for rank, met in enumerate(state.order, 1)}
    return ranks.get(mention.rank or (len(ranks) if mention.last else 0))


def read_order_line(state: State, block: Block) -> bool:
    """Read one line under the heading of the order; False, nothing changed, for a line that names no card there."""
    if state.part != "order":
        return False
    if items := order_items(block.text, state.deck):
        state.order += [Met(item, listed=block.list_level) for item in items]
        state.last = None
        return True
    mention = order_item(block.text, state.deck, listed=block.list_level is not None)
    if mention is None or not _fits_order(state, mention, block):
        return _order_in_prose(state, block)
    current = state.order[-1] if state.order else None
    if current and not current.mention.named and not current.drafts and mention.by == "title":
        current.mention = replace(current.mention, id=mention.id, title=mention.title)
    elif _is_section(state, mention, block):
        return _open(state, mention, block)
    else:
        state.order.append(Met(mention, listed=block.list_level))
    return _after(state, mention, block)


def _fits_order(state: State, mention: Mention, block: Block) -> bool:
    complete = mention.rest == len(block.text)
    if mention.by != "title":
        return mention.by == "rank" or mention.named or _announces(state)
    if mention.id is None:  # a title of their own, or the first note under a card of the list?
        alike = not state.order or state.order[-1].listed == block.list_level
        return alike and not state.in_notes and not any(met.mention.rank for met in state.order)
    if state.in_notes:
        return complete
    return bool(complete or mention.joint or block.list_level is not None or len(block.text.split()) <= 6)


def _is_section(state: State, mention: Mention, block: Block) -> bool:
    """Whether a card named while the order is read already opens its notes: named again, or a real heading."""
    if block.level is not None and (state.level is None or block.level <= state.level):
        return True
    ranks = {met.mention.rank or rank for rank, met in enumerate(state.order, 1)}
    if mention.rank is not None and mention.rank in ranks:
        return True
    if mention.last and state.order:
        return True
    same = [met for met in state.order if met.mention.id == mention.id and met.mention.title == mention.title]
    if mention.rank is not None or not same or mention.id is None:
        return mention.rank is None and bool(same)
    repeated_joker = mention.id == "joker" and mention.title is None and same[-1].listed == block.list_level
    return not repeated_joker or styled(block)


def _order_in_prose(state: State, block: Block) -> bool:
    mentions = [] if state.order else titles_within(block.text, state.deck)
    if len(mentions) < 2:
        return False
    state.order += [Met(mention) for mention in mentions]
    state.problems.append(PROSE_ORDER)
    state.keep(block, "unplaced")
    return True
