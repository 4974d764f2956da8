"""What the list of interviews shows of stages: how many at each, those chosen, and those that are no compte-rendu yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviews.handback.stage_service import (
    counts,
    led_interviews,
    planned_interviews,
    stages_of,
    taken_back_rows,
)
from interviews.handback.stages import LABELS, SLUGS, State
from interviews.models import CompteRendu
from interviews.plan_times import day_said
from interviews.plans import title_of

LED = "Un entretien mené avec la tablette"


@dataclass(frozen=True, slots=True)
class Choice:
    """One stage to choose: its word in the address, its label, how many interviews are there."""

    slug: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Other:
    """An interview that is no compte-rendu to read: planned, under way, not poured yet, or taken back."""

    state: State
    title: str
    said: str
    endpoint: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StageList:
    """``chosen``: the word of the stage that is shown, "" for all of them; ``of``: stage and label by code."""

    chosen: str
    choices: tuple[Choice, ...]
    others: tuple[Other, ...]
    of: Mapping[str, tuple[State, str]]


def stage_list(rows: Sequence[CompteRendu], chosen: str) -> tuple[StageList, list[CompteRendu]]:
    """The stages of these comptes-rendus and of what is beside them; then those of the stage that is chosen.

    An unknown stage is as none.
    """
    state = SLUGS.get(chosen)
    told, gone = stages_of(rows), taken_back_rows()
    planned, led = planned_interviews(), led_interviews()
    away = stages_of(gone)
    number = counts([*told.values(), *away.values()], planned, led)
    others = [
        *(Other("planned", title_of(one), day_said(one.starts_at), "plans.show", {"plan": one.uid}) for one in planned),
        *(
            Other(
                "in-progress" if one.state == "open" else "to-write", LED,
                "pas terminé" if one.state == "open" else "à verser", "tablets.show", {"interview": one.uid},
            )
            for one in led
        ),
        *(_away(one.code, away[one.code]) for one in gone),
    ]  # fmt: skip
    choices = tuple(Choice(slug, LABELS[one], number[one]) for slug, one in SLUGS.items() if one in number)
    listed = StageList(
        chosen if state else "",
        choices,
        tuple(one for one in others if one.state == state),
        {code: (one, LABELS[one]) for code, one in told.items()},
    )
    return listed, [row for row in rows if state in (None, told[row.code])]


def _away(code: str, state: State) -> Other:
    return Other(state, code, LABELS[state].lower(), "handback.withdraw", {"code": code})
