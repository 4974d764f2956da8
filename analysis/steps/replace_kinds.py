"""Everything that is not a person, said by its kind: the way in to places, organisations, health and the rest."""

from __future__ import annotations

from analysis.steps.replace_life import softer_health, softer_rest
from analysis.steps.replace_ours import is_ours
from analysis.steps.replace_places import led_by, place_kind, softer_organisation, softer_place

_led = led_by

__all__ = ["is_ours", "led_by", "place_kind", "softer_health", "softer_organisation", "softer_place", "softer_rest"]
