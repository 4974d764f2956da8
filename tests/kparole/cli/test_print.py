from __future__ import annotations

from pathlib import Path

import pytest

from cards.deck import DEFAULT_DECK
from cards.service import copy, publish, put_on_table
from kparole.config import Settings
from tests.cards.printed import read
from tests.conftest import opened
from tests.kparole.cli.running import Command


class Cartes(Command):
    """The command as installed, in a folder and on a home of its own."""

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code, out, err = self.run("cartes", *arguments)
        assert "Traceback" not in out + err
        return code, out, err


@pytest.fixture
def cartes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cartes:
    monkeypatch.delenv("KPAROLE_BASE", raising=False)
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path / "maison"))
    monkeypatch.chdir(tmp_path)
    return Cartes(monkeypatch, capsys)


def test_the_deck_is_printed_without_any_data(cartes: Cartes) -> None:
    code, out, err = cartes("cartes.pdf")
    assert (code, err) == (0, "")
    assert out == "15 cartes : cartes.pdf. Imprimez à 100 %, recto verso, bord long.\n"
    assert len(read(Path("cartes.pdf").read_bytes()).pages) == 9
    assert not list(Path("maison").glob("*.sqlite3"))


@pytest.mark.parametrize(
    ("arguments", "pages"),
    [
        (("--format", "a5", "--sans-dos"), 9),
        (("--format", "a4", "--dos"), 31),
        (("--format", "imprimeur", "--noir-et-blanc", "--reperes"), 32),
        (("--calibrage", "--sans-reperes", "--sans-dos", "--langue", "ar", "--sans-francais"), 7),
    ],
)
def test_options_are_followed(cartes: Cartes, arguments: tuple[str, ...], pages: int) -> None:
    assert cartes("x.pdf", *arguments)[0] == 0
    assert len(read(Path("x.pdf").read_bytes()).pages) == pages


def test_another_deck_is_printed_from_its_file(cartes: Cartes) -> None:
    words = DEFAULT_DECK.read_text(encoding="utf-8").replace('titre = "Le jeu des KPA"', 'titre = "Notre jeu"', 1)
    Path("notre.toml").write_text(words, encoding="utf-8")
    assert cartes("x.pdf", "--jeu", "notre.toml", "--langue", "ar")[0] == 0
    assert "Notre jeu" in read(Path("x.pdf").read_bytes()).pages[0].extract_text()


def test_the_deck_on_the_table_is_the_one_printed(cartes: Cartes, settings: Settings, tmp_path: Path) -> None:
    with opened(settings) as app, app.app_context():
        slug = copy("kpa", title="Posé sur la table")
        publish(slug, base=1)
        put_on_table(slug)
    assert settings.home == tmp_path / "maison"
    assert cartes("x.pdf", "--format", "a4")[0] == 0
    assert "Posé sur la table" in read(Path("x.pdf").read_bytes()).pages[0].extract_text()


def test_a_language_is_found_in_capitals_too(cartes: Cartes) -> None:
    assert cartes("x.pdf", "--langue", "AR", "--format", "a5", "--sans-dos")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Il manque l'argument 'SORTIE.pdf'"),
        (("x.pdf", "--format", "b5"), 2, "n'est pas dans la liste : 'a6', 'a5', 'a4', 'imprimeur'"),
        (("x.pdf", "--langue", "ar", "--langue", "en", "--langue", "pt"), 2, "3 langues au plus"),
        (("x.pdf", "--sans-francais"), 2, "au moins une langue"),
        (("x.pdf", "--format", "imprimeur", "--calibrage"), 2, "Retirez --calibrage"),
        (("x.pdf", "--langue", "xx"), 1, "n'a pas de titres en « xx ». Il en a en : fr (Français)"),
        (("x.pdf", "--jeu", "absent.toml"), 1, "« absent.toml » n'existe pas"),
        (("x.pdf", "--jeu", "faux.toml"), 1, "faux.toml"),
        (("rien/x.pdf",), 1, "n'existe pas. Créez-le d'abord"),
        (("x.pdf", "--jeu", "."), 1, "n'est pas un jeu de cartes"),
        (("x.pdf", "--jeu", "boucle.toml"), 1, "ne peut pas être ouvert"),
        (("faux.toml",), 2, "finit par .pdf"),
    ],
)
def test_what_cannot_be_printed_is_said_in_french(
    cartes: Cartes, arguments: tuple[str, ...], code: int, said: str
) -> None:
    Path("faux.toml").write_text("[deck\n", encoding="utf-8")
    Path("boucle.toml").symlink_to("boucle.toml")
    ended, out, err = cartes(*arguments)
    assert (ended, out) == (code, "")
    assert said in err
    assert not Path("x.pdf").exists()
