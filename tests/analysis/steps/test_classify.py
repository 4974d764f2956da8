"""The classifier: several effects or none, reasons that lie in the text, any taxonomy, the same answer every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.classify import Classifier
from analysis.steps.examples import Example
from analysis.steps.lessons import described
from analysis.steps.stems import tokens
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.analysis.steps.real import learnt

GRID = """
[[effet]]
id = "fil"
label = "Couture"
aide = "Coudre, poser un ourlet, couper le tissu."
mots = ["aiguille", "ourlet"]
[[effet.sous]]
id = "ourlets"
label = "Poser un ourlet"
[[effet.sous]]
id = "coupe"
label = "Couper le tissu"
[[effet]]
id = "sous"
label = "Argent"
aide = "Tenir la caisse, faire un devis, une facture."
"""
SEWING = ("elle pose un ourlet", "j'ai cousu un ourlet droit", "couper le tissu en biais", "enfiler l'aiguille")
MONEY = ("elle tient la caisse", "mon premier devis", "les factures du mois", "fixer un prix avec le client")
NOTHING = ("le bus était en retard", "il pleuvait hier", "ma tante habite Brest", "on a bu un café")
TAUGHT = (
    *(Example(text, ("fil",), ("ourlets",) if "ourlet" in text else ("coupe",), "positive", 2) for text in SEWING),
    *(Example(text, ("sous",), (), "negative", 1) for text in MONEY),
    *(Example(text) for text in NOTHING),
    Example("le devis de l'ourlet, le prix du tissu", ("fil", "sous"), ("ourlets",), "positive", 2),
)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return parse_taxonomy(GRID)


@pytest.fixture(scope="module")
def classifier(taxonomy: Taxonomy) -> Classifier:
    return Classifier.learn(taxonomy, encoder=FakeEncoder(), usual=TAUGHT)


@pytest.mark.parametrize(
    ("text", "effect"), [("un ourlet bien droit", "fil"), ("encore un devis et la caisse", "sous")]
)
def test_what_was_taught_is_recognised(text: str, effect: str, classifier: Classifier) -> None:
    reading = classifier.read([text])[0]
    assert [label.effect for label in reading.labels] == [effect]
    assert reading.best == effect
    assert 0 < reading.labels[0].confidence <= 1


def test_the_sub_effect_that_stands_out_is_named_and_none_where_the_taxonomy_has_none(classifier: Classifier) -> None:
    sewing, money = classifier.read(["elle a posé un ourlet", "le devis et la caisse"])
    assert sewing.labels[0].sub == "ourlets"
    assert money.labels[0].sub is None


def test_a_text_of_both_has_both_labels_by_falling_confidence(classifier: Classifier) -> None:
    labels = classifier.read(["un devis pour l'ourlet, le tissu et son prix"])[0].labels
    assert {label.effect for label in labels} == {"fil", "sous"}
    assert labels[0].confidence >= labels[1].confidence


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "12 !", "\ud800"])
def test_a_text_without_a_word_has_no_label_even_when_an_answer_is_wanted(text: str, classifier: Classifier) -> None:
    reading = classifier.read([text], always=True)[0]
    assert reading.labels == ()
    assert reading.best in ("fil", "sous")


def test_what_speaks_of_nothing_has_no_label_unless_an_answer_is_wanted(classifier: Classifier) -> None:
    assert classifier.read(["il pleuvait"])[0].labels == ()
    forced = classifier.read(["il pleuvait"], always=True)[0]
    assert [label.effect for label in forced.labels] == [forced.best]


def test_it_is_surer_that_something_is_said_where_something_is(classifier: Classifier) -> None:
    spoken, idle, mute = classifier.read(["un ourlet bien droit", "il pleuvait hier à Brest", "…"])
    assert spoken.something > idle.something > mute.something == 0


def test_reasons_are_words_of_the_text_and_never_stop_words(classifier: Classifier) -> None:
    text = "🙂 Alors elle m'a montré, et avec l’aiguille j'ai fait un ourlet."
    words = classifier.read([text], always=True)[0].labels[0].words
    assert "ourlet" in {word.text for word in words}
    assert all(text[word.start : word.end] == word.text and 0 < word.weight <= 1 for word in words)
    assert not any(tokens(word.text)[0].empty for word in words)
    assert len(words) <= 6


def test_a_reading_does_not_depend_on_its_neighbours_nor_on_the_run(taxonomy: Taxonomy, classifier: Classifier) -> None:
    texts = [*SEWING, *NOTHING, "", "la caisse", "la caisse", "x" * 9000]
    together = classifier.read(texts)
    assert together == [classifier.read([text])[0] for text in texts]
    assert together == Classifier.learn(taxonomy, encoder=FakeEncoder(), usual=TAUGHT).read(texts)
    assert classifier.read([]) == []


def test_a_taxonomy_without_example_is_read_from_its_descriptions(taxonomy: Taxonomy) -> None:
    readings = Classifier.learn(taxonomy, (), encoder=FakeEncoder(), usual=TAUGHT).read(["un ourlet", "un devis"])
    assert [reading.best for reading in readings] == ["fil", "sous"]


def test_an_example_of_an_unknown_effect_is_no_reason_to_fail(taxonomy: Taxonomy) -> None:
    taught = (Example("chanter", ("voix",)), Example("un ourlet", ("fil",)))
    made = Classifier.learn(taxonomy, taught, encoder=FakeEncoder(), usual=TAUGHT)
    assert made.read(["un ourlet"])[0].best == "fil"


def test_held_out_confidences_have_one_row_an_example(classifier: Classifier) -> None:
    assert classifier.held_out_.shape == (len(TAUGHT), 2)


CONTRARY = Example("un ourlet", ("sous",))


def test_what_people_decide_weighs_more_than_what_ships(taxonomy: Taxonomy, classifier: Classifier) -> None:
    asked = ["un ourlet"]
    assert classifier.read(asked)[0].best == "fil"
    corrected = Classifier.learn(
        taxonomy, encoder=FakeEncoder(), usual=TAUGHT, corrections=[CONTRARY] * 6, before=classifier
    )
    assert corrected.read(asked)[0].best == "sous"


def test_learning_again_from_before_says_the_same_as_from_nothing(taxonomy: Taxonomy, classifier: Classifier) -> None:
    texts = ["un ourlet bien droit", "le prix du devis", "il pleut"]
    fresh = Classifier.learn(taxonomy, encoder=FakeEncoder(), usual=TAUGHT, corrections=[CONTRARY])
    again = Classifier.learn(taxonomy, encoder=FakeEncoder(), usual=TAUGHT, corrections=[CONTRARY], before=classifier)
    assert again.read(texts, always=True) == fresh.read(texts, always=True)


def test_every_line_of_a_taxonomy_describes_its_effect(taxonomy: Taxonomy) -> None:
    lines = described(taxonomy)
    assert [line.text for line in lines if line.sub] == ["Poser un ourlet", "Couper le tissu"]
    assert {line.effect for line in lines} == {"fil", "sous"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    made = Classifier.learn(parse_taxonomy(GRID), TAUGHT[:6], encoder=FakeEncoder(), usual=TAUGHT)
    reading = made.read([text], always=True)[0]
    assert all(text[word.start : word.end] == word.text for label in reading.labels for word in label.words)


@pytest.fixture
def real_classifier() -> Classifier:
    return learnt()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("J'ose parler devant tout le monde, je rougis plus.", "confiance"),
        ("On m'a appris à régler la surjeteuse et à poser une fermeture.", "competences-metier"),
        ("C'est moi qui fais les devis et qui relance les clients.", "competences-entrepreneuriales"),
        ("Maintenant je prends le bus toute seule et je remplis mes papiers.", "situation-personnelle"),
        ("L'an prochain je veux passer le CAP et ouvrir mon stand.", "projection"),
        ("Je dors mieux, j'ai la tête plus calme.", "bien-etre"),
    ],
)
def test_the_real_classifier_hears_plain_effects(text: str, effect: str, real_classifier: Classifier) -> None:
    assert effect in {label.effect for label in real_classifier.read([text])[0].labels}


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["Il pleut depuis lundi, le ciel est tout gris.", "On peut garder cette carte pour la fin ?"]
)
def test_the_real_classifier_lets_small_talk_go(text: str, real_classifier: Classifier) -> None:
    assert real_classifier.read([text])[0].labels == ()


@pytest.mark.model
def test_another_taxonomy_needs_one_line_an_effect(real_classifier: Classifier) -> None:
    grid = parse_taxonomy(
        '[[effet]]\nid = "sport"\nlabel = "Sport"\naide = "Matchs, équipes, résultats sportifs."\n'
        '[[effet]]\nid = "sante"\nlabel = "Santé"\naide = "Maladies, médecins, hôpitaux, traitements."\n'
    )
    readings = Classifier.learn(grid, ()).read(["La finale s'est jouée en quatre sets.", "Les urgences sont pleines."])
    assert [reading.best for reading in readings] == ["sport", "sante"]


@pytest.mark.model
@pytest.mark.usefixtures("real_classifier")
def test_a_small_grid_without_example_does_not_see_all_its_effects_everywhere() -> None:
    grid = parse_taxonomy(
        '[[effet]]\nid = "meteo"\nlabel = "La météo"\naide = "Il pleut, il neige, le vent souffle, le soleil brille."\n'
        '[[effet]]\nid = "velo"\nlabel = "Réparer un vélo"\naide = "Une chambre à air, les freins, la chaîne, la roue."\n'
        '[[effet]]\nid = "cuisine"\nlabel = "Cuisiner"\naide = "Recettes, four, gâteau, soupe, légumes."\n'
    )
    texts = ["Il a plu et le vent a soufflé", "J'ai réglé les freins", "On a mis le gâteau au four"]
    readings = Classifier.learn(grid, ()).read(texts)
    assert [[label.effect for label in reading.labels] for reading in readings] == [["meteo"], ["velo"], ["cuisine"]]
