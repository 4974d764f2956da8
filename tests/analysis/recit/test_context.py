from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import jinja2
import pytest
from docxtpl import DocxTemplate
from jinja2 import meta, nodes

from analysis.recit import context
from analysis.recit.context import RecitContext
from analysis.recit.counts import contrary, headline, how_strong, with_others
from analysis.recit.outline import build_context
from analysis.recit.source import RecitSource
from analysis.recit.voice import Origin, Quote
from analysis.recit.word import TEMPLATE
from analysis.steps.types import Weight
from tests.analysis.recit.making import make_source

CONTEXTS = (*(c for c in vars(context).values() if is_dataclass(c) and isinstance(c, type)), Quote, Origin)


def template_sources() -> list[str]:
    """The Jinja text of the body, the headers and the footers of the template."""
    word = DocxTemplate(TEMPLATE)
    word.init_docx()
    parts = [part for uri in (word.HEADER_URI, word.FOOTER_URI) for _, part in word.get_headers_footers(uri)]
    return [word.patch_xml(word.get_xml()), *(word.patch_xml(word.get_part_xml(part)) for part in parts)]


def names_in_template() -> tuple[set[str], set[str]]:
    """Top-level names, and names read on something."""
    environment = jinja2.Environment()
    trees = [environment.parse(text) for text in template_sources()]
    top = set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
    return top, {node.attr for tree in trees for node in tree.find_all(nodes.Getattr)}


def test_the_template_and_the_context_name_the_same_things() -> None:
    top, read = names_in_template()
    assert top == {field.name for field in fields(RecitContext)}
    assert read == {field.name for kind in CONTEXTS if kind is not RecitContext for field in fields(kind)}


def plain(source: RecitSource) -> RecitContext:
    return build_context(source, draw=lambda chart: chart.id)


def texts(value: Any) -> list[str]:
    """Every text below a context."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    return [t for f in fields(value) for t in texts(getattr(value, f.name))] if is_dataclass(value) else []


def weight(people: int, base: int = 30, kpas: int = 5, **more: Any) -> Weight:
    return replace(Weight("x", people, base, people, kpas, 0.4, 0.3, 0.5, 12, 22, (people, 0, 0), 0), **more)


@pytest.mark.parametrize(
    ("found", "kpas", "said"),
    [
        (weight(17), 6, "17 personnes sur 30 en parlent, dans 5 KPA sur 6."),
        (weight(1, kpas=1), 6, "Une personne sur 30 en parle, dans une KPA sur 6."),
        (weight(0, kpas=0), 6, "Personne n'en parle dans ces entretiens."),
        (weight(30, kpas=6), 6, "Les 30 personnes interrogées en parlent, dans les 6 KPA."),
        (weight(1, base=1, kpas=1), 1, "La seule personne interrogée en parle."),
        (weight(17, kpas=0), 0, "17 personnes sur 30 en parlent."),
    ],
)
def test_counts_are_french_sentences(found: Weight, kpas: int, said: str) -> None:
    assert headline(found, kpas=kpas) == said


def test_strength_agrees_in_number() -> None:
    said = how_strong(weight(5, by_strength=(3, 1, 1)))
    assert said == (
        "Une personne raconte un changement qui dure, une personne donne un exemple concret et 3 personnes l'évoquent."
    )


@pytest.mark.parametrize(
    ("found", "start"),
    [
        (weight(9, contrary=1), "Une personne dit aussi le contraire"),
        (weight(9, contrary=4), "4 personnes disent aussi le contraire"),
        (weight(0, contrary=2), "2 personnes disent le contraire"),
        (weight(9), "Personne n'a dit le contraire. Cela ne prouve pas"),
    ],
)
def test_the_contrary_is_always_told(found: Weight, start: str) -> None:
    assert contrary(found).startswith(start)


def test_the_interval_is_said_in_people() -> None:
    said = with_others(weight(17), kpas=6)
    assert said == ("Avec d'autres KPA du même genre, on en compterait sans doute de 12 à 22. Intervalle indicatif.")


def test_every_effect_has_its_section_even_the_one_nobody_speaks_of() -> None:
    built = plain(make_source(silent="projection"))
    section = next(effect for effect in built.effects if effect.label == "Se projeter dans l'avenir")
    assert [effect.label for effect in built.effects] == [e.label for e in make_source().taxonomy.effects]
    assert section.quotes == ()
    assert section.figure is None
    assert section.silence.startswith("Personne n'en a parlé parmi les 30 personnes interrogées.")


def test_words_that_may_not_leave_are_counted_and_said_not_quoted(source: RecitSource) -> None:
    held = replace(source, quotable={}, withheld={"accord": 200, "masquage": 100})
    built = plain(held)
    assert not any(effect.quotes or effect.counter_examples for effect in built.effects)
    assert built.effects[0].silence.endswith("il manque un accord, ou la relecture du masquage.")
    assert any(
        limit.said == "300 passages sont comptés mais pas cités : 200 dont l'accord pour le récit n'est pas déclaré et "
        "100 dont le masquage attend une relecture."
        for limit in built.limits
    )


@pytest.mark.parametrize(("checked", "banner"), [(True, ""), (False, "brouillon : accords et masquage non vérifiés")])
def test_the_banner_is_there_only_for_a_draft(checked: bool, banner: str) -> None:
    assert plain(make_source(people=3, checked=checked)).draft == banner


def test_the_method_tells_what_was_run_with_its_settings(source: RecitSource) -> None:
    said = " ".join(step.said for step in plain(source).method)
    assert "use-multilingue" in said
    assert "(200 tirages, graine 0)" in said
    assert "300 passages, une idée chacun" in said


def test_a_step_that_was_not_run_is_not_told(source: RecitSource) -> None:
    bare = replace(source.analysis, masks={}, crossings=(), saturation=(), themes=(), duration={}, parameters={})
    labels = [step.label for step in plain(replace(source, analysis=bare)).method]
    assert labels == ["Recueillir", "Découper", "Rapprocher des effets", "Peser"]


def test_small_publics_never_show_their_size(source: RecitSource) -> None:
    ages = next(fact.said for fact in plain(source).key_figures if fact.label == "Âges")
    assert "16–24 ans\xa0: 4" not in ages.replace(" :", "\xa0:")
    assert "moins de 5" in ages


def test_the_limits_name_what_a_reader_must_know(source: RecitSource) -> None:
    labels = {limit.label for limit in plain(source).limits}
    assert {"Qui a été choisi", "Qui posait les questions", "Pas de comparaison", "Une lecture de machine"} <= labels


def test_every_quote_leads_to_its_origin(source: RecitSource) -> None:
    built = plain(source)
    quotes = [q for e in built.effects for q in (*e.quotes, *e.counter_examples)]
    quotes += [q for theme in built.themes for q in theme.quotes]
    refs = [quote.ref for quote in quotes] + ([built.epigraph.ref] if built.epigraph else [])
    assert sorted(refs) == [origin.ref for origin in built.origins] == list(range(1, len(refs) + 1))


def test_who_speaks_is_named_with_age_kpa_and_card(source: RecitSource) -> None:
    who = [quote.who for effect in plain(source).effects for quote in effect.quotes]
    assert any(part.startswith("Malika, ") for part in who)
    assert all("JOKER" in w or "« " in w.replace("\xa0", " ") or "entretien" in w for w in who)


def test_an_empty_corpus_says_so_everywhere() -> None:
    built = plain(make_source(people=0))
    assert built.opening == ("Aucun entretien n'est encore là. Ce récit se remplira avec les premiers comptes-rendus.",)
    assert built.weights == ()
    assert built.crossings == ()
    assert all(effect.silence == "Aucun entretien n'a encore été lu." for effect in built.effects)


def test_one_interview_is_told_in_the_singular() -> None:
    said = " ".join(texts(plain(make_source(people=1, each=4))))
    assert "Une personne a choisi des cartes" in said
    assert "1 personnes" not in said
    assert "1 KPA" not in said


def test_a_person_without_a_changed_name_is_never_named_by_her_code(source: RecitSource) -> None:
    unnamed = plain(replace(source, names={}))
    assert all(quote.who.startswith("Une personne") for effect in unnamed.effects for quote in effect.quotes)
