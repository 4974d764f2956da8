from __future__ import annotations

import json

from analysis.report import as_json_object, as_lines, nowhere
from analysis.steps.types import Analysis
from tests.analysis.hand_made import analysis, taxonomy

EMPTY = Analysis((), (), {}, {}, (), (), (), (), "essai")
KEYS = ["entretiens", "extraits", "effets", "themes", "inclassables", "croisements", "saturation", "duree_s", "version"]


def test_the_json_has_the_keys_of_the_contract() -> None:
    found = as_json_object(analysis())
    assert list(found) == KEYS
    assert list(found["effets"][0]) == ["id", "entretiens", "extraits", "poids", "intervalle", "votes"]
    assert list(found["themes"][0]) == ["nom", "mots", "extraits", "typiques"]
    assert list(found["croisements"][0]) == ["variable", "modalite", "effet", "entretiens", "base"]


def test_the_json_says_what_was_found() -> None:
    found = as_json_object(analysis())
    assert (found["entretiens"], found["extraits"], found["inclassables"], found["version"]) == (3, 5, 2, "essai")
    assert [(e["id"], e["entretiens"], e["extraits"], e["votes"]) for e in found["effets"]] == [
        ("lien", 1, 2, None),
        ("metier", 1, 1, None),
        ("calme", 0, 0, None),
    ]
    assert found["effets"][0]["poids"] == 0.3333
    assert found["duree_s"] == {"segment": 1.235}
    assert len(found["saturation"]) == 3
    assert json.loads(json.dumps(found)) == found


def test_what_identifies_is_masked_in_what_leaves() -> None:
    assert "Kader" not in json.dumps(as_json_object(analysis()), ensure_ascii=False)
    assert as_json_object(analysis())["themes"][0]["typiques"] == ["[prénom] m'a emmenée au marché."]


def test_the_json_is_the_same_from_run_to_run_but_for_the_seconds() -> None:
    one, other = (json.dumps({k: v for k, v in as_json_object(analysis()).items() if k != "duree_s"}) for _ in range(2))
    assert one == other


def test_an_empty_analysis_has_every_key() -> None:
    found = as_json_object(EMPTY)
    assert list(found) == KEYS
    assert (found["entretiens"], found["effets"], found["themes"], found["inclassables"]) == (0, [], [], 0)


def test_a_person_reads_it_in_french() -> None:
    lines = list(as_lines(analysis(), taxonomy()))
    assert lines[0] == "3 entretiens, 5 passages."
    assert lines[1].startswith("  Créer des liens : 1 personne en parle, poids 0,33 (")
    assert lines[1].endswith(", 1 dit le contraire.")
    assert "2 passages ne vont dans aucun effet." in lines
    assert "  thème « bus » : 2 passages." in lines
    assert "indicatif" in lines[-1]


def test_an_effect_that_left_the_grid_keeps_its_id() -> None:
    other = analysis()
    lines = list(as_lines(other, type(taxonomy())((), (), {}, "")))
    assert lines[1].startswith("  lien : ")


def test_an_empty_analysis_is_said_too() -> None:
    assert next(iter(as_lines(EMPTY, taxonomy()))) == "0 entretien, 0 passage."
    assert nowhere(EMPTY) == 0
