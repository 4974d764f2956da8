"""The map as it leaves: labels and counts, no quote; a theme is named only with words that may be quoted in the récit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.effect_map.by_hand import Entry, hand_branch
from analysis.effect_map.growing import Telling, people_branch
from analysis.effect_map.nodes import Node
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis, Theme

UNSAYABLE = "Un thème dont les mots ne peuvent pas être cités"


def leaving_branches(
    analysis: Analysis, taxonomy: Taxonomy, quotable: Mapping[str, str], entries: Sequence[Entry]
) -> tuple[Node, Node]:
    """Both branches for a file. ``quotable``: extract id → its words as they may leave."""

    def named(theme: Theme) -> str:
        return ", ".join(may_be_said(theme, quotable)[:3]) or UNSAYABLE

    return people_branch(analysis, taxonomy, Telling(named)), hand_branch(entries, proofs=False)


def may_be_said(theme: Theme, quotable: Mapping[str, str]) -> list[str]:
    """The theme's words that somebody who may be quoted has said; a word is a quote too."""
    heard = " ".join(quotable.get(member, "") for member in theme.members).casefold()
    return [word for word in theme.words if re.search(rf"\b{re.escape(word.casefold())}\b", heard)]
