"""How far the readers of a round agree, effect by effect and with the machine, as it is kept once everybody has finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from analysis.coding.decisions import Decision
from analysis.double.units import Unit, labels_of
from analysis.steps.agreement import on_effect, on_labels, on_strength
from analysis.steps.label_sets import Labels

MACHINE = "machine"


def measured(
    units: Sequence[Unit],
    said: Mapping[str, Mapping[int, Decision]],
    *,
    effects: Sequence[str],
    machine: Mapping[int, Labels],
) -> dict[str, Any]:
    """What is kept of a round.

    Args:
        units: its passages.
        said: reader → number of the passage → what she said.
        effects: ids of the grid.
        machine: number of the passage → what the machine reads there.

    Returns:
        « entre » (readers with each other) and « machine » (each reader with it, then all of them): for each,
        « ensemble », « force » and one agreement an effect, as dicts of ``Agreement``.
    """
    where = {str(unit.number): unit.code for unit in units}
    readings = {
        reader: {str(number): labels_of(one.labels) for number, one in told.items()} for reader, told in said.items()
    }
    alone = {str(number): labels for number, labels in machine.items()}
    return {
        "entre": _all(readings, where, effects),
        "machine": {
            reader: _all({reader: told, MACHINE: alone}, where, effects) for reader, told in sorted(readings.items())
        },
    }


def _all(
    readings: Mapping[str, Mapping[str, Labels]], where: Mapping[str, str], effects: Sequence[str]
) -> dict[str, Any]:
    return {
        "ensemble": asdict(on_labels(readings, interviews=where)),
        "force": asdict(on_strength(readings, interviews=where)),
        "effets": {effect: asdict(on_effect(readings, effect, interviews=where)) for effect in effects},
    }
