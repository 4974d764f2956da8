"""The page of a card: words, picture, voice, what is wrong with them, and two people who write at once."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.library import draft_of
from cards.service import add_deck, publish
from tests.bad_files.images import drawn
from tests.cards.deck_making import a_deck, beep, has_a_place, photo_with_a_place
from tests.cards.deck_seeing import SHELF, WORDS, card_of, file, ids, kept, plain, seen


def test_a_card_changes_its_words_in_every_language_and_takes_a_new_one(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(visitor, f"{SHELF}{slug}/cartes/un")
    assert re.search(r'id="titre-ar"[^>]*dir="rtl"|dir="rtl"[^>]*lang="ar"', page)
    sent = {
        **WORDS,
        "titre-ar": "طبخت",
        "langue": "tzm",
        "titre-langue": "ⴰⵣⵓⵍ",
        "credit": "Samia",
        "variantes": "J'ai fait\n\nJ'ai fait\n",
    }
    assert "enregistrée dans le brouillon" in seen(visitor, f"{SHELF}{slug}/cartes/un", **sent)
    card = card_of(shared_app, slug, "un")
    assert card.titles == {"fr": "J'ai cuisiné…", "ar": "طبخت", "tzm": "ⴰⵣⵓⵍ"}
    assert card.variants == ("J'ai fait",)
    assert 'id="titre-tzm"' in seen(visitor, f"{SHELF}{slug}/cartes/deux")
    assert "Une langue n'est proposée que si chaque carte a son titre." in seen(visitor, f"{SHELF}{slug}/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"titre-fr": " "}, "Écrivez le titre en français."),
        ({"dire-ar": "جملة"}, "Écrivez aussi le titre dans cette langue."),
        ({"titre-fr": "x" * 201}, "trop long : 200 signes"),
        ({"dire-fr": "x" * 1001}, "trop long : 1000 signes"),
        ({"langue": "Klingon !", "titre-langue": "x"}, "Ce n'est pas un code de langue."),
        ({"titre-langue": "x"}, "Écrivez le code de la langue."),
        ({"langue": "fr", "titre-langue": "x"}, "Cette langue est déjà sur la page"),
        ({"image": file(b"bonjour", "photo.png")}, "Ce fichier est un texte simple"),
        (
            {"image": file(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><script/></svg>", "a.svg")},
            "contient un script",
        ),
        ({"son-fr": file(b"%PDF-1.4", "a.mp3")}, "Ce fichier n'est pas un son."),
    ],
)
def test_what_is_wrong_with_a_card_is_said_beside_it_and_nothing_typed_is_lost(
    visitor: FlaskClient, shared_app: Flask, slug: str, wrong: dict[str, Any], said: str
) -> None:
    wrong = {
        name: (io.BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value
        for name, value in wrong.items()
    }
    answer = visitor.post(f"{SHELF}{slug}/cartes/un", data={**WORDS, "credit": "Samia et Ali", **wrong})
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert said in page
    assert "Samia et Ali" in page
    assert card_of(shared_app, slug, "un").title == "Carte un"


def test_a_photo_loses_its_place_and_a_voice_its_labels(visitor: FlaskClient, shared_app: Flask, slug: str) -> None:
    files = {"image": file(photo_with_a_place(), "Nadia.jpg"), "son-fr": file(beep(), "Nadia.wav")}
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, **files)
    card = card_of(shared_app, slug, "un")
    assert not has_a_place(kept(shared_app, card.picture))
    assert b"INFO" not in kept(shared_app, card.sounds["fr"])
    assert visitor.get(f"/cartes/media/{card.picture}", buffered=True).mimetype == "image/jpeg"
    page = seen(visitor, f"{SHELF}{slug}/cartes/un")
    assert "<audio" in page
    assert "Nadia" not in page
    seen(visitor, f"{SHELF}{slug}/cartes/un", **{**WORDS, "base": "2", "sans-son-fr": "oui"})
    assert card_of(shared_app, slug, "un").sounds == {}


def test_a_photo_sent_with_a_mistake_elsewhere_is_not_sent_twice(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(visitor, f"{SHELF}{slug}/cartes/un", **{**WORDS, "titre-fr": "", "image": file(drawn("png"), "a.png")})
    sealed = re.search(r'name="garde-image" value="([^"]+)"', page)
    assert sealed is not None
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, **{"garde-image": sealed[1]})
    assert card_of(shared_app, slug, "un").picture.endswith(".png")
    seen(visitor, f"{SHELF}{slug}/cartes/deux", **{**WORDS, "base": "2", "garde-image": f"{'a' * 64}.png"})
    assert card_of(shared_app, slug, "deux").picture == "appris.svg"


def test_a_picture_of_the_set_is_searched_and_chosen_without_a_script(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, chercher="oui", recherche="tarte")
    assert page.count('name="choix"') < 6
    assert 'value="partage.svg"' in page
    assert "J'ai cuisiné…" in page
    assert "Aucune image ne correspond" in seen(
        visitor, f"{SHELF}{slug}/cartes/un", **WORDS, chercher="oui", recherche="zzz"
    )
    assert "partage.svg" in seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, voir="oui", choix="partage.svg")
    assert card_of(shared_app, slug, "un").title == "Carte un"
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, choix="partage.svg")
    assert card_of(shared_app, slug, "un").picture == "partage.svg"


def test_a_card_is_added_then_removed_while_nobody_has_seen_it(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    assert "Choisissez une image" in seen(visitor, f"{SHELF}{slug}/ajouter", **WORDS)
    seen(visitor, f"{SHELF}{slug}/ajouter", **WORDS, choix="partage.svg")
    assert 'value="JOKER"' in seen(visitor, f"{SHELF}{slug}/ajouter?joker=1")
    seen(visitor, f"{SHELF}{slug}/ajouter", **{**WORDS, "titre-fr": "JOKER", "joker": "1"})
    added = ids(shared_app, slug)
    assert len(added) == 5
    assert re.fullmatch(r"carte-[0-9a-f]{8}", added[3])
    assert card_of(shared_app, slug, added[4]).joker
    assert "Retirer cette carte" in seen(visitor, f"{SHELF}{slug}/cartes/{added[3]}")
    seen(visitor, f"{SHELF}{slug}/cartes/{added[3]}/retirer", base="3")
    assert added[3] not in ids(shared_app, slug)
    with shared_app.app_context():
        publish(slug, base=draft_of(slug).number)
    assert "des notes y renvoient" in seen(visitor, f"{SHELF}{slug}/cartes/{added[4]}")
    assert "Masquez-la" in seen(visitor, f"{SHELF}{slug}/cartes/{added[4]}/retirer", base="4")


def test_two_people_on_the_same_title_see_both_texts_and_lose_none(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = f"{SHELF}{slug}/cartes/un"
    seen(visitor, here, **{**WORDS, "titre-fr": "Le premier titre", "credit": "Ali"})
    answer = visitor.post(here, data={**WORDS, "titre-fr": "Le second titre", "titre-ar": "طبخت"})
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert 'value="Le second titre"' in page
    assert "L'autre personne a mis : <strong>Le premier titre</strong>" in page
    assert 'value="طبخت"' in page
    assert 'value="Ali"' in page
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base is not None
    seen(visitor, here, **{**WORDS, "titre-fr": "Le second titre", "credit": "Ali", "base": base[1]})
    assert card_of(shared_app, slug, "un").title == "Le second titre"


def test_two_people_on_different_words_both_keep_theirs(visitor: FlaskClient, shared_app: Flask, slug: str) -> None:
    here = f"{SHELF}{slug}/cartes/un"
    seen(visitor, here, **{"titre-fr": "Carte un", "credit": "Ali", "base": "1"})
    assert "Ses changements et les vôtres" in seen(visitor, here, **{"titre-fr": "Un autre titre", "base": "1"})
    card = card_of(shared_app, slug, "un")
    assert (card.title, card.credit) == ("Un autre titre", "Ali")


def test_words_for_a_card_that_somebody_removed_are_kept_to_be_added(visitor: FlaskClient, shared_app: Flask) -> None:
    with shared_app.app_context():
        slug = add_deck(a_deck("jamais-vue", "autre"))
    seen(visitor, f"{SHELF}{slug}/cartes/jamais-vue/retirer", base="1")
    answer = visitor.post(f"{SHELF}{slug}/cartes/jamais-vue", data=WORDS)
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Quelqu'un a retiré cette carte" in page
    assert "J'ai cuisiné…" in page
    assert f'action="{SHELF}{slug}/ajouter"' in page


def test_a_card_that_is_not_there_is_not_found(visitor: FlaskClient, slug: str) -> None:
    assert visitor.get(f"{SHELF}{slug}/cartes/joker").status_code == 404
    assert "n'est plus dans le jeu" in seen(visitor, f"{SHELF}{slug}/ordre", carte="x", pas="1", base="1")


def test_the_page_of_a_card_lets_the_microphone_be_used_and_no_other_page_does(visitor: FlaskClient, slug: str) -> None:
    page = visitor.get(f"{SHELF}{slug}/cartes/un")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "img-src 'self' blob:" in page.headers["Content-Security-Policy"]
    assert "microphone=()" in visitor.get(f"{SHELF}{slug}/").headers["Permissions-Policy"]
    assert "Pas de visage ni de voix reconnaissable sans l'accord" in plain(page.get_data(as_text=True))
