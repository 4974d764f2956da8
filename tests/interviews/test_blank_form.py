"""Our blank compte-rendu, filled in, is read rightly by our own import; left empty, it is refused in one sentence."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from interviews.blank_form import form_word
from interviews.errors import WordFileError
from interviews.form_words import TICKED, UNTICKED, form_parts
from interviews.kit import load_kit
from interviews.reading import SourceFile, read_files
from tests.interviews.word_making import DECK, all_text, cards, exact, packed, read, texts, typed

KIT = load_kit()
PARTS = form_parts(KIT.form)
BLANK = form_word(KIT)


class Filled:
    """A copy of the form, filled as one does in Word: behind a label, in the empty lines, by ticking a box."""

    def __init__(self) -> None:
        self.document = docx.Document(BytesIO(BLANK))

    def say(self, label: str, words: str) -> None:
        line = next(one for one in self.document.paragraphs if one.text.startswith(label))
        line.runs[1].text = f" {words}"

    def note(self, heading: str, *notes: str) -> None:
        lines = self.document.paragraphs
        at = next(place for place, one in enumerate(lines) if one.text == heading)
        room = [one for one in lines[at + 1 : at + 10] if one.style is not None and one.style.name == "Notes"]
        for line, words in zip(room, notes, strict=False):
            line.add_run(words)

    def tick(self, words: str, *, nth: int = 0) -> None:
        boxes = [box for box in self.document.element.body.iter(qn("w:sdt")) if named(box) == words]
        next(boxes[nth].iter(qn("w:t"))).text = TICKED

    def read(self) -> Any:
        return read(packed(self.document))


def named(box: Any) -> str:
    return str(next(box.iter(qn("w:alias"))).get(qn("w:val")))


def test_a_filled_form_is_read_rightly() -> None:
    form = Filled()
    form.say(PARTS.kpa, "La Roue")
    form.say(PARTS.age, "52 ans")
    form.tick("femme")
    form.say(PARTS.since, "deux ans")
    form.note(PARTS.lived, "Contente. Elle a ri.")
    form.say("Où", "au local, près du poêle")
    form.say("Quand", "le 3 mars, une heure")
    form.note(PARTS.introduction, "Elle est venue pour la couture.")
    for place, title in enumerate(("J'ai appris…", "Joker : mes enfants", "Je n'ai pas aimé")):
        form.say(PARTS.ranked[place], title)
    form.note(PARTS.cards[0], "Elle dit : « Je couds. »", "Elle montre son ourlet.")
    form.note(PARTS.cards[1], "Ils viennent le mercredi.")
    form.note(PARTS.cards[2], "Le bruit.")
    form.note(PARTS.closing, "Rien à ajouter.")
    found = form.read()
    assert (found.kpa, found.age, found.gender, found.since) == ("La Roue", 52, "femme", "deux ans")
    assert texts(found.lived) == ["Contente. Elle a ri."]
    assert texts(found.terms) == ["Où\u00a0: au local, près du poêle", "Quand\u00a0: le 3 mars, une heure"]
    assert texts(found.introduction) == ["Elle est venue pour la couture."]
    assert cards(found) == [
        ("appris", "J'ai appris…", ["Elle dit : « Je couds. »", "Elle montre son ourlet."]),
        ("joker", "mes enfants", ["Ils viennent le mercredi."]),
        ("aime", "Je n'ai pas aimé…", ["Le bruit."]),
    ]
    assert exact(found.cards[0].passages[0]) == ["Je couds."]
    assert texts(found.closing) == ["Rien à ajouter."]
    assert (found.unplaced, found.problems) == ((), ())


def test_who_would_rather_not_say_ticks_a_box() -> None:
    form = Filled()
    form.tick(KIT.form.refusal, nth=0)
    form.tick(KIT.form.refusal, nth=1)
    form.note(PARTS.cards[0], "Elle coud.")
    form.say(PARTS.ranked[0], "J'ai appris")
    found = form.read()
    assert (found.age, found.gender, found.unplaced, found.problems) == (None, None, (), ())


def test_notes_without_an_order_are_kept_under_cards_to_be_named() -> None:
    form = Filled()
    form.note(PARTS.cards[0], "Elle coud.")
    form.note(PARTS.cards[1], "Ses enfants.")
    found = form.read()
    assert cards(found) == [(None, None, ["Elle coud."]), (None, None, ["Ses enfants."])]
    assert [one.startswith("La carte n°") for one in found.problems] == [True, True]


def test_what_is_typed_behind_a_hint_is_kept() -> None:
    form = Filled()
    hint = next(one for one in form.document.paragraphs if one.text == KIT.form.hints["introduction"])
    hint.add_run(" Elle passait devant.")
    form.say(PARTS.ranked[0], "J'ai appris")
    assert texts(form.read().introduction) == ["Elle passait devant."]


@pytest.mark.parametrize("kpa", ["", "La Roue"])
def test_an_empty_form_is_refused_in_one_french_sentence(kpa: str) -> None:
    form = Filled()
    if kpa:
        form.say(PARTS.kpa, kpa)
    with pytest.raises(WordFileError, match="pas encore rempli : il n'a que ses titres"):
        form.read()
    (one,) = read_files([SourceFile("vide.docx", packed(form.document))], deck=DECK)
    assert one.document is None
    assert one.refusal is not None
    assert one.refusal.startswith("Ce compte-rendu n'est pas encore rempli")


def test_no_word_of_the_form_is_taken_for_a_note() -> None:
    form = Filled()
    form.note(PARTS.closing, "Merci.")
    found = form.read()
    assert all_text(found) == "Merci."
    assert found.problems == ("Aucune carte n'a été reconnue : vérifiez les titres des cartes.",)


@pytest.mark.parametrize(
    ("line", "age", "gender", "since"),
    [
        (f"Âge : 52 {UNTICKED} ne souhaite pas dire", 52, None, None),
        (f"Âge : {UNTICKED} ne souhaite pas dire 52 ans", 52, None, None),
        (
            f"Genre : {UNTICKED} femme {TICKED} homme {UNTICKED} autre {UNTICKED} ne souhaite pas dire",
            None,
            "homme",
            None,
        ),
        (f"Genre : femme {UNTICKED} femme {UNTICKED} homme {UNTICKED} autre", None, "femme", None),
        (f"Depuis quand est-elle au KPA : deux ans {UNTICKED} ne souhaite pas dire", None, None, "deux ans"),
    ],
)
def test_boxes_are_read_where_they_stand(line: str, age: int | None, gender: str | None, since: str | None) -> None:
    found = read(typed("Les informations sur la personne", line, "La première carte : J'ai appris", "Elle coud."))
    assert (found.age, found.gender, found.since, found.unplaced, found.problems) == (age, gender, since, (), ())


def test_a_box_in_the_middle_of_words_is_left_as_typed() -> None:
    said = f"Sur sa feuille elle avait laissé {UNTICKED} autre, sans rien cocher."
    found = read(typed("Ordre : J'ai appris, joker", "La première carte", said))
    assert texts(found.cards[0].passages) == [said]


def test_the_form_has_headings_a_language_and_the_same_bytes() -> None:
    assert form_word(KIT) == BLANK
    document = docx.Document(BytesIO(BLANK))
    heads = [one.text for one in document.paragraphs if one.style is not None and one.style.name.startswith("Heading")]
    assert heads == [
        PARTS.info, PARTS.conduct, PARTS.lived, PARTS.terms, PARTS.introduction, PARTS.order, *PARTS.cards, PARTS.closing
    ]  # fmt: skip
    assert document.core_properties.language == "fr-FR"
    boxes = [named(box) for box in document.element.body.iter(qn("w:sdt"))]
    refusal = KIT.form.refusal
    assert boxes == [refusal, *KIT.form.genders, refusal, refusal]
