"""What the pages of the analysis show, as plain dataclasses made from one analysis. No web, no tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.steps.cross import SMALL_CELL, too_small
from analysis.steps.evidence import NOTHING, gather_evidence
from analysis.steps.small_cells import hidden_by_effect
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Analysis, Crossing, Extract, Theme, Weight
from analysis.voices import Voice, Who, voice, voices, who_is
from cards.deck import Deck
from interviews.consent import MaskedSpan

MasksByNote = Mapping[str, Sequence[MaskedSpan]]
FIRST_VOICES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A person on an effect: strength 0–3 and whether she also says the contrary; ``decided``: somebody read it over."""

    effect: Effect
    strength: int
    contrary: bool
    first: bool
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A person and her cells; ``unexpected``: how many of her passages are in a theme outside the effects.

    ``decided``: how many of her ``passages`` somebody read over.
    """

    who: Who
    cells: tuple[Cell, ...]
    unexpected: int
    passages: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A family over its columns."""

    label: str
    style: str
    span: int


@dataclass(frozen=True, slots=True)
class GridPage:
    """Who speaks of what."""

    bands: tuple[Band, ...]
    effects: tuple[Effect, ...]
    firsts: frozenset[str]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    unexpected: int

    @property
    def decided(self) -> int:
        """Passages that somebody read over."""
        return sum(row.decided for row in self.rows)

    @property
    def passages(self) -> int:
        """Passages of these interviews."""
        return sum(row.passages for row in self.rows)


@dataclass(frozen=True, slots=True)
class EffectCard:
    """One effect in the list of effects: its evidence and its strongest voice."""

    effect: Effect
    weight: Weight
    lead: Voice | None


@dataclass(frozen=True, slots=True)
class Column:
    """One person in the proof chart."""

    strength: int
    contrary: bool


@dataclass(frozen=True, slots=True)
class EffectPage:
    """One effect: words first, then how far the evidence goes, then voices and counter-examples."""

    effect: Effect
    family: str
    weight: Weight
    kpas: int
    lead: Voice | None
    said: tuple[Voice, ...]
    more: int
    against: tuple[Voice, ...]
    columns: tuple[Column, ...]
    cards: tuple[tuple[str, str, int], ...]  # card id, title, passages
    subs: tuple[tuple[str, int], ...]  # label, people
    only_contrary: int
    before: Effect | None
    after: Effect | None


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """A theme with its most typical passages."""

    theme: Theme
    effect: Effect | None
    people: int
    typical: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """One variable: values as rows, effects as columns. None: too small for who reads, or it would give a small one away."""

    variable: str
    title: str
    rows: tuple[tuple[str, int | None, tuple[tuple[int | None, bool], ...]], ...]  # value, base, (people, small)


@dataclass(frozen=True, slots=True)
class Reader:
    """One analysis with what is needed to show it; makes the pages.

    ``heard``: for somebody outside the team, the people whose words she may read; the others are counted, not quoted.
    """

    analysis: Analysis
    taxonomy: Taxonomy
    deck: Deck
    names: Mapping[str, str]
    masks: MasksByNote
    heard: frozenset[str] | None = None

    def grid(self) -> GridPage:
        """Interviews × effects."""
        table = gather_evidence(self.analysis.people, self.analysis.extracts, self.analysis.readings)
        outside = self._outside()
        who = self.who()
        firsts = self._firsts()
        decided = frozenset(name for name, reading in self.analysis.readings.items() if reading.by != "machine")
        passages = Counter(extract.person for extract in self.analysis.extracts)
        read_over = Counter(extract.person for extract in self.analysis.extracts if extract.id in decided)
        rows = tuple(
            Row(
                who[person.id],
                tuple(
                    Cell(
                        effect,
                        e.strength,
                        bool(e.contrary),
                        effect.id in firsts,
                        not decided.isdisjoint((*e.extracts, *e.contrary)),
                    )
                    for effect in self.taxonomy.effects
                    for e in (table[person.id].get(effect.id, NOTHING),)
                ),
                outside.get(person.id, 0),
                passages[person.id],
                read_over[person.id],
            )
            for person in self.analysis.people
        )
        totals = tuple(weight.people for weight in self.analysis.weights)
        return GridPage(self._bands(), self.taxonomy.effects, firsts, rows, totals, len(outside))

    def effects(self) -> tuple[EffectCard, ...]:
        """Every effect with its strongest voice, in the order of the grid."""
        said = {effect.id: self._voices(effect.id) for effect in self.taxonomy.effects}
        return tuple(
            EffectCard(effect, weight, next((v for v in said[effect.id] if v.polarity == "positive"), None))
            for effect, weight in zip(self.taxonomy.effects, self.analysis.weights, strict=True)
        )

    def effect(self, effect: Effect, *, everything: bool = False, person: str | None = None) -> EffectPage:
        """The page of one effect; ``person`` (a code) keeps only her voices in the list."""
        place = self.taxonomy.ids.index(effect.id)
        weight = self.analysis.weights[place]
        found = self._voices(effect.id)
        said = [v for v in found if v.polarity == "positive"]
        listed = [v for v in said if person is None or v.who.code == person]
        against = tuple(v for v in found if v.polarity != "positive" and (person is None or v.who.code == person))
        family = self.taxonomy.family(effect.family)
        columns = self._columns(effect.id)
        kept = listed if everything or person else listed[:FIRST_VOICES]
        effects = self.taxonomy.effects
        return EffectPage(
            effect=effect,
            family=family.label if family else "",
            weight=weight,
            kpas=len({p.kpa for p in self.analysis.people if p.kpa}),
            lead=said[0] if said else None,
            said=tuple(kept),
            more=len(listed) - len(kept),
            against=against,
            columns=columns,
            cards=tuple((c, self.card_title(c), times) for c, times in weight.cards),
            subs=self._subs(effect),
            only_contrary=sum(c.contrary and not c.strength for c in columns),
            before=effects[place - 1] if place else None,
            after=effects[place + 1] if place + 1 < len(effects) else None,
        )

    def peek(self, person: str, effect: str) -> Voice | None:
        """The strongest voice of one person on one effect, whichever way it goes."""
        return next((v for v in self._voices(effect) if v.who.code == person), None)

    def themes(self) -> tuple[ThemeBlock, ...]:
        """Themes outside the effects first, then inside each effect."""
        person = {extract.id: extract.person for extract in self.analysis.extracts}
        ordered = sorted(self.analysis.themes, key=lambda t: (t.scope is not None, -len(t.members), t.id))
        return tuple(
            ThemeBlock(
                self.sayable(theme),
                self.taxonomy.effect(theme.scope) if theme.scope else None,
                len({person[m] for m in theme.members}),
                self.heard_in(theme.typical)[:3],
            )
            for theme in ordered
        )

    def heard_in(self, extracts: Sequence[str]) -> tuple[Voice, ...]:
        """These passages (ids) as whoever reads may read them, in this order; those she may not are left out."""
        by_id = {extract.id: extract for extract in self.analysis.extracts}
        found = [by_id[name] for name in extracts if name in by_id]
        return tuple(self._plain(extract) for extract in found if self._may_hear(extract))

    def _may_hear(self, extract: Extract) -> bool:
        return self.heard is None or extract.person in self.heard

    def sayable(self, theme: Theme) -> Theme:
        """For somebody outside the team: a theme named with words that she may read somewhere, masks applied."""
        if self.heard is None:
            return theme
        voices = self.heard_in(theme.members)
        shown = " ".join(p.text for said in voices for p in said.pieces if not p.masked).casefold()
        words = tuple(word for word in theme.words if word.casefold() in shown)
        return replace(theme, words=words, name=", ".join(words[:3]) or "des mots qui ne peuvent pas être cités")

    def said_of(self, effect: str, *, among: Collection[str] | None = None) -> list[Voice]:
        """What these people (codes; None = everybody) say of an effect, as whoever reads may read it."""
        return [voice for voice in self._voices(effect) if among is None or voice.who.code in among]

    def heard_once(self, things: Collection[str]) -> tuple[tuple[str, Voice], ...]:
        """What a single person said (``Saturation.once``), named, with her words, as far as they may be read."""
        effects = {effect.id: effect.label for effect in self.taxonomy.effects}
        subs = {sub.id: f"{effect.short} : {sub.label}" for effect in self.taxonomy.effects for sub in effect.subs}
        names = effects | subs
        said: dict[str, Voice] = {}
        for extract in filter(self._may_hear, self.analysis.extracts):
            for label in self.analysis.readings[extract.id].labels:
                thing = label.sub or label.effect
                if thing in things and thing in names:
                    said.setdefault(names[thing], self._plain(extract))
        return tuple(sorted(said.items()))

    def crossings(self, *, masked: bool = False) -> tuple[CrossTable, ...]:
        """One table a variable; small cells are hidden outside the team, and when they are ``masked`` on demand."""
        titles = {"genre": "Selon le genre", "age": "Selon l'âge", "kpa": "Selon la KPA", "carte": "Selon la carte"}
        groups: dict[str, list[Crossing]] = defaultdict(list)
        for crossing in self.analysis.crossings:
            groups[crossing.variable].append(crossing)
        masked = masked or self.heard is not None
        return tuple(
            self._cross_table(variable, title, groups[variable], masked=masked) for variable, title in titles.items()
        )

    def _cross_table(self, variable: str, title: str, crossings: Sequence[Crossing], *, masked: bool) -> CrossTable:
        hidden = hidden_by_effect(crossings) if masked else {}
        cells: dict[str, list[tuple[int | None, bool]]] = defaultdict(list)
        bases: dict[str, int | None] = {}
        for c in crossings:
            masked = bool(hidden) and (too_small(c) or c.value in hidden[c.effect])
            cells[c.value].append((None if masked else c.people, too_small(c)))
            bases[c.value] = None if hidden and c.base < SMALL_CELL else c.base
        return CrossTable(variable, title, tuple((value, bases[value], tuple(row)) for value, row in cells.items()))

    def who(self) -> dict[str, Who]:
        """How each person is named, by id."""
        return who_is(self.analysis.people, self.names)

    def _voices(self, effect: str) -> list[Voice]:
        return voices(
            filter(self._may_hear, self.analysis.extracts),
            effect,
            readings=self.analysis.readings,
            people=self.who(),
            titles=self._titles(),
            masks=self.masks,
        )

    def _plain(self, extract: Extract) -> Voice:
        return voice(extract, None, people=self.who(), titles=self._titles(), masks=self.masks)

    def _titles(self) -> dict[str, str]:
        parts = {"introduction": "En arrivant", "cloture": "Pour finir", "non-classe": "Non classé"}
        outside = self.heard is not None  # the title that somebody gave a joker may name somebody
        return {
            note.id: (not outside and note.card_title)
            or (self.card_title(note.card) if note.card else parts.get(note.part, ""))
            for person in self.analysis.people
            for note in person.notes
        }

    def card_title(self, card: str) -> str:
        """The first opening of a card, its id when the deck has none."""
        found = self.deck.card(card)
        return found.openings[0] if found else card

    def _columns(self, effect: str) -> tuple[Column, ...]:
        table = gather_evidence(self.analysis.people, self.analysis.extracts, self.analysis.readings)
        found = [row.get(effect, NOTHING) for row in table.values()]
        ordered = sorted(found, key=lambda e: (-e.strength, not e.contrary))
        return tuple(Column(e.strength, bool(e.contrary)) for e in ordered)

    def _subs(self, effect: Effect) -> tuple[tuple[str, int], ...]:
        people: dict[str, set[str]] = defaultdict(set)
        for extract in self.analysis.extracts:
            for label in self.analysis.readings[extract.id].labels:
                if label.effect == effect.id and label.sub and label.polarity == "positive":
                    people[label.sub].add(extract.person)
        counted = [(sub.label, len(people[sub.id])) for sub in effect.subs if people[sub.id]]
        return tuple(sorted(counted, key=lambda item: -item[1]))

    def _outside(self) -> dict[str, int]:
        of = {extract.id: extract.person for extract in self.analysis.extracts}
        found: dict[str, int] = defaultdict(int)
        for theme in self.analysis.themes:
            if theme.scope is None:
                for member in theme.members:
                    found[of[member]] += 1
        return found

    def _bands(self) -> tuple[Band, ...]:
        bands: list[Band] = []
        for effect in self.taxonomy.effects:
            family = self.taxonomy.family(effect.family)
            label, style = (family.label, family.style) if family else ("", "")
            if bands and bands[-1].label == label:
                bands[-1] = Band(label, style, bands[-1].span + 1)
            else:
                bands.append(Band(label, style, 1))
        return tuple(bands)

    def _firsts(self) -> frozenset[str]:
        """Effects that open a family's columns."""
        opening, last = set(), object()
        for effect in self.taxonomy.effects:
            if effect.family != last:
                opening.add(effect.id)
            last = effect.family
        return frozenset(opening)
