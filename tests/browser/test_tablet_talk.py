"""The spoken moments of an interview, on the real server: from the first tap to what the server made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from interviews.fold import InterviewState
from tests.browser.own_server import Server, device
from tests.browser.talking import Talk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-talk")]


@pytest.fixture
def talk(browser: Browser, own: Server) -> Iterator[Talk]:
    context = device(browser, own)
    talk = Talk(context, own)
    yield talk
    talk.still()
    context.close()


def texts(state: InterviewState, start: str) -> list[str]:
    return [state.text(name) for name in state.texts if name.startswith(start)]


def test_a_whole_interview_by_touch_is_told_by_the_operations_on_the_server(talk: Talk) -> None:
    talk.begin()
    talk.tap("On commence")
    talk.answer("Je peux écrire", "Oui")
    talk.answer("Je peux enregistrer", "Non")
    talk.page.get_by_role("heading", name="Votre prénom").tap()
    talk.tap("On change votre prénom")
    talk.page.get_by_label("Le prénom que vous choisissez").fill("Zéphyrine")
    talk.note("Elle vient depuis deux ans, par une voisine.")
    talk.page.get_by_text("Âge, genre, depuis quand").tap()
    talk.tap("Ne souhaite pas dire", talk.page.get_by_role("group", name="Quel âge"))
    talk.tap("femme")
    talk.tap("Aller aux cartes")
    talk.page.get_by_role("button", name=re.compile("J’ai partagé")).first.tap()
    talk.tap("Je la prends")
    talk.note("On cuisine à plusieurs le jeudi.")
    talk.tap("Terminer")
    talk.note("Chez nous on mange ensemble.")
    talk.tap("Relire ensemble")
    for part in ("L’ouverture", "J’ai partagé", "Pour finir"):
        expect(talk.page.locator("#part-title")).to_contain_text(part)
        talk.tap("C’est bien ça")
    talk.tap("C’est fini")
    expect(talk.page.get_by_role("heading", level=1, name="On pose le stylo")).to_be_focused()
    talk.tap("Juste après", talk.page.locator("main"))
    talk.answer("L’équipe du projet", "Oui")
    talk.answer("On peut citer", "Non")
    talk.page.get_by_label("Comment elle l’a vécu").fill("Très à l’aise, elle riait.")
    expect(talk.page.get_by_label("Où, qui, comment, quand")).to_have_value(re.compile("une carte prise"))
    talk.page.keyboard.press("Tab")
    talk.received("relues avec la personne")
    state = talk.received("Très à l’aise, elle riait.")
    assert {use: said.state for use, said in state.consents.items()} == {
        "notes": "given", "audio": "refused", "equipe": "given", "recit": "refused",
    }  # fmt: skip
    assert state.person | {"language": None} == {
        "language": None, "naming": "changed", "name": "Zéphyrine", "age": None, "gender": "femme",
    }  # fmt: skip
    assert [step.step for step in state.steps] == ["ouverture", "table", "carte", "cloture", "apres"]
    assert [pick.card for pick in state.picks.values()] == ["partage"]
    assert texts(state, "note:ouverture:") == ["Elle vient depuis deux ans, par une voisine."]
    assert texts(state, "note:carte:") == ["On cuisine à plusieurs le jeudi."]
    assert texts(state, "note:cloture:") == ["Chez nous on mange ensemble."]
    assert state.text("hot-notes") == "Très à l’aise, elle riait."
    assert "Les notes ont été relues avec la personne." in state.text("terms")
    assert state.ended
    assert not state.after_end


def press_until(page: Page, target: Locator, *, key: str = "Tab", most: int = 60) -> None:
    """Move by the keyboard alone until the target has the focus."""
    for _ in range(most):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{target} cannot be reached by the keyboard")


def test_a_whole_interview_by_keyboard_alone(talk: Talk) -> None:
    page = talk.page

    def enter(name: str, within: Page | Locator | None = None) -> None:
        press_until(page, talk.button(name, within).first)
        page.keyboard.press("Enter")

    enter("entretien", page.locator("main"))
    expect(page.get_by_role("heading", level=1, name="Nouvel entretien")).to_be_focused()
    press_until(page, page.get_by_label("Cartes sur la tablette"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Cartes imprimées")).to_be_checked()
    enter("Commencer")
    expect(page.get_by_role("heading", level=1, name="On fait connaissance")).to_be_focused()
    enter("Oui", page.get_by_role("group", name="Je peux écrire"))
    press_until(page, page.get_by_label("Ce que dit la personne"))
    page.keyboard.type("Par le bouche à oreille.")
    page.keyboard.press("Enter")
    enter("On commence")
    enter("Aller aux cartes")
    expect(page.get_by_role("heading", level=1, name="Quelle carte")).to_be_focused()
    enter("J’ai appris")
    place = page.get_by_role("button", name=re.compile("J’ai appris.*prise en 1"))
    expect(place).to_be_focused()
    enter("Ouvrir")
    press_until(page, page.get_by_label("Ce que dit la personne"))
    page.keyboard.type("À lire une recette.")
    page.keyboard.press("Control+Enter")
    enter("Terminer")
    expect(page.get_by_role("heading", level=1, name="Pour finir")).to_be_focused()
    enter("C’est fini")
    enter("Juste après", page.locator("main"))
    press_until(page, page.get_by_label("Comment elle l’a vécu"))
    page.keyboard.type("Timide au début.")
    enter("Oui", page.get_by_role("group", name="L’équipe du projet"))
    state = talk.received('"use":"equipe"')
    assert state.opened is not None
    assert state.opened["mode"] == "imprimees"
    assert state.opened["roles"] == "contributeur-cooperant"
    assert texts(state, "note:") == ["Par le bouche à oreille.", "À lire une recette."]
    assert state.text("hot-notes") == "Timide au début."
    assert state.consents["equipe"].state == "given"


def test_a_person_who_changes_her_mind_takes_her_notes_back(talk: Talk) -> None:
    talk.begin()
    expect(talk.page.get_by_role("button", name="Oui", pressed=True)).to_have_count(0)
    talk.answer("Je peux écrire", "Oui")
    talk.note("Un mot de trop.")
    talk.answer("Je peux écrire", "Non")
    expect(talk.page.locator(".stands.withdrawn")).to_contain_text("A changé d’avis")
    expect(talk.page.get_by_label("Ce que dit la personne")).to_have_count(0)
    talk.tap("Effacer ces notes")
    talk.tap("Oui, effacer")
    expect(talk.page.get_by_text("Une note reste")).to_have_count(0)
    state = talk.received('"note.off"')
    assert [said for said, _how in state.consents["notes"].history] == ["given", "withdrawn"]
    assert texts(state, "note:") == []


def test_after_the_pen_is_put_down_only_consents_and_memories_are_written(talk: Talk) -> None:
    talk.begin()
    talk.note("Avant.")
    talk.tap("Terminer")
    talk.tap("C’est fini")
    talk.tap("Ouverture")
    expect(talk.page.get_by_text("ici, plus rien ne s’écrit")).to_be_visible()
    expect(talk.page.get_by_label("Ce que dit la personne")).to_have_count(0)
    talk.tap("Juste après")
    talk.answer("On peut en parler", "Oui")
    talk.page.get_by_label("Comment elle l’a vécu").fill("Après.")
    talk.page.keyboard.press("Tab")
    state = talk.received("Après.")
    assert texts(state, "note:") == ["Avant."]
    assert state.text("hot-notes") == "Après."
    assert state.consents["atelier"].state == "given"


def test_roles_swapped_begin_a_second_interview_kept_apart(talk: Talk) -> None:
    talk.begin()
    talk.tap("Terminer")
    talk.tap("C’est fini")
    first = talk.id
    talk.tap("Échanger les rôles")
    expect(talk.page.get_by_role("heading", level=1, name="On fait connaissance")).to_be_focused()
    assert talk.id != first
    opened = talk.received("cooperant-contributeur").opened
    assert opened is not None
    assert opened["roles"] == "cooperant-contributeur"


def written_elsewhere(talk: Talk, field: str, text: str) -> dict[str, Any]:
    """The same field written by a device that knew nothing of this one."""
    return {
        "id": str(uuid4()), "interview": talk.id, "device": str(uuid4()), "seq": 1,
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), "kind": "note.write", "field": field, "base": None,
        "data": {"text": text},
    }  # fmt: skip


def test_two_texts_written_side_by_side_are_settled_by_a_person(talk: Talk) -> None:
    talk.begin()
    talk.tap("Juste après")
    talk.page.get_by_label("Comment elle l’a vécu").fill("Joyeuse.")
    talk.page.keyboard.press("Tab")
    talk.received("Joyeuse.")
    talk.ask(
        "POST", f"/api/entretiens/{talk.id}/operations", {"operations": [written_elsewhere(talk, "hot-notes", "Émue.")]}
    )
    talk.answer("L’équipe du projet", "Oui")  # what is sent brings back what others wrote
    talk.tap("Choisir")
    expect(talk.page.get_by_role("heading", name="Sur une autre tablette")).to_be_visible()
    talk.tap("En faire un seul")
    talk.page.get_by_label("Le texte à garder").fill("Joyeuse, puis émue.")
    talk.tap("Garder ce texte")
    expect(talk.page.get_by_text("Plus rien à choisir")).to_be_visible()
    state = talk.received("puis émue")
    assert state.to_settle == []
    assert state.text("hot-notes") == "Joyeuse, puis émue."


def test_a_practice_interview_is_said_to_be_one_goes_nowhere_and_is_erased(talk: Talk) -> None:
    talk.begin(trial=True)
    expect(talk.page.locator(".interview-bar .tag")).to_have_text("Essai")
    talk.note("Pour s’entraîner.")
    talk.tap("Juste après")
    talk.tap("En parler à deux")
    expect(talk.page.get_by_text("Aucune carte prise")).to_be_visible()
    trial = talk.id
    talk.tap("Effacer cet essai")
    talk.tap("Oui, effacer")
    expect(talk.page.get_by_text("L’essai est effacé")).to_be_visible()
    answer = talk.ask("GET", f"/api/entretiens/{trial}/operations?apres=0")
    assert answer["status"] == 404 or answer["body"]["operations"] == []
    kept = talk.page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    assert "kparole-tablette" in kept
    assert talk.page.evaluate(LEFT, trial) == 0


LEFT = """(id) => new Promise((done, failed) => {
  const asked = indexedDB.open("kparole-tablette");
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const stores = ["operations", "drafts"].filter((name) => asked.result.objectStoreNames.contains(name));
    const tx = asked.result.transaction(stores);
    const counts = stores.map((name) => tx.objectStore(name).index("byInterview").count(id));
    tx.oncomplete = () => { asked.result.close(); done(counts.reduce((sum, one) => sum + one.result, 0)); };
  };
})"""


def test_an_appointment_fills_everything_in_and_its_terms_are_gone_through_again(talk: Talk) -> None:
    plan = {
        "id": str(uuid4()), "titre": "Malika", "nom": "Malika", "kpa": None, "langue": "ar", "interprete": "Salma",
        "quand": datetime.now(UTC).isoformat(), "lieu": "à l’épicerie", "roles": "binome", "mode": "imprimees",
        "duree": 60, "appel": "changed", "accords": {"audio": "refused"},
    }  # fmt: skip
    told = {"acteur": "local", "nom": "", "kpa": None, "kpas": [], "rendezvous": [plan], "entretiens": []}
    talk.page.route("**/api/tablette", lambda route: route.fulfill(json=told, headers={"X-KParole": "1"}))
    talk.page.reload()
    expect(talk.page.locator(".lead")).to_have_text("Malika")
    talk.tap("Commencer", talk.page.locator("main"))
    expect(talk.page.get_by_label("Malika")).to_be_checked()
    expect(talk.page.get_by_label("Cartes imprimées")).to_be_checked()
    talk.tap("Commencer")
    talk.page.get_by_text("Ce qu’on avait convenu").tap()
    expect(talk.page.locator(".terms")).to_contain_text("enregistrer la voix")
    assert talk.id == plan["id"]
    talk.tap("Juste après")
    expect(talk.page.get_by_label("Où, qui, comment, quand")).to_have_value(re.compile("à l’épicerie[^¶]*avec Salma"))
    state = talk.received("à l’épicerie")
    assert state.opened is not None
    assert (state.opened["language"], state.opened["mode"], state.opened["roles"]) == ("ar", "imprimees", "binome")
    assert state.person["naming"] == "changed"


def test_a_rescue_file_saved_here_can_be_given_back_here(talk: Talk, tmp_path: Path) -> None:
    talk.page.route("**/api/entretiens/**", lambda route: route.abort())
    talk.begin()
    talk.note("À l’abri.")
    talk.page.goto(f"{talk.origin}/entretien/#rescue")
    with talk.page.expect_download() as saved:
        talk.tap("Enregistrer le fichier")
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.suffix == ".kparole"
    assert "abri" not in file.read_text(encoding="utf-8")
    talk.page.get_by_label("Le fichier, il finit par").set_input_files(file)
    talk.tap("Remettre ce fichier")
    expect(talk.page.get_by_text("Tout était déjà là.")).to_be_visible()
    (tmp_path / "autre.kparole").write_text("bonjour\n", encoding="utf-8")
    talk.page.get_by_label("Le fichier, il finit par").set_input_files(tmp_path / "autre.kparole")
    talk.tap("Remettre ce fichier")
    expect(talk.page.get_by_text("Ce fichier n’est pas un fichier de secours")).to_be_visible()
    talk.watched.console.clear()  # the browser says each request that was cut
