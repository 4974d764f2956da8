"""Examples are read from any decent CSV, and every problem is told at once."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.steps.examples import Example, ExamplesError, parse_examples
from analysis.steps.shipped import shipped_examples, shipped_needs
from tests.bench.classification import our_taxonomy

FULL = "texte,effet,sous,polarite,force\n"


@pytest.mark.parametrize(
    "text", ["texte,effet\nbon,a|b\n", "\ufefftexte;effet\nbon;a|b\n", "effet,texte,x\na|b,bon,1\n"]
)
def test_comma_semicolon_mark_and_order_do_not_matter(text: str) -> None:
    assert parse_examples(text) == (Example("bon", ("a", "b")),)


def test_all_columns_are_kept_and_empty_texts_left_out() -> None:
    rows = parse_examples(FULL + '"un ""mot""",a,s,negative,2\n,a,,,\nrien,,,,\n')
    assert rows == (Example('un "mot"', ("a",), ("s",), "negative", 2), Example("rien"))


def test_a_file_with_a_header_only_has_no_example() -> None:
    assert parse_examples(FULL) == ()


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ExamplesError) as caught:
        parse_examples(FULL + "x,inconnu,,,\ny,a,,peut-être,7\n", known=("a",))
    assert str(caught.value).count("\n") == 2
    assert "ligne 2" in str(caught.value)


@pytest.mark.parametrize("missing", ["texte", "effet"])
def test_a_missing_column_is_named(missing: str) -> None:
    with pytest.raises(ExamplesError, match=missing):
        parse_examples("texte,effet\n".replace(missing, "autre"))


def test_our_examples_fit_our_taxonomy() -> None:
    taxonomy = our_taxonomy()
    subs = {sub.id: effect.id for effect in taxonomy.effects for sub in effect.subs}
    wrong = [
        one.text
        for one in shipped_examples()
        if set(one.effects) - set(taxonomy.ids)
        or any(subs.get(sub) not in one.effects for sub in one.subs)
        or bool(one.effects) != (one.polarity is not None)
        or (one.strength is not None) != (one.polarity in ("positive", "negative"))
    ]
    assert wrong == []


def test_no_example_is_there_twice_and_each_has_a_voice() -> None:
    for examples, least in ((shipped_examples(), 3500), (shipped_needs(), 150)):
        texts = ["".join(filter(str.isalnum, one.text.casefold())) for one in examples]
        assert len(texts) == len(set(texts)) > least
    assert all(one.interview for one in shipped_examples())


def test_each_need_has_a_dozen_examples_that_fit_its_grid() -> None:
    told = Counter(name for one in shipped_needs() for name in one.effects)
    assert set(told) == set(our_taxonomy("needs.toml").ids)
    assert min(told.values()) >= 12


def test_an_interview_is_read_from_its_column() -> None:
    assert parse_examples("texte,effet,entretien\nJe couds.,a,E7")[0].interview == "E7"
