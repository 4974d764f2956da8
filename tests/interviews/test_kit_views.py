"""The fiches on screen: each opens with its words, and each file is what it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from interviews.kit import load_kit
from interviews.kit_papers import PAPERS, made
from tests.conftest import opened
from tests.databases import Bases

KIT = load_kit()
HOME = "/entretiens/fiches/"


@pytest.fixture(scope="module")
def reader(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with bases.empty(tmp_path_factory.mktemp("fiches")) as settings, opened(settings) as app:
        yield app.test_client()


def page(reader: FlaskClient, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_the_list_leads_to_every_page_and_every_paper(reader: FlaskClient) -> None:
    shown = page(reader, HOME)
    for sheet in KIT.sheets:
        assert f'href="{HOME}{sheet.id}">{sheet.title}<' in shown
    for paper in set(PAPERS) - {"compte-rendu-livret"}:
        assert f'href="{HOME}telecharger/{paper}"' in shown


@pytest.mark.parametrize("sheet", KIT.sheets, ids=lambda sheet: sheet.id)
def test_a_fiche_shows_its_words_with_their_purpose_folded(reader: FlaskClient, sheet: object) -> None:
    found = KIT.sheet(getattr(sheet, "id", ""))
    assert found is not None
    shown = page(reader, HOME + found.id)
    assert found.title in shown
    assert shown.count("<details data-purpose>") == sum(len(block.prompts) for block in found.blocks)
    assert "<details open" not in shown
    for block in found.blocks:
        texts = (block.title, *block.text, *block.points, *block.fields, *(cell for row in block.rows for cell in row))
        for words in (*texts, *(one.text for one in block.prompts), *(one.purpose for one in block.prompts)):
            assert words in shown


@pytest.mark.parametrize("name", ["inconnue", "1", "Guide", "telecharger/inconnu", "telecharger/fiches.pdf"])
def test_what_is_not_there_is_not_found(reader: FlaskClient, name: str) -> None:
    assert reader.get(HOME + name).status_code == 404


@pytest.mark.parametrize("key", ["fiches", "compte-rendu", "compte-rendu-livret", "compte-rendu-word"])
def test_a_paper_is_saved_whole_under_a_name_that_says_what_it_is(reader: FlaskClient, key: str) -> None:
    answer = reader.get(f"{HOME}telecharger/{key}")
    paper = PAPERS[key]
    assert (answer.status_code, answer.mimetype, answer.data) == (200, paper.kind.mime, made(key))
    assert f"{paper.what}-20" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith(f".{paper.kind.suffix}")
    assert answer.data.startswith(b"%PDF" if paper.kind.suffix == "pdf" else b"PK")
