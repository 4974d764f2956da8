"""What rules find by shape or surroundings, and what they leave."""

from __future__ import annotations

import pytest

from analysis.steps.mask_rules import lexicon, rule_masks


def found(text: str, kind: str) -> set[str]:
    return {mask.text for mask in rule_masks(text) if mask.kind == kind}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("appelle au 06 99 00 12 34 le soir", "06 99 00 12 34"),
        ("le 0699001234.", "0699001234"),
        ("au +33 6 99 00 12 34", "+33 6 99 00 12 34"),
        ("au 06.99.00.12.34", "06.99.00.12.34"),
        ("sa sœur au +213 555 12 34 56", "+213 555 12 34 56"),
        ("écrire à lina.b@exemple.fr, merci", "lina.b@exemple.fr"),
        ("lina.b arobase exemple.fr", "lina.b arobase exemple.fr"),
        ("voir https://exemple.fr/lina?x=1.", "https://exemple.fr/lina?x=1"),
        ("mon compte @lina.coud !", "@lina.coud"),
    ],
)
def test_ways_to_reach_someone(text: str, masked: str) -> None:
    assert masked in found(text, "CONTACT")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("née le 12 mars 1971", "12 mars 1971"),
        ("le 1er octobre 2019", "1er octobre 2019"),
        ("le 17 juin, anniversaire", "17 juin"),
        ("depuis le 03/04/1980", "03/04/1980"),
        ("née en 1974 là-bas", "1974"),
    ],
)
def test_precise_dates(text: str, masked: str) -> None:
    assert masked in found(text, "DATE")


@pytest.mark.parametrize(
    "text", ["en mars", "le mardi", "le 14 juillet", "en 2023", "à 14 h 30", "12,50 euros", "3 fois 2", "25 décembre"]
)
def test_ordinary_times_and_sums_are_left(text: str) -> None:
    assert rule_masks(text) == []


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Roland, 81 ans", {"81 ans"}),
        ("à quatre-vingt-deux ans", {"quatre-vingt-deux ans"}),
        ("il y a 80 ans", set()),
        ("52 ans", set()),
    ],
)
def test_only_rare_ages_are_proposed(text: str, ages: set[str]) -> None:
    assert found(text, "AGE") == ages


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("au 12 rue des Lilas", "12 rue des Lilas"),
        ("dans l'impasse du Lavoir", "impasse du Lavoir"),
        ("le quartier des Glycines", "quartier des Glycines"),
        ("à la résidence des Embruns d'Or", "résidence des Embruns d'Or"),
        ("69100 Villeneuve", "69100 Villeneuve"),
        ("elle habite à Montréval", "Montréval"),
        ("la mairie de Saint-Firmin", "Saint-Firmin"),
        ("12 rue des lilas, 3e étage", "12 rue des lilas"),
    ],
)
def test_places(text: str, masked: str) -> None:
    assert masked in found(text, "LIEU")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("au collège Jean-Vallier", "collège Jean-Vallier"),
        ("de l'hôpital Sainte-Rita", "hôpital Sainte-Rita"),
        ("l'association Les Beaux Jours", "association Les Beaux Jours"),
        ("le lycée horticole de Malvaux", "lycée horticole de Malvaux"),
        ("l'hôtel du Vieux Relais", "hôtel du Vieux Relais"),
    ],
)
def test_organisations(text: str, masked: str) -> None:
    assert masked in found(text, "ORGANISATION")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("avec Mme Hamdi", "Mme Hamdi"),
        ("M. Le Dantec passe", "M. Le Dantec"),
        ("ma fille Rose dit", "Rose"),
        ("mon mari, Marin, dort", "Marin"),
        ("je m'appelle Violette", "Violette"),
        ("Perle, ma nièce", "Perle"),
        ("M. Kerroc'h est venu", "M. Kerroc'h"),
    ],
)
def test_people(text: str, masked: str) -> None:
    assert masked in found(text, "PERSONNE")


@pytest.mark.parametrize(
    "text", ["du diabète", "une Hernie discale", "sourde de l'oreille droite", "des antidépresseurs"]
)
def test_health_words(text: str) -> None:
    assert found(text, "SANTE") == {text.split(" ", 1)[1] if text.startswith(("du", "une", "des")) else text}


@pytest.mark.parametrize("text", ["1 84 05 75 123 456 78", "FR76 3000 6000 0112 3456 7890 189", "dossier n° 1234567"])
def test_file_and_bank_numbers(text: str) -> None:
    assert found(text, "AUTRE")


def test_every_word_of_the_lexicon_is_written_once_in_its_list() -> None:
    names = lexicon()["prenoms"]
    sure, unsure = names["surs"].split(), names["ambigus"].split()
    assert len(sure) == len(set(sure)) > 800
    assert len(unsure) == len(set(unsure))
    assert not set(sure) & set(unsure)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("son 0 6 3 9 9 8 1 2 1 2", "0 6 3 9 9 8 1 2 1 2"),
        (
            "au zéro six trente-neuf quatre-vingt-dix-huit zéro un douze",
            "zéro six trente-neuf quatre-vingt-dix-huit zéro un douze",
        ),
        ("lia point bo arobase exemple point org", "lia point bo arobase exemple point org"),
        ("insta lia_coud, le soir", "lia_coud"),
        ("discord lia#4821", "lia#4821"),
        ("une page Facebook « Lia coud »", "Lia coud"),
        ("Messenger sous le nom de Lia Des Îles", "Lia Des Îles"),
    ],
)
def test_contacts_said_in_other_ways(text: str, masked: str) -> None:
    assert masked in found(text, "CONTACT")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mes quatre enfants", {"mes quatre enfants"}),
        ("mère de cinq enfants", {"mère de cinq enfants"}),
        ("elle a deux jumelles", {"deux jumelles"}),
        ("veuve depuis peu", {"veuve"}),
        ("j'ai deux enfants", set()),
        ("les trois enfants du voisin passent", set()),
        ("je suis malienne", {"malienne"}),
        ("la cuisine malienne", set()),
        ("elle parle wolof et anglais", {"wolof"}),
        ("un plat turc", set()),
        ("interphone 24A7", {"24A7"}),
    ],
)
def test_family_origin_and_codes(text: str, masked: set[str]) -> None:
    assert found(text, "AUTRE") == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("arrivée en mars 2019", {"mars 2019"}),
        ("veuf depuis 2015", {"2015"}),
        ("En 1984, il arrive de loin, arrivé seul", {"1984"}),
        ("le douze mars", {"douze mars"}),
        ("depuis 2019 on coud", set()),
    ],
)
def test_years_count_only_beside_an_event(text: str, masked: set[str]) -> None:
    assert found(text, "DATE") == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("le bus 12 passe", {"bus 12"}),
        ("le RER D", {"RER D"}),
        ("deux bus 10 minutes", set()),
        ("rue des cordiers", {"rue des cordiers"}),
        ("dans la rue des gens", set()),
        ("résidence les tilleuls", {"résidence les tilleuls"}),
        ("la réunion du lundi", set()),
        ("à La Réunion", {"La Réunion"}),
    ],
)
def test_lines_streets_and_places_of_several_words(text: str, masked: set[str]) -> None:
    assert found(text, "LIEU") == masked


def test_young_mothers_are_rare_ages() -> None:
    assert found("mariée à seize ans", "AGE") == {"seize ans"}
    assert found("elle a seize ans", "AGE") == set()
