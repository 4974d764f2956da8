"""The draft of a compte-rendu, from the journal of an interview."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.types import Span
from cards.deck import load_deck
from interviews.document import CompteRendu, Passage, PickedCard
from interviews.draft import draft, is_empty
from interviews.fold import fold
from tests.interviews.journal_making import Device, read, uid, whole_interview

DECK = load_deck()


def drafted(*raws: dict[str, Any]) -> CompteRendu:
    return draft(fold(read(*raws)), deck=DECK)


def said(document: CompteRendu) -> str:
    """Everything in a document that somebody typed, without blanks."""
    parts = [document.lived, document.terms, document.introduction, document.closing, document.unplaced]
    parts += [card.passages for card in document.cards]
    texts = [one.text for part in parts for one in part]
    texts += [card.title or "" for card in document.cards] + list(document.problems)
    return bare("\n".join(texts))


def bare(text: str) -> str:
    return "".join(text.split())


def card_note(pick: str, number: int = 1) -> str:
    return f"note:carte:{pick}:{uid(number)}"


def test_an_interview_becomes_the_standard_structure() -> None:
    tablet, first, second = Device(), uid("p1"), uid("p2")
    found = drafted(
        tablet.opens(),
        tablet.does("person.set", {"name": "Kader", "age": 41, "gender": "homme", "since": "deux ans"}),
        tablet.writes("Il vient depuis deux ans.", on=f"note:ouverture:{uid('o')}"),
        tablet.does("card.take", {"pick": first, "card": "utile"}),
        tablet.does("card.take", {"pick": second, "card": "appris"}),
        tablet.writes("J'ai aidé ma voisine.", on=card_note(first)),
        tablet.does("card.order", {"picks": [second, first]}),
        tablet.writes("Rien à ajouter.", on=f"note:cloture:{uid('c')}"),
        tablet.does("end.mark"),
        tablet.writes("Chez elle, le matin.", on="terms"),
        tablet.writes("Un bel échange.\n\nElle riait.", on="hot-notes"),
    )
    assert (found.age, found.gender, found.since, found.problems) == (41, "homme", "deux ans", ())
    assert [one.text for one in found.introduction] == ["Il vient depuis deux ans."]
    assert [(card.id, [one.text for one in card.passages]) for card in found.cards] == [
        ("appris", []),
        ("utile", ["J'ai aidé ma voisine."]),
    ]
    assert [one.text for one in found.closing] == ["Rien à ajouter."]
    assert [one.text for one in found.terms] == ["Chez elle, le matin."]
    assert [one.text for one in found.lived] == ["Un bel échange.", "Elle riait."]
    assert "Kader" not in said(found)


def test_an_interview_of_which_nothing_came_is_empty_and_says_so() -> None:
    found = draft(fold([]), deck=DECK)
    assert is_empty(found)
    assert len(found.problems) == 5
    assert is_empty(drafted(Device().opens()))
    assert not is_empty(drafted(*whole_interview()))


def test_a_passage_keeps_its_marks_and_whose_words_it_is() -> None:
    tablet, pick = Device(), uid("p")
    fields = [card_note(pick, number) for number in range(4)]
    texts = ["« J'ose parler. »", "Elle dit « je suis fière » et rit.", "Elle regarde ailleurs.", "Tout est à elle"]
    whole = {"start": 0, "end": 0}
    found = drafted(
        tablet.opens(),
        tablet.does("card.take", {"pick": pick, "card": "utile"}),
        *(tablet.writes(text, on=field) for text, field in zip(texts, fields, strict=True)),
        tablet.does("note.mark", {"note": fields[0], "mark": "exact", **whole}),
        tablet.does("note.mark", {"note": fields[2], "mark": "observation", **whole}),
        tablet.does("note.mark", {"note": fields[2], "mark": "important", **whole}),
        tablet.does("note.mark", {"note": fields[3], "mark": "exact", **whole}),
        tablet.does("note.mark", {"note": fields[3], "mark": "feeling", **whole}),
        tablet.does("note.mark", {"note": fields[3], "mark": "exact", "off": True, **whole}),
    )
    (card,) = found.cards
    shown = [([one.text[s.start : s.end] for s in one.exact], one.marks) for one in card.passages]
    assert shown == [
        (["J'ose parler."], ()),
        (["je suis fière"], ()),
        ([], ("important", "observation")),
        ([], ("feeling",)),
    ]


def test_a_stretch_marked_exact_is_placed_in_its_paragraph() -> None:
    tablet = Device()
    text = "Elle hésite.\n\nPuis : je reviens demain"
    start = text.index("je reviens")
    note = f"note:cloture:{uid('c')}"
    written = tablet.writes(text, on=note)
    mark = tablet.does(
        "note.mark", {"note": note, "start": start, "end": len(text), "mark": "exact"}, base=written["id"]
    )
    found = drafted(tablet.opens(), written, mark)
    assert [(one.text, one.exact) for one in found.closing] == [
        ("Elle hésite.", ()),
        ("Puis : je reviens demain", (Span(7, 24),)),
    ]
    changed = drafted(tablet.opens(), written, mark, tablet.writes("Autre chose", on=note))
    assert [one.exact for one in changed.closing] == [()]
    assert "Marques posées" in changed.problems[0]


def test_two_standing_texts_of_one_note_are_both_there_and_somebody_is_asked() -> None:
    one, other, pick = Device("A"), Device("B"), uid("p")
    opening, taken = one.opens(), one.does("card.take", {"pick": pick, "card": "utile"})
    found = drafted(
        opening, taken, one.writes("Elle a aidé", on=card_note(pick)), other.writes("Elle aide", on=card_note(pick))
    )
    assert sorted(passage.text for passage in found.cards[0].passages) == ["Elle a aidé", "Elle aide"]
    assert found.problems[0].startswith("Deux tablettes ont écrit la même note, sous la carte 1 (J'ai été utile…)")


def test_of_two_standing_texts_only_the_one_that_was_marked_is_the_persons_own() -> None:
    one, other, note = Device("A"), Device("B"), f"note:cloture:{uid('c')}"
    journal = [one.opens(), one.writes("Ses mots", on=note), other.writes("Un résumé", on=note)]
    whole = {"note": note, "start": 0, "end": 0}
    unsure = one.does("note.mark", {**whole, "mark": "exact"})
    weighty = one.does("note.mark", {**whole, "mark": "important"})
    assert {p.text: (p.exact, p.marks) for p in drafted(*journal, unsure, weighty).closing} == {
        "Ses mots": ((), ("important",)),
        "Un résumé": ((), ("important",)),
    }
    sure = one.does("note.mark", {**whole, "mark": "exact"}, base=journal[1]["id"])
    assert {p.text: p.exact for p in drafted(*journal, sure).closing} == {"Ses mots": (Span(0, 8),), "Un résumé": ()}


def test_two_titles_of_one_joker_are_both_told() -> None:
    one, other, pick = Device("A"), Device("B"), uid("p")
    field = f"title:{pick}"
    found = drafted(
        one.opens(),
        one.does("card.take", {"pick": pick, "card": "joker-1"}),
        one.does("title.write", {"text": "Ma fille"}, on=field),
        other.does("title.write", {"text": "Mes enfants"}, on=field),
    )
    assert found.cards[0].id == "joker"
    assert all(title in found.problems[0] for title in ("Ma fille", "Mes enfants"))


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({"card": "utile"}, ("utile", "J'ai été utile…")),
        ({"card": "aime", "title": "Je n'ai pas aimé…"}, ("aime", "Je n'ai pas aimé…")),
        ({"card": "aime", "title": "je n’ai pas aimé"}, ("aime", "Je n'ai pas aimé…")),
        ({"card": "aime"}, ("aime", "J'ai aimé… / Je n'ai pas aimé…")),
        ({"card": "joker"}, ("joker", None)),
        ({"card": "joker-2", "title": "Ma fille"}, ("joker", "Ma fille")),
    ],
)
def test_a_card_is_named_as_word_import_names_it(taken: dict[str, str], expected: tuple[str, str | None]) -> None:
    tablet = Device()
    found = drafted(tablet.opens(), tablet.does("card.take", {"pick": uid("p"), **taken}))
    assert [(card.id, card.title) for card in found.cards] == [expected]
    unsure = [one for one in found.problems if "ce qui a été dit" in one]
    assert len(unsure) == (1 if expected[1] and "/" in expected[1] else 0)


def test_a_card_put_back_is_not_in_the_order_and_its_words_are_kept_aside() -> None:
    tablet, back, kept = Device(), uid("p1"), uid("p2")
    found = drafted(
        tablet.opens(),
        tablet.does("card.take", {"pick": back, "card": "joker-1"}),
        tablet.does("title.write", {"text": "La danse"}, on=f"title:{back}"),
        tablet.writes("Elle commence à raconter.", on=card_note(back)),
        tablet.does("card.back", {"pick": back}),
        tablet.does("card.take", {"pick": kept, "card": "utile"}),
        tablet.writes("D'une carte qui n'est pas là.", on=card_note(uid("p3"))),
    )
    assert [card.id for card in found.cards] == ["utile"]
    assert [one.text for one in found.unplaced] == [
        "La danse", "Elle commence à raconter.", "D'une carte qui n'est pas là.",
    ]  # fmt: skip
    assert [one for one in found.problems if "Non classé" in one] == [
        "Des mots ont été notés sous une carte reposée ensuite, JOKER : ils sont dans « Non classé ».",
        "Des mots ont été notés sous une carte qui manque encore : ils sont dans « Non classé ».",
    ]


def test_what_was_put_off_the_record_or_said_after_the_end_is_nowhere() -> None:
    tablet, pick = Device(), uid("p")
    note = card_note(pick)
    found = drafted(
        tablet.opens(),
        tablet.does("card.take", {"pick": pick, "card": "utile"}),
        tablet.writes("Zéphyrin en secret", on=note),
        tablet.does("note.off", {"note": note}, on=note),
        tablet.does("end.mark"),
        tablet.writes("Zéphyrin encore", on=card_note(pick, 2)),
        tablet.does("card.take", {"pick": uid("p2"), "card": "appris"}),
    )
    assert found.cards == (PickedCard("utile", "J'ai été utile…"),)
    assert "Zéphyrin" not in said(found)


@pytest.mark.parametrize(
    ("gender", "expected", "complaint"),
    [
        ("femme", "femme", None),
        ("Autre", "autre", None),
        ("ne souhaite pas dire", None, None),
        (None, None, "Le genre n'a pas été noté."),
        ("agenre", None, "Le genre noté est « agenre » : vérifiez-le."),
    ],
)
def test_a_gender_that_is_not_ours_is_told(gender: str | None, expected: str | None, complaint: str | None) -> None:
    tablet = Device()
    found = drafted(tablet.opens(), tablet.does("person.set", {"gender": gender} if gender else {"age": 30}))
    assert found.gender == expected
    assert [one for one in found.problems if "genre" in one] == ([complaint] if complaint else [])


def test_the_text_of_a_passage_says_which_operation_wrote_it() -> None:
    tablet = Device()
    written = tablet.writes("Une phrase.", on="terms")
    assert drafted(tablet.opens(), written).terms == (Passage("Une phrase.", (), (), written["id"]),)


# A journal that two tablets may write, texts with guillemets, blank lines, other alphabets.
PICKS = [uid(("carte", number)) for number in range(3)]
FIELDS = [
    "terms", "hot-notes", "note:autre", f"note:ouverture:{uid(1)}", f"note:cloture:{uid(2)}",
    *(card_note(pick) for pick in PICKS), f"title:{PICKS[0]}",
]  # fmt: skip
TEXTS = st.text(alphabet='ab «»"\n\u00a0éم🙂', max_size=25)
STEPS = st.tuples(
    st.sampled_from("AB"),
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(FIELDS), TEXTS),
        st.tuples(st.just("off"), st.sampled_from(FIELDS[:-1]), st.just("")),
        st.tuples(st.just("mark"), st.sampled_from(FIELDS[:-1]), st.sampled_from(["exact", "important"])),
        st.tuples(st.sampled_from(["take", "back"]), st.sampled_from(PICKS), st.just("")),
        st.tuples(st.sampled_from(["learn", "end"]), st.just(""), st.just("")),
    ),
)


def journal(steps: list[Any]) -> list[dict[str, Any]]:
    devices = {"A": Device("A"), "B": Device("B")}
    made = [devices["A"].opens()]
    for number, (name, (act, where, what)) in enumerate(steps):
        one, other = devices[name], devices["A" if name == "B" else "B"]
        if act == "write":
            text = f"{what} mot{number}fin {what}"  # each text is told from the others
            made.append(
                one.does("title.write" if where.startswith("title") else "note.write", {"text": text}, on=where)
            )
        elif act == "off":
            made.append(one.forgets(where))
        elif act == "mark":
            made.append(one.does("note.mark", {"note": where, "start": 0, "end": 0, "mark": what}))
        elif act in {"take", "back"}:
            made.append(one.does(f"card.{act}", {"pick": where} | ({"card": "joker-1"} if act == "take" else {})))
        elif act == "learn":
            one.learns(other)
        else:
            made.append(one.does("end.mark"))
    return made


@settings(max_examples=120)
@given(st.lists(STEPS, max_size=14))
def test_every_standing_text_is_there_and_nothing_erased_or_late_is(steps: list[Any]) -> None:
    made = journal(steps)
    state = fold(read(*made))
    document = draft(state, deck=DECK)
    told = said(document)
    standing = {one.operation: one.text for versions in state.texts.values() for one in versions}
    assert [text for text in standing.values() if bare(text) not in told] == []
    assert len(state.to_settle) == sum(one.startswith("Deux tablettes") for one in document.problems)
    for one in made:
        if one["kind"] in {"note.write", "title.write"} and one["id"] not in standing:
            word = next(word for word in one["data"]["text"].split() if word.startswith("mot"))
            assert word not in told
    for passages in (document.introduction, document.closing, document.terms, document.unplaced):
        assert all(0 <= s.start < s.end <= len(one.text) for one in passages for s in one.exact)
