"""The samples keep what their README says: thirty interviews, every card, sound labels and collector, same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from cards.deck import load_deck
from data_samples import fabriquer, fabriquer_collecteur
from data_samples.layouts import typed
from data_samples.pieces import read_recipes
from data_samples.sample_source import HERE, Source, read_sources, units
from data_samples.word_parts import save
from network.kpas import read_sheets

SOURCES = read_sources()
RECIPES = read_recipes()
MADE_BY_US = [source for source in SOURCES if RECIPES[source.code].layout != "D"]
EFFECTS = frozenset(
    {"liens-sociaux", "vivre-ensemble", "confiance", "projection", "bien-etre", "situation-personnelle"}
    | {"competences-metier", "competences-entrepreneuriales"}
)
WORD = re.compile(r"\w+(?:['’-]\w+)*")
BANDS = {"16-24": (16, 24), "25-39": (25, 39), "40-54": (40, 54), "55+": (55, 99)}
YES_NO = frozenset({"oui", "non", ""})
ALLOWED: dict[str, frozenset[str] | set[str]] = {
    "genre": {"femme", "homme", "autre"},
    "tranche_age": {*BANDS, ""},
    "niveau_formation": {"infra-cap", "cap-bep", "bac", "bac+2-4", "bac+5", ""},
    "inscription_emploi": {"avant", "pendant", "non", ""},
    "anciennete_inscription": {"<6m", "6-12m", "13-24m", "2-5a", ">5a", ""},
    "contrat": {"cape", "cesa", "volontariat", "benevole", ""},
    "duree_prevue": {"<1a", "1a", "1-2a", "2a", ">2a", ""},
    "situation_sortie": {"emploi", "formation", "creation", "autre-dispositif"}
    | {"service-civique", "sans", "inconnue", ""},
    "qpv": YES_NO,
    "parent_isole": YES_NO,
    "protection_internationale": YES_NO,
    "rqth": YES_NO,
    "mission_locale": YES_NO,
}
DETAILS = {
    "emploi": {"cdi", "cdd-6m-plus", "cdd-moins-6m", "interim", ""},
    "formation": {"qualifiante", "non-qualifiante", ""},
}


def code_of(source: Source) -> str:
    return source.code


def rows_of(name: str, delimiter: str = ";") -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def parts_of(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(path) as document:
        return [(entry.filename, entry.date_time, document.read(entry)) for entry in document.infolist()]


PEOPLE = rows_of("collecteur.csv")
LABELS = rows_of("labels.csv", ",")


def test_there_are_thirty_interviews_five_a_kpa_each_with_its_document() -> None:
    assert len(SOURCES) == 30
    assert set(Counter(source.kpa for source in SOURCES).values()) == {5}
    on_disk = set(fabriquer.DOCUMENTS.rglob("*.docx"))
    assert on_disk == {fabriquer.document_path(source) for source in SOURCES}


def test_each_kpa_has_a_file_of_each_layout() -> None:
    assert Counter((source.kpa, RECIPES[source.code].layout) for source in SOURCES).most_common(1)[0][1] == 1


@pytest.mark.parametrize("source", SOURCES, ids=code_of)
def test_an_interview_has_between_250_and_1200_words(source: Source) -> None:
    written = len(WORD.findall("\n".join(source.all_notes())))
    told = written - len(WORD.findall("\n".join((*source.lived, *source.terms))))
    assert 250 <= told <= written <= 1200


def test_every_card_is_taken_at_least_three_times_and_jokers_six() -> None:
    taken = Counter(pick.card for source in SOURCES for pick in source.picks)
    plain = {card.id for card in load_deck().cards if not card.joker}
    assert set(taken) == {*plain, "joker"}
    assert min(taken[card] for card in plain) >= 3
    assert taken["joker"] >= 6


def test_ages_go_from_17_to_74_and_every_gender_is_there() -> None:
    ages = [int(source.age.removesuffix(" ans")) for source in SOURCES]
    assert (min(ages), max(ages)) == (17, 74)
    assert {source.gender for source in SOURCES} == {"Femme", "Homme", "Autre"}


@pytest.mark.parametrize("source", SOURCES, ids=code_of)
def test_every_name_to_mask_is_in_the_text(source: Source) -> None:
    text = "\n".join((*source.all_notes(), *(pick.title or "" for pick in source.picks)))
    assert len(source.names) >= 3
    assert [name for _, name in source.names if name not in text] == []


@pytest.mark.parametrize("source", [source for source in SOURCES if source.labelled], ids=code_of)
def test_every_label_is_known_and_every_word_of_a_labelled_note_is_in_a_unit(source: Source) -> None:
    notes = [*source.introduction, *(note for pick in source.picks for note in pick.notes), *source.closing]
    read = [unit for note in notes for unit in units(note)]
    assert all(unit.text for unit in read)
    assert {label.effect for unit in read for label in unit.labels} <= EFFECTS
    bare = len(source.lived) + len(source.terms)
    assert " ".join(unit.text for unit in read) == " ".join(source.all_notes()[bare:])


def test_labels_csv_is_what_the_sources_say() -> None:
    assert tuple(LABELS[0]) == fabriquer.LABEL_COLUMNS
    assert list(fabriquer.label_rows()) == LABELS


def test_the_text_of_every_label_is_in_its_source() -> None:
    texts = {f"{source.code}.docx": source.all_notes() for source in SOURCES}
    lost = [row["texte"] for row in LABELS if not any(row["texte"] in note for note in texts[row["fichier"]])]
    assert lost == []


def test_effects_polarities_and_strengths_go_together() -> None:
    told = [row for row in LABELS if row["effets"]]
    assert all(row["polarites"] == row["forces"] == "" for row in LABELS if not row["effets"])
    for row in told:
        triples = zip(*(row[key].split("|") for key in ("effets", "polarites", "forces")), strict=True)
        assert all((strength == "") == (polarity == "absente") for _, polarity, strength in triples)
    assert 0.25 <= 1 - len(told) / len(LABELS) <= 0.45


def test_some_effects_are_negative_and_some_did_not_come() -> None:
    said = Counter(polarity for row in LABELS for polarity in row["polarites"].split("|") if polarity)
    assert said.keys() == {"positive", "negative", "absente"}
    assert min(said["negative"], said["absente"]) >= 20


@pytest.mark.parametrize("source", MADE_BY_US, ids=code_of)
def test_a_document_is_made_again_part_for_part(source: Source, tmp_path: Path) -> None:
    again, once_more = tmp_path / "a.docx", tmp_path / "b.docx"
    save(typed(source, RECIPES[source.code]), again)
    save(typed(source, RECIPES[source.code]), once_more)
    assert again.read_bytes() == once_more.read_bytes()
    # Part by part: the compressed bytes depend on the zlib of the machine, what they hold does not.
    assert parts_of(again) == parts_of(fabriquer.document_path(source))


@pytest.mark.parametrize("source", SOURCES, ids=code_of)
def test_a_document_names_no_author_and_no_machine(source: Source) -> None:
    core = {name: content for name, _, content in parts_of(fabriquer.document_path(source))}["docProps/core.xml"]
    assert re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", core) == []


def test_the_collector_is_what_its_generator_makes() -> None:
    assert fabriquer_collecteur.people() == PEOPLE
    assert fabriquer_collecteur.activity() == rows_of("activite.csv")


def test_the_collector_has_250_people_of_the_six_kpas_and_only_known_values() -> None:
    assert len(PEOPLE) == 250
    assert {row["kpa"] for row in PEOPLE} == {source.kpa for source in SOURCES}
    wrong = [(row[column], column) for row in PEOPLE for column, known in ALLOWED.items() if row[column] not in known]
    assert wrong == []


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: f"{row['kpa']} {row['date_entree']}")
def test_the_dates_and_the_age_of_a_person_hold_together(row: dict[str, str]) -> None:
    entered = dt.date.fromisoformat(row["date_entree"])
    left = dt.date.fromisoformat(row["date_sortie"]) if row["date_sortie"] else None
    assert dt.date(2022, 1, 1) <= entered < (left or dt.date.max)
    assert (left or entered) <= fabriquer_collecteur.LAST_DAY
    assert bool(row["situation_sortie"]) == (left is not None)
    assert row["detail_sortie"] in DETAILS.get(row["situation_sortie"], {""})
    assert row["anciennete_inscription"] == "" or row["inscription_emploi"] == "avant"
    if row["annee_naissance"]:
        age = entered.year - int(row["annee_naissance"])
        assert 16 <= age <= (25 if row["kpa"] == "Le Grand Large" else 75)
        low, high = BANDS.get(row["tranche_age"], (0, 99))
        assert low <= age <= high


def test_the_six_sheets_match_the_interviews_and_leave_some_fields_empty() -> None:
    sheets = read_sheets(HERE / "kpa.toml")
    assert {sheet.name: sheet.code for sheet in sheets} == {source.kpa: source.code[:3] for source in SOURCES}
    written = tomllib.loads((HERE / "kpa.toml").read_text(encoding="utf-8"))["kpa"]
    empty = [sum(value == "" for value in entry.values()) for entry in written]
    assert min(empty) == 0
    assert sum(count >= 2 for count in empty) >= 3
