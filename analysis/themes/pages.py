"""What the pages of themes show, as plain dataclasses. No web, no tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.pages import Reader
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Theme
from analysis.themes.arranging import OWN
from analysis.voices import Voice

SOLID, FAIR = 0.75, 0.5

DONE = {
    "rename": "a renommé un thème",
    "merge": "a réuni deux thèmes",
    "split": "a mis des passages dans un thème à part",
    "move": "a déplacé des passages",
    "promote": "a fait d'un thème un effet",
}


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in the list: its most typical words, how far it holds, who shaped it."""

    theme: Theme
    effect: Effect | None
    people: int
    typical: tuple[Voice, ...]
    holds: str
    own: bool


@dataclass(frozen=True, slots=True)
class ThemePage:
    """One theme with all its passages, and the others of the same place, where passages may go."""

    line: ThemeLine
    passages: tuple[Voice, ...]
    unread: int
    others: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The themes of one place: outside the effects, or inside one."""

    effect: Effect | None
    lines: tuple[ThemeLine, ...]
    holds: str


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """Everything that comes back, outside the effects first; ``few``: effects with too little to tell."""

    outside: Block
    inside: tuple[Block, ...]
    few: tuple[str, ...]


def themes_page(reader: Reader) -> ThemesPage:
    """The list of themes, as whoever reads may read them."""
    effects = (None, *reader.taxonomy.effects)
    blocks = {effect.id if effect else None: _block(reader, effect) for effect in effects}
    inside = tuple(block for block in blocks.values() if block.effect and block.lines)
    few = tuple(block.effect.short for block in blocks.values() if block.effect and not block.lines)
    return ThemesPage(blocks[None], inside, few)


def theme_page(reader: Reader, theme_id: str) -> ThemePage | None:
    """One theme; None when there is none of this id."""
    theme = next((one for one in reader.analysis.themes if one.id == theme_id), None)
    if theme is None:
        return None
    voices = reader.heard_in(theme.members)
    others = tuple(
        reader.sayable(one) for one in reader.analysis.themes if one.scope == theme.scope and one.id != theme.id
    )
    return ThemePage(_line(reader, theme), voices, len(theme.members) - len(voices), others)


def _block(reader: Reader, effect: Effect | None) -> Block:
    found = [theme for theme in reader.analysis.themes if theme.scope == (effect.id if effect else None)]
    found.sort(key=lambda theme: (-len(theme.members), theme.id))
    return Block(effect, tuple(_line(reader, theme) for theme in found), grouping_said(found))


def _line(reader: Reader, theme: Theme) -> ThemeLine:
    by_id = {extract.id: extract for extract in reader.analysis.extracts}
    shown = reader.sayable(theme)
    return ThemeLine(
        theme=shown,
        effect=reader.taxonomy.effect(theme.scope) if theme.scope else None,
        people=len({by_id[member].person for member in theme.members}),
        typical=reader.heard_in(theme.typical)[:3],
        holds=theme_said(theme),
        own=theme.id.startswith(OWN),
    )


def theme_said(theme: Theme) -> str:
    """How far a theme may be believed, in words.

    >>> theme_said(Theme("a", "a", (), (), (), stability=0.9))[:12]
    'Il tient bie'
    """
    if theme.by or theme.stability is None:
        return f"Mis en forme par {theme.by}." if theme.by else ""
    if theme.stability >= SOLID:
        return "Il tient bien : en retirant un passage sur cinq, on le retrouve presque entier."
    if theme.stability >= FAIR:
        return "Il tient à peu près : en retirant un passage sur cinq, ses bords bougent."
    return (
        "Il est fragile : en retirant un passage sur cinq, il change beaucoup. Lisez les paroles avant de vous y fier."
    )


def grouping_said(themes: Sequence[Theme]) -> str:
    """How far the grouping of one place may be believed, with its figure; "" when there is nothing to say."""
    figure = next((theme.agreement for theme in themes if theme.agreement is not None), None)
    if figure is None:
        return ""
    told = f"{max(figure, 0.0):.2f}".replace(".", ",")
    if figure >= 0.6:
        how = "Ce rangement se refait presque pareil"
    elif figure >= 0.3:
        how = "Ce rangement se refait en partie"
    else:
        how = "Ce rangement se refait mal : prenez-le comme une façon de lire, pas comme un résultat"
    return f"{how} ({told} sur 1) quand on retire un passage sur cinq."
