"""Grids with wrong types: to join tests/analysis/steps/test_taxonomy.py once taxonomy.patch is in."""

from __future__ import annotations

import pytest

from analysis.steps.taxonomy import TaxonomyError, parse_taxonomy

SOUND = '[[effet]]\nid = "{id}"\nlabel = "Un"\naide = "Ce que c\'est."\n'


def refused(text: str) -> str:
    with pytest.raises(TaxonomyError) as caught:
        parse_taxonomy(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "effet = [3]",
        'effet = ["a"]',
        SOUND.format(id="a") + "sous = 3",
        SOUND.format(id="a") + 'sous = ["x"]',
        SOUND.format(id="a") + "mots = 3",
        SOUND.format(id="a") + 'mots = "bus"',
        SOUND.format(id="a") + "famille = 3",
        SOUND.format(id="a") + 'famille = ["x"]',
        SOUND.format(id="a") + '[[famille]]\nlabel = "sans id"',
        SOUND.format(id="a") + '[[domaine]]\nlabel = "sans id"',
        'famille = 3\n' + SOUND.format(id="a"),
        'domaine = "x"\n' + SOUND.format(id="a"),
        '[[effet]]\nid = ["a"]\nlabel = "x"\naide = "y"',
        '[[effet]]\nid = "a"\nlabel = 3\naide = "y"',
        '[[effet]]\nid = 3\nlabel = "x"\naide = "y"\n[[effet]]\nid = 3\nlabel = "x"\naide = "y"',
        SOUND.format(id="a") + '[[effet.sous]]\nid = "s"\n[[effet.sous]]\nid = "s"\n',
    ],
)  # fmt: skip
def test_a_wrong_type_is_refused_in_french_and_never_crashes(text: str) -> None:
    assert refused(text)
