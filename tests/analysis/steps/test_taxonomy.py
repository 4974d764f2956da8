from __future__ import annotations

from pathlib import Path

import pytest

from analysis.steps.taxonomy import TaxonomyError, parse_taxonomy

SOUND = '[[effet]]\nid = "{id}"\nlabel = "Un"\naide = "Ce que c\'est."\n'
OURS = Path(__file__).parents[3] / "analysis" / "taxonomy.toml"
EFFECTS = [
    "liens-sociaux",
    "vivre-ensemble",
    "confiance",
    "projection",
    "bien-etre",
    "situation-personnelle",
    "competences-metier",
    "competences-entrepreneuriales",
]


def refused(text: str) -> str:
    with pytest.raises(TaxonomyError) as caught:
        parse_taxonomy(text)
    return str(caught.value)


def test_our_grid_has_the_eight_effects_in_their_order() -> None:
    grid = parse_taxonomy(OURS.read_text(encoding="utf-8"))
    assert list(grid.ids) == EFFECTS
    assert all(effect.subs and effect.help and effect.style and effect.words for effect in grid.effects)
    assert {effect.family for effect in grid.effects} == {family.id for family in grid.families}
    assert {family.domain for family in grid.families} == set(grid.domains)


def test_sub_effects_have_ids_of_their_own() -> None:
    subs = [sub.id for effect in parse_taxonomy(OURS.read_text(encoding="utf-8")).effects for sub in effect.subs]
    assert len(subs) == len(set(subs))
    assert not set(subs) & set(EFFECTS)


def test_the_smallest_grid_is_an_effect_with_id_label_and_help() -> None:
    (effect,) = parse_taxonomy(SOUND.format(id="a")).effects
    assert (effect.id, effect.label, effect.short, effect.help) == ("a", "Un", "Un", "Ce que c'est.")
    assert (effect.domain, effect.family, effect.words, effect.subs, effect.style) == (None, None, (), (), "")


def test_an_effect_is_found_by_its_id() -> None:
    grid = parse_taxonomy(SOUND.format(id="a"))
    assert grid.effect("a") is grid.effects[0]
    assert grid.effect("b") is None
    assert grid.family(None) is None


def test_the_version_changes_with_the_text_and_only_with_it() -> None:
    one, same, other = (parse_taxonomy(SOUND.format(id=name)).version for name in "aab")
    assert one == same != other
    assert len(one) == 12


@pytest.mark.parametrize(
    ("text", "place"), [("[[effet]\nid=", "ligne 1, colonne 8"), ("[[effet", "à la fin du fichier")]
)
def test_a_grid_that_is_no_toml_says_where_in_french(text: str, place: str) -> None:
    said = refused(text)
    assert place in said
    assert "xpected" not in said


def test_every_problem_is_said_at_once() -> None:
    said = refused(
        '[[effet]]\nlabel = "x"\n[[effet]]\nid = "a|b"\naide = "y"\n[[effet]]\nid = "a|b"\nlabel = "z"\naide = "t"\n'
    ).splitlines()
    assert any("numéro 1" in line and "« id »" in line for line in said)
    assert any("numéro 1" in line and "« aide »" in line for line in said)
    assert any("a|b" in line and "« label »" in line for line in said)
    assert any("sert déjà" in line for line in said)
    assert any("signe |" in line for line in said)


def test_a_sub_effect_without_id_is_said() -> None:
    assert "sous-effet" in refused(SOUND.format(id="a") + '[[effet.sous]]\nlabel = "x"\n')


@pytest.mark.parametrize("text", ["", "effet = 3", "effet = []", 'titre = "x"', "effet = {}"])
def test_a_grid_without_effects_says_what_to_add(text: str) -> None:
    assert "[[effet]]" in refused(text)


def test_what_is_not_toml_is_said_in_french() -> None:
    assert refused("[[effet").startswith("La grille d'effets ne se lit pas")
