"""The pages of the editor: what each says, what it writes, what it refuses. Two people are two clients of one base."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.library import draft_of, history, published_deck, table_deck
from cards.media import media_path
from cards.service import add_deck, publish
from kparole.access import EVERYTHING, LOCAL, Actor, Role
from kparole.config import Settings
from kparole.db import db
from tests.bad_files.images import drawn
from tests.cards.deck_making import a_card, a_deck, beep, has_a_place, photo_with_a_place
from tests.conftest import opened
from tests.databases import Bases

SHELF = "/cartes/jeux/"
WORDS = {"titre-fr": "J'ai cuisiné…", "dire-fr": "J'ai cuisiné. Un plat.", "base": "1"}


@pytest.fixture(scope="module")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all the tests here; each has a deck of its own."""
    with Bases(tmp_path_factory.mktemp("jeux"), None, open_=opened, fill=lambda: None).empty(
        tmp_path_factory.mktemp("m") / "m"
    ) as one:
        settings: Settings = one
        with opened(settings) as app:
            yield app


@pytest.fixture
def client(shared_app: Flask) -> FlaskClient:
    return shared_app.test_client()


@pytest.fixture
def slug(shared_app: Flask) -> str:
    """A deck of three cards that nobody has ever seen, « un », « deux », « trois »."""
    with shared_app.app_context():
        return add_deck(a_deck())


def seen(client: FlaskClient, address: str, **form: Any) -> str:
    """The words and marks of a page, after a form was sent if there is one."""
    sent = client.post(address, data=form, follow_redirects=True) if form else client.get(address)
    return plain(sent.get_data(as_text=True))


def plain(page: str) -> str:
    return html.unescape(page).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def ids(app: Flask, slug: str) -> list[str]:
    with app.app_context():
        return [card.id for card in draft_of(slug).deck.cards]


def card_of(app: Flask, slug: str, card_id: str) -> Any:
    with app.app_context():
        return draft_of(slug).deck.card(card_id)


def kept(app: Flask, name: str) -> bytes:
    path = media_path(name, app.config["KPAROLE"].home)
    assert path is not None
    return path.read_bytes()


def file(content: bytes, name: str = "fichier") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_the_shelf_shows_what_is_on_the_table_and_what_waits(client: FlaskClient, slug: str) -> None:
    page = seen(client, SHELF)
    assert "Sur la table" in page
    assert "Pas encore en service" in page
    assert f"{SHELF}{slug}/" in page


def test_a_shipped_deck_is_looked_at_and_copied_never_changed(client: FlaskClient) -> None:
    page = seen(client, f"{SHELF}kpa/")
    assert "ne se change pas" in page
    assert "data-soft" not in page
    assert "Copiez-le" in seen(client, f"{SHELF}kpa/ordre", carte="appris", pas="1")
    assert "Copiez-le" in seen(client, f"{SHELF}kpa/cartes/appris", **WORDS)
    copied = client.post(f"{SHELF}kpa/copier", data={"titre": "Le nôtre"})
    assert "Le nôtre" in seen(client, copied.location)


@pytest.mark.parametrize(("title", "said"), [("  ", "Donnez un nom au jeu."), ("x" * 81, "trop long : 80 signes")])
def test_a_deck_has_a_name(client: FlaskClient, slug: str, title: str, said: str) -> None:
    assert said in seen(client, f"{SHELF}{slug}/nom", titre=title, base="1")
    assert said in seen(client, f"{SHELF}{slug}/copier", titre=title)


def test_cards_are_moved_hidden_renamed_undone_and_each_button_says_what_it_takes_back(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = SHELF + slug
    assert "est maintenant la carte 2" in seen(client, f"{here}/ordre", carte="un", pas="1", base="1")
    assert ids(shared_app, slug) == ["deux", "un", "trois"]
    seen(client, f"{here}/ordre", carte="trois", devant="deux", base="2")
    assert ids(shared_app, slug) == ["trois", "deux", "un"]
    assert "Masquée" in seen(client, f"{here}/visible", carte="un", masquee="oui", base="3")
    assert "Le jeu d'été" in seen(client, f"{here}/nom", titre="Le jeu d'été", base="4")
    assert "Annuler Nom du jeu : « Le jeu d'été »" in words_of(seen(client, f"{here}/"))
    page = seen(client, f"{here}/annuler", oui="1")
    assert "Rétablir Nom du jeu : « Le jeu d'été »" in words_of(page)
    assert "Annuler « Carte un » masquée" in words_of(page)
    assert "Le jeu d'été" in seen(client, f"{here}/retablir", oui="1")
    for _ in range(4):
        page = seen(client, f"{here}/annuler", oui="1")
    assert ids(shared_app, slug) == ["un", "deux", "trois"]
    assert "Il n'y a rien à annuler." in seen(client, f"{here}/annuler", oui="1")


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_last_card_to_be_seen_cannot_be_hidden(client: FlaskClient, slug: str) -> None:
    for base, card in (("1", "un"), ("2", "deux"), ("3", "trois")):
        page = seen(client, f"{SHELF}{slug}/visible", carte=card, masquee="oui", base=base)
    assert "Il faut au moins une carte visible." in page


def test_a_card_changes_its_words_in_every_language_and_takes_a_new_one(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(client, f"{SHELF}{slug}/cartes/un")
    assert re.search(r'id="titre-ar"[^>]*dir="rtl"|dir="rtl"[^>]*lang="ar"', page)
    sent = {
        **WORDS,
        "titre-ar": "طبخت",
        "langue": "tzm",
        "titre-langue": "ⴰⵣⵓⵍ",
        "credit": "Samia",
        "variantes": "J'ai fait\n\nJ'ai fait\n",
    }
    assert "enregistrée dans le brouillon" in seen(client, f"{SHELF}{slug}/cartes/un", **sent)
    card = card_of(shared_app, slug, "un")
    assert card.titles == {"fr": "J'ai cuisiné…", "ar": "طبخت", "tzm": "ⴰⵣⵓⵍ"}
    assert card.variants == ("J'ai fait",)
    assert 'id="titre-tzm"' in seen(client, f"{SHELF}{slug}/cartes/deux")
    assert "Une langue n'est proposée que si chaque carte a son titre." in seen(client, f"{SHELF}{slug}/")


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
    client: FlaskClient, shared_app: Flask, slug: str, wrong: dict[str, Any], said: str
) -> None:
    wrong = {
        name: (io.BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value
        for name, value in wrong.items()
    }
    answer = client.post(f"{SHELF}{slug}/cartes/un", data={**WORDS, "credit": "Samia et Ali", **wrong})
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert said in page
    assert "Samia et Ali" in page
    assert card_of(shared_app, slug, "un").title == "Carte un"


def test_a_photo_loses_its_place_and_a_voice_its_labels(client: FlaskClient, shared_app: Flask, slug: str) -> None:
    files = {"image": file(photo_with_a_place(), "Nadia.jpg"), "son-fr": file(beep(), "Nadia.wav")}
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, **files)
    card = card_of(shared_app, slug, "un")
    assert not has_a_place(kept(shared_app, card.picture))
    assert b"INFO" not in kept(shared_app, card.sounds["fr"])
    assert client.get(f"/cartes/media/{card.picture}", buffered=True).mimetype == "image/jpeg"
    page = seen(client, f"{SHELF}{slug}/cartes/un")
    assert "<audio" in page
    assert "Nadia" not in page
    seen(client, f"{SHELF}{slug}/cartes/un", **{**WORDS, "base": "2", "sans-son-fr": "oui"})
    assert card_of(shared_app, slug, "un").sounds == {}


def test_a_photo_sent_with_a_mistake_elsewhere_is_not_sent_twice(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(client, f"{SHELF}{slug}/cartes/un", **{**WORDS, "titre-fr": "", "image": file(drawn("png"), "a.png")})
    sealed = re.search(r'name="garde-image" value="([^"]+)"', page)
    assert sealed is not None
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, **{"garde-image": sealed[1]})
    assert card_of(shared_app, slug, "un").picture.endswith(".png")
    seen(client, f"{SHELF}{slug}/cartes/deux", **{**WORDS, "base": "2", "garde-image": f"{'a' * 64}.png"})
    assert card_of(shared_app, slug, "deux").picture == "appris.svg"


def test_a_picture_of_the_set_is_searched_and_chosen_without_a_script(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    page = seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, chercher="oui", recherche="tarte")
    assert page.count('name="choix"') < 6
    assert 'value="partage.svg"' in page
    assert "J'ai cuisiné…" in page
    assert "Aucune image ne correspond" in seen(
        client, f"{SHELF}{slug}/cartes/un", **WORDS, chercher="oui", recherche="zzz"
    )
    assert "partage.svg" in seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, voir="oui", choix="partage.svg")
    assert card_of(shared_app, slug, "un").title == "Carte un"
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, choix="partage.svg")
    assert card_of(shared_app, slug, "un").picture == "partage.svg"


def test_a_card_is_added_then_removed_while_nobody_has_seen_it(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    assert "Choisissez une image" in seen(client, f"{SHELF}{slug}/ajouter", **WORDS)
    seen(client, f"{SHELF}{slug}/ajouter", **WORDS, choix="partage.svg")
    assert 'value="JOKER"' in seen(client, f"{SHELF}{slug}/ajouter?joker=1")
    seen(client, f"{SHELF}{slug}/ajouter", **{**WORDS, "titre-fr": "JOKER", "joker": "1"}, choix="joker-1.svg")
    added = ids(shared_app, slug)
    assert len(added) == 5
    assert re.fullmatch(r"carte-[0-9a-f]{8}", added[3])
    assert card_of(shared_app, slug, added[4]).joker
    assert "Retirer cette carte" in seen(client, f"{SHELF}{slug}/cartes/{added[3]}")
    seen(client, f"{SHELF}{slug}/cartes/{added[3]}/retirer", base="3")
    assert added[3] not in ids(shared_app, slug)
    with shared_app.app_context():
        publish(slug, base=draft_of(slug).number)
    assert "des notes y renvoient" in seen(client, f"{SHELF}{slug}/cartes/{added[4]}")
    assert "Masquez-la" in seen(client, f"{SHELF}{slug}/cartes/{added[4]}/retirer", base="4")


def test_two_people_on_the_same_title_see_both_texts_and_lose_none(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = f"{SHELF}{slug}/cartes/un"
    seen(client, here, **{**WORDS, "titre-fr": "Le premier titre", "credit": "Ali"})
    answer = client.post(here, data={**WORDS, "titre-fr": "Le second titre", "titre-ar": "طبخت"})
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert 'value="Le second titre"' in page
    assert "L'autre personne a mis : <strong>Le premier titre</strong>" in page
    assert 'value="طبخت"' in page
    assert 'value="Ali"' in page
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base is not None
    seen(client, here, **{**WORDS, "titre-fr": "Le second titre", "credit": "Ali", "base": base[1]})
    assert card_of(shared_app, slug, "un").title == "Le second titre"


def test_two_people_on_different_words_both_keep_theirs(client: FlaskClient, shared_app: Flask, slug: str) -> None:
    here = f"{SHELF}{slug}/cartes/un"
    seen(client, here, **{"titre-fr": "Carte un", "credit": "Ali", "base": "1"})
    assert "Ses changements et les vôtres" in seen(client, here, **{"titre-fr": "Un autre titre", "base": "1"})
    card = card_of(shared_app, slug, "un")
    assert (card.title, card.credit) == ("Un autre titre", "Ali")


def test_words_for_a_card_that_somebody_removed_are_kept_to_be_added(client: FlaskClient, shared_app: Flask) -> None:
    with shared_app.app_context():
        slug = add_deck(a_deck("jamais-vue", "autre"))
    seen(client, f"{SHELF}{slug}/cartes/jamais-vue/retirer", base="1")
    answer = client.post(f"{SHELF}{slug}/cartes/jamais-vue", data=WORDS)
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Quelqu'un a retiré cette carte" in page
    assert "J'ai cuisiné…" in page
    assert f'action="{SHELF}{slug}/ajouter"' in page


def test_publishing_shows_the_differences_first_and_a_draft_changed_meanwhile_is_read_again(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = f"{SHELF}{slug}"
    assert "n'a encore jamais été en service" in seen(client, f"{here}/service")
    assert "Cette version est en service" in seen(client, f"{here}/service", base="1")
    seen(client, f"{here}/cartes/un", **WORDS)
    assert "« Carte un » s'appelle maintenant « J'ai cuisiné… »" in seen(client, f"{here}/service")
    assert "Le jeu a changé pendant que vous le relisiez" in seen(client, f"{here}/service", base="1")
    with shared_app.app_context():
        shown = published_deck(slug)
        assert shown is not None
        assert shown.cards[0].title == "Carte un"
    seen(client, f"{here}/service", base="2", poser="oui")
    with shared_app.app_context():
        assert table_deck().cards[0].title == "J'ai cuisiné…"
    assert "Posez-en un autre avant" in seen(client, f"{here}/ranger", ranger="oui")
    assert "Ce jeu est sur la table" in seen(client, f"{SHELF}kpa/table", oui="1")
    assert "Ce jeu est rangé" in seen(client, f"{here}/ranger", ranger="oui")
    assert "Jeux rangés (" in seen(client, SHELF)
    assert "de nouveau sur l'étagère" in seen(client, f"{here}/ranger", ranger="non")


def test_a_deck_never_put_in_service_cannot_be_on_the_table(client: FlaskClient, slug: str) -> None:
    assert "n'a pas encore été mis en service" in seen(client, f"{SHELF}{slug}/table", oui="1")


def test_the_history_says_who_and_what_and_any_version_comes_back(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS)
    page = seen(client, f"{SHELF}{slug}/histoire")
    assert "« J'ai cuisiné… » changée" in page
    assert "Vous" in page
    assert "revenu à la version 1" in seen(client, f"{SHELF}{slug}/revenir", version="1")
    assert card_of(shared_app, slug, "un").title == "Carte un"
    with shared_app.app_context():
        assert len(history(slug)) == 3
    assert client.post(f"{SHELF}{slug}/revenir", data={"version": "99"}).status_code == 404


def test_a_deck_goes_out_and_comes_back_with_the_same_version(
    client: FlaskClient, shared_app: Flask, slug: str
) -> None:
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS, image=file(drawn("jpeg"), "a.jpg"))
    out = client.get(f"{SHELF}{slug}/jeu.zip")
    assert out.headers["Content-Disposition"].startswith(f"attachment; filename=jeu-{slug}-")
    assert client.get(f"{SHELF}{slug}/jeu.zip").data == out.data
    answer = client.post(f"{SHELF}importer", data={"fichier": file(out.data, "jeu.zip")})
    with shared_app.app_context():
        assert draft_of(answer.location.split("/")[-2]).deck.version == draft_of(slug).deck.version


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier est vide"),
        (b"%PDF-1.4", "Ce fichier est un PDF"),
        (b'[deck]\nid = "x"\n', "il manque « titre » (un texte)"),
    ],
)
def test_a_file_that_is_no_deck_is_refused_on_the_page(client: FlaskClient, content: bytes, said: str) -> None:
    answer = client.post(f"{SHELF}importer", data={"fichier": file(content, "jeu.zip")})
    assert answer.status_code == 422
    assert said in plain(answer.get_data(as_text=True))
    assert "Choisissez le fichier du jeu" in seen(client, f"{SHELF}importer", rien="1")


@pytest.mark.parametrize(
    "address", ["inconnu/", "inconnu/cartes/un", "inconnu/histoire", "inconnu/jeu.zip", "inconnu/service"]
)
def test_a_deck_that_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(SHELF + address).status_code == 404


def test_a_card_that_is_not_there_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"{SHELF}{slug}/cartes/joker").status_code == 404
    assert "n'est plus dans le jeu" in seen(client, f"{SHELF}{slug}/ordre", carte="x", pas="1", base="1")


@pytest.fixture
def as_role(shared_app: Flask) -> Iterator[Any]:
    """Act as somebody with this role for the rest of the test."""

    def become(role: Role) -> None:
        shared_app.extensions["kparole.identify"] = lambda: Actor("compte:9", role, "Ali", EVERYTHING)

    yield become
    shared_app.extensions["kparole.identify"] = lambda: LOCAL


@pytest.mark.parametrize(("role", "makes", "sets"), [
    (Role.CONTRIBUTOR, True, False), (Role.COORDINATION, True, True), (Role.ADMINISTRATION, False, True),
    (Role.EVALUATION, False, False), (Role.LEADING, False, False),
])  # fmt: skip
def test_each_role_makes_cards_or_sets_the_table_as_it_may(
    client: FlaskClient, slug: str, as_role: Any, role: Role, makes: bool, sets: bool
) -> None:
    as_role(role)
    page = seen(client, SHELF)
    assert ("Importer un jeu" in page) is makes
    assert client.get(f"{SHELF}{slug}/").status_code == (200 if makes else 403)
    assert client.post(f"{SHELF}kpa/table").status_code == (302 if sets else 403)


def test_what_is_on_everybodys_table_is_not_changed_by_one_kpa_alone(
    client: FlaskClient, shared_app: Flask, slug: str, as_role: Any
) -> None:
    seen(client, f"{SHELF}{slug}/service", base="1", poser="oui")
    as_role(Role.CONTRIBUTOR)
    seen(client, f"{SHELF}{slug}/cartes/un", **WORDS)
    assert "La coordination met en service" in seen(client, f"{SHELF}{slug}/service")
    assert "La coordination met en service" in seen(client, f"{SHELF}{slug}/service", base="2")
    as_role(Role.COORDINATION)
    seen(client, f"{SHELF}kpa/table", oui="1")
    with shared_app.app_context():
        shown = published_deck(slug)
        assert shown is not None
        assert shown.cards[0].title == "Carte un"
        db.session.rollback()


def test_the_page_of_a_card_lets_the_microphone_be_used_and_no_other_page_does(client: FlaskClient, slug: str) -> None:
    page = client.get(f"{SHELF}{slug}/cartes/un")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "img-src 'self' blob:" in page.headers["Content-Security-Policy"]
    assert "microphone=()" in client.get(f"{SHELF}{slug}/").headers["Permissions-Policy"]
    assert "Pas de visage ni de voix reconnaissable sans l'accord" in plain(page.get_data(as_text=True))


def test_sixty_cards_with_long_titles_are_laid_out_in_a_tenth_of_a_second(
    client: FlaskClient, shared_app: Flask
) -> None:
    with shared_app.app_context():
        slug = add_deck(
            a_deck(*(f"c-{number}" for number in range(60)), titles={"fr": "Un titre très long / Un autre" * 5})
        )
    client.get(f"{SHELF}{slug}/")
    times = []
    for _ in range(5):
        start = perf_counter()
        client.get(f"{SHELF}{slug}/")
        times.append(perf_counter() - start)
    assert min(times) < 0.1


def test_a_deck_of_one_card_has_nothing_to_move(client: FlaskClient, shared_app: Flask) -> None:
    with shared_app.app_context():
        slug = add_deck(a_deck("seule"))
    page = seen(client, f"{SHELF}{slug}/")
    assert page.count("disabled") == 4
    assert a_card().title == "J'ai appris…"
