"""French stays French once places, organisations, dates, ages and health are said by their kind."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.steps.replace import plan
from tests.analysis.steps.replacing import decided, read


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Je vis à {Lyon|L}.", "Je vis dans une ville."),
        ("ma sœur en {Guinée|L}", "ma sœur dans un pays"),
        ("je viens du {Mali|L}", "je viens d'un pays"),
        ("aux {Comores|L} l'été", "dans un pays l'été"),
        ("de la {Drôme|L}", "d'une région"),
        ("une fille d'{Orvannes|L}", "une fille d'une ville"),
        ("L'{Algérie|L}, c'est loin.", "Un pays, c'est loin."),
        ("{Lyon|L} dort. {Lyon|L} rit.", "Une ville dort. Une ville rit."),
        ("il va jusqu'à {Lyon|L}", "il va jusqu'à une ville"),
        ("vers {Kayes|L}", "vers une ville"),
        ("on dit que {Kayes|L} est belle", "on dit qu'une ville est belle"),
        ("la ville de {Lyon|L} paie", "la ville paie"),
        ("le quartier {des Lilas|L}", "le quartier"),
        ("mon {quartier des Lilas|L}", "mon quartier"),
        ("du {quartier des Lilas|L}", "d'un quartier"),
        ("On habite {rue de la Marne|L}.", "On habite dans une rue."),
        ("dans la {rue Basse|L}", "dans une rue"),
        ("au {12 rue Basse|L}", "à une adresse"),
        ("le {bus 12|L} passe", "une ligne passe"),
        ("À {La Réunion|L}, on danse.", "Dans une région, on danse."),
    ],
)
def test_places_are_said_by_their_kind(said: str, kept: str) -> None:
    assert read(said) == [kept]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("au {collège Pasteur|O}", "dans un collège"),
        ("l'{école des Ponts|O}", "une école"),
        ("chez {Clarinet|O}", "dans une entreprise"),
        ("par l'{association Coup de main|O}", "par une association"),
        ("du {lycée Zola|O}", "d'un lycée"),
        ("mon {hôpital Sainte-Rita|O}", "mon hôpital"),
        ("membre de {Clarinet|O}", "membre d'une structure"),
    ],
)
def test_organisations_are_said_by_their_kind(said: str, kept: str) -> None:
    assert read(said) == [kept]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("née le {12 mars 1971|D}", "née il y a une cinquantaine d'années"),
        ("arrivé en {2022|D}", "arrivé il y a deux ans"),
        ("depuis {2009|D}", "depuis plus de dix ans"),
        ("depuis le {7 décembre|D}", "depuis l'hiver"),
        ("le {16 octobre|D}", "en automne"),
        ("jusqu'au {3 avril|D}", "jusqu'au printemps"),
        ("Le {28 juin 2024|D}, on a chanté.", "En été, on a chanté."),
        ("avant le {4/10|D}", "avant l'automne"),
        ("la fête du {2 mai|D}", "la fête du printemps"),
    ],
)
def test_dates_are_said_less_precisely(said: str, kept: str) -> None:
    assert read(said) == [kept]


def test_a_year_without_the_day_it_was_said_is_some_date() -> None:
    one = decided("arrivé en {2009|D}", said_on=None)
    assert plan([one]).write(one).text == "arrivé à une date"
    early = decided("il partira en {2031|D}", said_on=date(2024, 1, 1))
    assert plan([early]).write(early).text == "il partira à une date"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("à {81 ans|A}", "à plus de 75 ans"),
        ("mariée à {seize ans|A}", "mariée à moins de 18 ans"),
        ("à {quarante-trois ans|A}", "à environ 40 ans"),
        ("il est diabétique".replace("diabétique", "{diabétique|S}"), "il a un problème de santé"),
        ("Je suis {sourde|S}.", "J'ai un problème de santé."),
        ("J'ai du {diabète|S}.", "J'ai un problème de santé."),
        ("elle souffre d'{hypertension|S}", "elle souffre d'un problème de santé"),
        ("une {hernie discale|S} opérée", "un problème de santé opérée"),
        ("son frère {trisomique|S}", "son frère qui a un problème de santé"),
        ("sous {méthadone|S}", "sous traitement"),
        ("appelle au {06 39 98 00 00|C}", "appelle au [coordonnées retirées]"),
        ("{mes six enfants|X} et moi", "mes enfants et moi"),
        ("j'ai {quatre enfants|X}", "j'ai plusieurs enfants"),
        ("{mère de cinq enfants|X}", "mère de famille"),
        ("elle parle {wolof|X}", "elle parle une autre langue"),
        ("je suis {malienne|X}", "je suis d'un autre pays"),
        ("dossier {1234567 B|X}", "dossier [numéro retiré]"),
        ("elle est {veuve|X}", "elle est […]"),
    ],
)
def test_the_rest_is_softened_and_stays_readable(said: str, kept: str) -> None:
    assert read(said) == [kept]
