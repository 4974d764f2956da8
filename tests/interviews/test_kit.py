"""The kit is whole: every fiche, every prompt with its purpose and room to write, and every mistake said at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from cards.deck import load_deck
from interviews.errors import KitError
from interviews.guide import load_guide
from interviews.kit import KIT, load_kit, typeset, used_cards

SHEETS = {
    1: "Présenter, trouver, donner rendez-vous",
    2: "Se préparer",
    3: "Le guide de l’entretien",
    4: "Mener l’entretien",
    5: "Noter, puis mettre au propre",
    6: "Écrire le compte-rendu",
}
PAGES = ["entretien", "ethique", "qui", "comment", "accords", "situations", "communication"]
WORDS = KIT.read_text(encoding="utf-8")


def test_the_six_fiches_and_the_pages_around_them_are_there() -> None:
    kit = load_kit()
    assert {sheet.number: sheet.title for sheet in kit.sheets if sheet.number} == SHEETS
    assert [sheet.id for sheet in kit.sheets if sheet.number is None] == PAGES


def test_every_prompt_has_its_purpose_and_a_line_to_write_on() -> None:
    prompts = [one for sheet in load_kit().sheets for block in sheet.blocks for one in block.prompts]
    assert len(prompts) > 60
    assert all(one.text and one.purpose and one.lines >= 1 for one in prompts)


def test_what_the_tablet_says_and_what_the_kit_prints_are_the_same_words() -> None:
    printed = {one.text for sheet in load_kit().sheets for block in sheet.blocks for one in block.prompts}
    guide = load_guide()
    for section in set(guide) - {"usages"}:
        assert {typeset(one.text) for one in guide[section]} <= printed, section
    asked = [block for block in load_kit().sheets[4].blocks if block.kind == "accords"]
    assert [row[0] for row in asked[0].rows] == [typeset(use.text) for use in guide["usages"]]


def test_the_pictures_are_those_of_cards_of_the_deck() -> None:
    assert all(load_deck().card(card) for card in used_cards(load_kit()))


def test_sentences_are_short_and_never_promise_anonymity() -> None:
    assert not re.search("anonym|vulnérable|pauvre|éloigné", WORDS, re.IGNORECASE)
    said = [text for text in re.findall(r'"([^"\n]+)"', WORDS) if " " in text]
    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.!?…]) ", text)]
    assert max(len(sentence.split()) for sentence in sentences) <= 22


def test_no_line_begins_with_a_colon_or_keeps_a_straight_apostrophe() -> None:
    assert typeset({"a": ["C'est « prêt » ?"]}) == {"a": ["C’est «\u00a0prêt\u00a0»\u00a0?"]}
    assert "'" not in str([sheet.title for sheet in load_kit().sheets]).replace("['", "").replace("', '", "").strip(
        "']"
    )


def changed(tmp_path: Path, change: Any) -> Path:
    """A copy of the kit with something wrong in it."""
    data = tomllib.loads(WORDS)
    change(data)
    path = tmp_path / "kit.toml"
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    return path


def spoil(data: dict[str, Any]) -> None:
    del data["kit"]["titre"]
    data["formulaire"]["aides"].pop("carte")
    data["page"][0]["bloc"][0]["lignes_du_tableau"][1] = ["une seule case"]
    data["page"][1]["id"] = "entretien"
    data["page"][2]["bloc"][0]["genre"] = "roman"
    data["page"][3]["bloc"] = []
    data["page"][4]["bloc"][1]["points"] = ["", 3]
    data["page"][5]["numero"] = 2
    data["page"][5]["bloc"][2]["guide"] = "inconnue"
    data["page"][6]["bloc"][1].pop("lignes")
    data["page"][8]["bloc"][0]["phrase"][0].pop("but")
    data["page"][9]["bloc"][0].pop("guide")
    data["page"][10]["bloc"][0] = "du texte"


def test_everything_wrong_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(KitError) as refused:
        load_kit(changed(tmp_path, spoil))
    assert str(refused.value).splitlines() == [
        "[kit] : il manque « titre » (un texte).",
        "[formulaire.aides] : il manque « carte » (un texte).",
        "Page entretien : bloc 1 : la ligne 2 du tableau doit avoir 4 cases.",
        "Page qui : bloc 1 : le genre « roman » n'existe pas ; choisissez parmi texte, liste, cases, tableau, encadre, "
        "lignes, cartes, phrases, accords.",
        "Page comment : il manque « bloc » (une liste).",
        "Page accords : bloc 2 : il manque « points » (une liste).",
        "Page presenter : bloc 3 : le guide n'a pas de section « inconnue ».",
        "Page preparer : bloc 2 : il faut « lignes » (un nombre) ou « champs » (une liste).",
        "Page mener : bloc 1 : phrase 1 : il manque « but » (un texte).",
        "Page situations : bloc 1 : il faut « guide » (une section du guide) ou des phrases ([[page.bloc.phrase]]).",
        "Page notes : bloc 1 : il faut un bloc avec genre, titre.",
        "l'identifiant « entretien » sert deux fois.",
        "le numéro « 2 » sert deux fois.",
    ]


@pytest.mark.parametrize("text", ["", "[kit", "page = 3", "page = []"])
def test_a_kit_that_is_not_one_is_refused_in_french(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KitError, match=r"Le kit « kit\.toml » ne se lit pas|Aucune page"):
        load_kit(path)
