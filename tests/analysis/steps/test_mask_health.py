"""Health as people say it, departments by their number, names of places with an elided part: proposed; their look-alikes are not."""

from __future__ import annotations

import pytest

from analysis.steps.mask_rules import rule_masks


def hidden(text: str, kind: str) -> set[str]:
    return {mask.text for mask in rule_masks(text) if mask.kind == kind}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Il a la maladie des reins.", "maladie des reins"),
        ("On m'a trouvé une boule au sein.", "boule au sein"),
        ("Elle fait des crises d’angoisse.", "crises d’angoisse"),
        ("Je ne vois plus d'un œil.", "ne vois plus d'un œil"),
        ("Il entend très mal.", "entend très mal"),
        ("Elle est reconnue handicapée à 80 %.", "reconnue handicapée à 80 %"),
        ("J'ai été opérée des deux yeux.", "opérée des deux yeux"),
        ("Il a perdu deux doigts.", "deux doigts"),
        ("On lui a mis une pile dans le cœur.", "une pile dans le cœur"),
        ("Je prends des cachets pour dormir.", "cachets pour dormir"),
        ("Elle est suivie par un psychologue.", "suivie par un psychologue"),
        ("Je suis sous traitement.", "traitement"),
        ("je boite depuis toujours", "boite"),
    ],
)
def test_what_is_said_of_health_without_its_name_is_proposed(text: str, said: str) -> None:
    assert said in hidden(text, "SANTE")


@pytest.mark.parametrize(
    "text",
    [
        "On s'entend mal, puis mieux.",
        "J'ai un traitement de texte et une boite aux lettres.",
        "Je ne vois plus mes collègues, le problème de planning est réglé.",
        "On a mal aux pieds le soir et on a perdu la main.",
        "On a mis une plaque sur la porte, avec des piles et une attelle.",
        "La rampe est faite pour les handicapés comme pour les poussettes.",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert hidden(text, "SANTE") == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("J'habite rue du Puits-d'Argent.", "rue du Puits-d'Argent"),
        ("Elle a grandi dans le 77.", "77"),
        ("Chez nous, dans le 9-3, on rit.", "9-3"),
        ("logée rue des petits champs", "rue des petits champs"),
        ("son frere est a noisy le sec", "noisy le sec"),
        ("ne sort pas de la cité des fleurs", "cité des fleurs"),
    ],
)
def test_places_said_by_number_in_haste_or_with_an_elision_are_proposed_whole(text: str, said: str) -> None:
    assert said in hidden(text, "LIEU")


@pytest.mark.parametrize(
    "text", ["Je travaille dans le 12 mars.", "le quartier des jeunes", "Le 95 % du temps.", "il habite le 40 ans"]
)
def test_other_numbers_and_people_of_a_district_are_no_places(text: str) -> None:
    assert hidden(text, "LIEU") == set()
