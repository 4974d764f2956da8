"""Reads a compte-rendu line by line: which part each line opens or belongs to. Nothing is dropped but bare labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.steps.quotes import exact_spans
from cards.deck import Deck
from interviews.document import Passage
from interviews.structure_facts import Fact, Facts, Field, fields_of, starts_with_field, take, take_unlabelled
from interviews.structure_labels import Label, flat, section_label, title_line
from interviews.structure_order import Section, order_item, order_items
from interviews.structure_passages import Draft, slice_of
from interviews.structure_titles import Mention, card_mention, looks_like_title, titles_within
from interviews.word_blocks import Block

Part = Literal["start", "info", "lived", "terms", "introduction", "notes", "order", "card", "closing", "unplaced"]

_PART_OF: dict[str, Part] = {"conduct": "terms", "other": "unplaced"}
_SIGNS = frozenset(":-–—=\t|>(")
_WEAK = re.compile(r"\W*(?:notre|nos|mon|mes|le|son)? ?(?:ressenti|observation|impression)|\W*ce qu'")
# What people say when they answer « depuis quand » and « pourquoi », and nobody writes of where an interview was held.
_ARRIVAL = re.compile(r"\b(?:arrivee? au|venue? (?:au|par|pour|parce)|connu le|decouvert|a pousse la porte|rejoint|depuis)\b")
PROSE_ORDER = "L'ordre de sélection était dans une phrase : vérifiez-le (la phrase est gardée dans « non classé »)."


@dataclass(slots=True)
class Met:
    """A card met in the file and the drafts under it."""

    mention: Mention
    drafts: list[Draft] = field(default_factory=list)
    listed: int | None = None

    def section(self) -> Section:
        """The same, with passages."""
        return Section(self.mention, _passages(self.drafts))


class Reader:
    """The state of one reading: ``order`` and ``body`` are the cards met, in the order list and with their notes."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.facts = Facts()
        self.order: list[Met] = []
        self.body: list[Met] = []
        self.landmarks: set[str] = set()
        self.problems: list[str] = []
        self._drafts: dict[str, list[Draft]] = {}
        self._part: Part = "start"
        self._level: int | None = None
        self._run_in = False
        self._touched = False
        self._pending: tuple[Fact, Block] | None = None
        self._rank: int | None = None
        self._last: Draft | None = None
        self._since: Block | None = None
        self._at, self._last_card = 0, -1
        self._blocks: Sequence[Block] = ()

    def passages(self, part: str) -> tuple[Passage, ...]:
        """The passages gathered for a part; empty when there are none."""
        return tuple(_passages(self._drafts.get(part, [])))

    def read(self, blocks: Sequence[Block]) -> None:
        """Read every line, in order."""
        self._blocks = blocks
        for at, block in enumerate(blocks):
            mention = None if block.note else card_mention(block.text, self.deck)
            if mention and (mention.by == "rank" or (mention.named and mention.rest == len(block.text))):
                self._last_card = at
        for self._at, block in enumerate(blocks):
            self._line(block)

    def _line(self, block: Block) -> None:
        if not block.text.strip():
            if self._last and self._last.paragraph == block.paragraph:
                self._last.lines.append((block.text, ()))
            return
        if block.note or self._value(block):
            if block.note:
                self._keep(block)
        elif any(step(block) for step in (self._heading, self._card, self._order_line)):
            self._since = None
        elif not self._fact_line(block):
            self._content(block)
        self._touched = True

    # --- headings of parts

    def _heading(self, block: Block) -> bool:
        label = section_label(block.text)
        if label is None or not self._accepts(label, block):
            return self._title(block)
        if label.kind == "notes" and self._in_notes:
            return True  # « Notes : » under a card is only a label
        self._part = _PART_OF.get(label.kind, label.kind)  # type: ignore[arg-type]
        self._level, self._run_in, self._pending, self._last = block.level, label.rest < len(block.text), None, None
        self.landmarks |= {label.kind} & {"info", "conduct", "lived", "terms", "order"}
        weak = label.kind == "lived" and _WEAK.match(flat(block.text)) and self._run_in
        if label.keep or weak:
            self._keep(block)
        elif self._run_in:
            self._rest(block, label.rest)
        return True

    def _title(self, block: Block) -> bool:
        """« Compte rendu d'entretien » at the top: dropped when it says only that, else kept with the terms."""
        label = title_line(block.text) if self._part == "start" and not self._drafts.get("introduction") else None
        if label is None:
            return False
        for found in fields_of(block.text)[1]:
            if found.fact == "kpa":
                take(self.facts, found)
        if label.keep:
            self._keep(block, "terms")
        return True

    def _accepts(self, label: Label, block: Block) -> bool:
        """Whether this label opens a part here: in the middle of notes a plain « Conclusion : … » is only a sentence."""
        bare = label.rest >= len(block.text.rstrip())
        heading = bare and _styled(block)
        if label.kind == "closing":
            return self._last_card < self._at or heading
        if label.kind == "other":
            return heading and not (self._in_notes and self._last_card > self._at)
        if label.kind == "notes":
            return bare
        if label.kind == "lived" and _WEAK.match(flat(block.text)) and self._part == "lived":
            return False
        if label.kind == "introduction":
            return not self._in_notes or heading
        if self._in_notes or self._part == "closing":
            return heading or (bare and label.words >= 3)
        if self._part == "introduction" and not bare and label.words < 2:
            return bool(label.kind == "order" and order_items(block.text[label.rest :], self.deck))
        return True

    def _rest(self, block: Block, start: int) -> None:
        """What follows a label on its line: an order, facts, or the first words of the part."""
        text, italics = slice_of(block, start)
        rest = replace(block, text=text, italics=italics, level=None, bold=False)
        if not any(step(rest) for step in (self._order_line, self._fact_line)):
            self._keep(rest)

    @property
    def _in_notes(self) -> bool:
        return self._part == "card" or (self._part == "order" and bool(self.order and self.order[-1].drafts))

    # --- cards

    def _card(self, block: Block) -> bool:
        if self._part == "order":
            return False
        if not self.body and not self.order and (items := order_items(block.text, self.deck)):
            self._part, self._last = "order", None
            self.order += [Met(item) for item in items]
            return True
        mention = card_mention(block.text, self.deck)
        if mention is None:
            return False
        if mention.by == "number" and not mention.named:
            self._rank = mention.rank if block.cell and self._announces() else None
            return self._rank is not None
        if mention.by == "rank":
            anonymous = not mention.named and mention.rank is None and not mention.last
            return (not anonymous or "suivante" in flat(block.text) or self._announces()) and self._open(mention, block)
        return self._titled(mention, block)

    def _announces(self) -> bool:
        """Whether the next line names a card, so that « 1 » on its own line or in its own cell is a rank."""
        following = next((block for block in self._blocks[self._at + 1 :] if block.text.strip()), None)
        mention = card_mention(following.text, self.deck) if following else None
        return mention is not None and mention.named and mention.by == "title"

    def _titled(self, mention: Mention, block: Block) -> bool:
        """A title without « première carte » before it: a heading, or a person who says « j'ai appris »?"""
        complete = mention.rest == len(block.text)
        marked = complete or mention.joint in _SIGNS
        current = self.body[-1] if self.body and self._part == "card" else None
        if current and not current.drafts and (marked or mention.joint):
            if not current.mention.named:
                current.mention = replace(current.mention, id=mention.id, title=mention.title)
                return self._after(mention, block)
            if complete and current.mention.id == mention.id and mention.title in {None, current.mention.title}:
                return True
        by_rank = bool(self.body) and self.body[0].mention.by == "rank"
        plain = marked and (not by_rank or self._is_next(mention))
        if current and current.drafts and current.mention.id == mention.id != "joker" and not _styled(block):
            plain = False
        return ((_styled(block) and marked) or plain) and self._open(mention, block)

    def _is_next(self, mention: Mention) -> bool:
        done = {met.mention.rank for met in self.body}
        left = [met.mention for rank, met in enumerate(self.order, 1) if (met.mention.rank or rank) not in done]
        return bool(left) and left[0].id == mention.id

    def _open(self, mention: Mention, block: Block) -> bool:
        """Start the notes of a card."""
        if self._rank is not None and mention.rank is None:
            mention = replace(mention, rank=self._rank, by="rank")
        self._rank, self._part, self._level = None, "card", block.level
        listed = self._listed(mention)
        if listed and listed.id and mention.by == "rank" and mention.rest < len(block.text) and not mention.joint:
            mention = replace(mention, id=None, title=None)  # « La première carte : j'ai aimé venir » is a note, the order knows
        if not mention.named and (title := self._unknown_title(mention, block)):
            mention = replace(mention, title=title, rest=len(block.text))
        self.body.append(Met(mention))
        return self._after(mention, block)

    def _after(self, mention: Mention, block: Block) -> bool:
        self._last = self._pending = None
        if mention.rest < len(block.text):
            self._keep(replace(block, text=slice_of(block, mention.rest)[0], italics=slice_of(block, mention.rest)[1]))
        return True

    def _unknown_title(self, mention: Mention, block: Block) -> str | None:
        """The words after « La première carte : » when they are a title that no card bears, not the first notes."""
        rest = block.text[mention.rest :].strip()
        title = rest.strip(" \u00a0\u202f:«»“”\"()…")
        if not title or len(title.split()) > 6 or rest.endswith((".", "!", "?")) or re.search(r"[.!?;]\s", rest):
            return None
        listed = self._listed(mention)
        if listed and listed.id is not None:
            return title if looks_like_title(title) else None
        return title if listed or looks_like_title(title) or _styled(block) or len(title.split()) <= 4 else None

    def _listed(self, mention: Mention) -> Mention | None:
        """The line of the order list with the same rank."""
        ranks = {met.mention.rank or rank: met.mention for rank, met in enumerate(self.order, 1)}
        return ranks.get(mention.rank or (len(ranks) if mention.last else 0))

    # --- the order of selection

    def _order_line(self, block: Block) -> bool:
        if self._part != "order":
            return False
        if items := order_items(block.text, self.deck):
            self.order += [Met(item, listed=block.list_level) for item in items]
            self._last = None
            return True
        mention = order_item(block.text, self.deck, listed=block.list_level is not None)
        if mention is None or not self._fits_order(mention, block):
            return self._order_in_prose(block)
        current = self.order[-1] if self.order else None
        if current and not current.mention.named and not current.drafts and mention.by == "title":
            current.mention = replace(current.mention, id=mention.id, title=mention.title)
        elif self._is_section(mention, block):
            return self._open(mention, block)
        else:
            self.order.append(Met(mention, listed=block.list_level))
        return self._after(mention, block)

    def _fits_order(self, mention: Mention, block: Block) -> bool:
        complete = mention.rest == len(block.text)
        if mention.by != "title":
            return mention.by == "rank" or mention.named or self._announces()
        if mention.id is None:  # a title of their own, or the first note under a card of the list?
            alike = not self.order or self.order[-1].listed == block.list_level
            return alike and not self._in_notes and not any(met.mention.rank for met in self.order)
        if self._in_notes:
            return complete
        return bool(complete or mention.joint or block.list_level is not None or len(block.text.split()) <= 6)

    def _is_section(self, mention: Mention, block: Block) -> bool:
        """Whether a card named while the order is read already opens its notes: named again, or a real heading."""
        if block.level is not None and (self._level is None or block.level <= self._level):
            return True
        ranks = {met.mention.rank or rank for rank, met in enumerate(self.order, 1)}
        if mention.rank is not None and mention.rank in ranks:
            return True
        if mention.last and self.order:
            return True
        same = [met for met in self.order if met.mention.id == mention.id and met.mention.title == mention.title]
        if mention.rank is not None or not same or mention.id is None:
            return mention.rank is None and bool(same)
        repeated_joker = mention.id == "joker" and mention.title is None and same[-1].listed == block.list_level
        return not repeated_joker or _styled(block)

    def _order_in_prose(self, block: Block) -> bool:
        mentions = [] if self.order else titles_within(block.text, self.deck)
        if len(mentions) < 2:
            return False
        self.order += [Met(mention) for mention in mentions]
        self.problems.append(PROSE_ORDER)
        self._keep(block, "unplaced")
        return True

    # --- facts

    def _value(self, block: Block) -> bool:
        """The value of a label that stood alone on the line, or in the cell, before."""
        if self._pending is None:
            return False
        fact, label = self._pending
        elsewhere = label.cell is not None and (block.cell is None or block.cell.table != label.cell.table)
        mention = card_mention(block.text, self.deck)
        heading = section_label(block.text) or starts_with_field(block.text) or (mention and mention.by != "number")
        self._pending = None
        if elsewhere or heading:
            return False
        if fact == "meta":
            self._keep(replace(block, text=f"{label.text.strip().rstrip(' :')} : {block.text.strip()}", italics=()), "terms")
        else:
            take(self.facts, Field(fact, block.text.strip(), block.text.strip()))
        self._since = block if fact == "since" else None
        self._last = None
        return True

    def _fact_line(self, block: Block) -> bool:
        if self._in_notes or self._part in {"closing", "unplaced"}:
            return False
        if self._part in {"start", "info"} and take_unlabelled(self.facts, block.text):
            self.landmarks.add("age")
            return True
        before, fields = fields_of(block.text)
        if not fields or not self._reads(before, fields, block.text):
            return False
        if re.search(r"\w", before) and set(re.findall(r"\w+", flat(before))) - {"age", "genre", "sexe", "et"}:
            self._keep(replace(block, text=before, italics=()), "unplaced")
        if all(found.fact == "meta" and found.value for found in fields):
            self._keep(block, "terms")
        else:
            for found in fields:
                self._take(found, block)
        self._part = "info" if self._part == "start" and any(found.fact != "meta" for found in fields) else self._part
        return True

    def _reads(self, before: str, fields: tuple[Field, ...], text: str) -> bool:
        """Whether labels are to be read as such in this part of the document."""
        facts = {found.fact for found in fields}
        if before:
            return self._part in {"start", "info", "terms"} and ":" in text and facts != {"meta"} and len(before.split()) <= 6
        if self._part in {"lived", "introduction", "order"}:
            return "meta" not in facts and ":" in text
        return self._part != "terms" or facts != {"meta"} or not fields[0].value

    def _take(self, found: Field, block: Block) -> None:
        self._last = None
        if not re.search(r"\w", found.value):
            self._pending = (found.fact, replace(block, text=found.text))
        elif found.fact == "meta":
            self._keep(replace(block, text=found.text, italics=()), "terms")
            self._last = None
        else:
            take(self.facts, found)
        self._since = block if found.fact == "since" else None
        self.landmarks |= {found.fact} & {"age", "gender", "since"}

    # --- text

    def _content(self, block: Block) -> None:
        """Words that open nothing: they belong to the part being read."""
        since = self._since
        if since and (since.paragraph == block.paragraph or (since.cell and since.cell == block.cell)):
            self.facts.since = f"{self.facts.since}\n{block.text.strip()}"
            return
        if self._last and self._last.paragraph == block.paragraph:
            self._last.lines.append(slice_of(block, 0))
            return
        if block.level is not None:
            self._unknown_heading(block)
        self._keep(block)

    def _unknown_heading(self, block: Block) -> None:
        above = self._level is None or (block.level or 0) <= self._level
        if not self._touched:
            self._keep(block, "terms")
            self._last = None
        elif self._in_notes or self._part in {"closing", "unplaced"}:
            if above and self._level is not None:
                self._part, self._level = "unplaced", block.level
        elif above and not self.body:
            self._part, self._level = "introduction", block.level

    def _keep(self, block: Block, part: str | None = None) -> None:
        """Add a line to a part (by default the one being read), joined to the line before when one paragraph."""
        drafts = self._bucket(block) if part is None else self._drafts.setdefault(part, [])
        if self._last in drafts and self._last and self._last.paragraph == block.paragraph:
            self._last.lines.append(slice_of(block, 0))
            return
        self._last = Draft(block.paragraph, [slice_of(block, 0)])
        drafts.append(self._last)

    def _bucket(self, block: Block) -> list[Draft]:
        words = len(block.text.split())
        part: str = self._part
        if part == "card":
            return self.body[-1].drafts
        if part == "order" and self.order:
            return self.order[-1].drafts
        if part in {"lived", "terms"} and self._run_in and self._drafts.get(part) and self._tells_arrival(block):
            self._part = part = "introduction"
        if part == "start":
            part = "unplaced" if words <= 4 else "introduction"
        elif part == "info":
            part = "introduction" if words >= 8 or block.text.rstrip().endswith(".") else "unplaced"
        elif part == "notes":
            part = "unplaced" if self.body else "introduction"
        elif part == "order":
            part = "introduction"
        return self._drafts.setdefault(part, [])

    def _tells_arrival(self, block: Block) -> bool:
        return bool(_ARRIVAL.search(flat(block.text))) or bool(exact_spans(block.text))


def _styled(block: Block) -> bool:
    capitals = sum(character.isalpha() for character in block.text) >= 4 and block.text.isupper()
    return block.level is not None or block.bold or block.underlined or capitals


def _passages(drafts: Sequence[Draft]) -> list[Passage]:
    return [passage for passage in (draft.passage() for draft in drafts) if passage.text]
