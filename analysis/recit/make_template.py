"""Makes ``templates/word/recit.docx``: ``python -m analysis.recit.make_template``, then edit the file in Word.

The template in the repository is this script's own output; a team that edits the file keeps its version, the tags
inside double braces are the names of ``context.py``.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from analysis.recit.template_parts import Writer, bands, box
from analysis.recit.template_styles import add_styles
from analysis.recit.word import TEMPLATE
from interviews import word_fields as fields
from interviews.word_bytes import describe, same_bytes

FACTS = ("{{ fact.label }}", "{{ fact.said }}")


def make_template() -> bytes:
    """The template as bytes; always the same."""
    document = docx.Document()
    _page(document)
    add_styles(document)
    writer = Writer(document)
    _cover(writer)
    _contents(writer)
    _speakers(writer)
    _method(writer)
    _effects(writer)
    _unplaced(writer)
    _limits(writer)
    _annexes(writer)
    _around(document)
    describe(document, title="Modèle du récit évaluatif", subject="")
    content = io.BytesIO()
    document.save(content)
    return same_bytes(content.getvalue())


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(23)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    # Without it Word opens the file in compatibility mode, as one of 2007.
    compat, mode = OxmlElement("w:compat"), OxmlElement("w:compatSetting")
    for key, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)
    later = [settings.find(qn(name)) for name in ("w:rsids", "w:themeFontLang")]
    after = next((node for node in later if node is not None), None)
    settings.append(compat) if after is None else after.addprevious(compat)


def _around(document: Document) -> None:
    """Headers and footers: the draft banner on every page, the title and the page numbers from the second on."""
    section = document.sections[0]
    banner = "{% if draft %}{{ draft }}{% endif %}"
    section.first_page_header.paragraphs[0].add_run(banner, style="Brouillon")
    header = section.header.paragraphs[0]
    header.add_run(banner, style="Brouillon")
    header.add_run("\t{{ title }}, {{ network }}")
    section.first_page_footer.paragraphs[0].add_run("Écrit avec KParole à partir des paroles recueillies.")
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ dated }}\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" sur ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    for run in fields.field_runs(instruction, "1"):
        paragraph._p.append(run)


def _cover(writer: Writer) -> None:
    first = writer.document.paragraphs
    for paragraph in first:
        paragraph._p.getparent().remove(paragraph._p)
    writer.text("{{ network }}", "Réseau")
    bands(writer.document, (70, 54, 40))
    writer.text("{{ title }}", "Title")
    writer.text("Ce que des personnes disent avoir vécu, appris et changé dans leur KPA", "Subtitle")
    writer.text("{{ dated }}", "Date du récit")
    with writer.when("draft"):
        writer.text(
            "Ce document est un brouillon. Personne n'a encore vérifié les accords ni le masquage : "
            "il reste dans l'équipe.",
            "Avertissement",
        )


def _contents(writer: Writer) -> None:
    writer.text("Sommaire", "Titre du sommaire")
    _field(writer.text("", "toc 1"), 'TOC \\o "1-2" \\h \\z \\u')
    writer.text("Dans Word, sélectionnez tout (Ctrl+A) puis touchez F9 : les numéros de page viennent.", "Note")


def _speakers(writer: Writer) -> None:
    writer.text("Qui a parlé", "Heading 1")
    with writer.when("epigraph"):
        writer.quote("epigraph", "Parole d'ouverture")
    with writer.each("line", "opening"):
        writer.text("{{ line }}")
    with writer.when("key_figures"):
        writer.caption("Tableau", "Les repères de ce récit")
        table = writer.rows("fact in key_figures", FACTS, heads=("Repère", "Ce qu'on sait"), widths=(42, 122))
        box(table, shade="FFFFFF")


def _method(writer: Writer) -> None:
    writer.text("Comment les paroles ont été lues", "Heading 1")
    writer.text("Voici ce qui a vraiment été fait, et rien d'autre. Les réglages exacts sont dans la dernière annexe.")
    with writer.each("step", "method"):
        writer.text("{{ step.label }}", "Heading 3")
        writer.text("{{ step.said }}")


def _effects(writer: Writer) -> None:
    writer.text("Les effets, avec les mots de chacun", "Heading 1")
    with writer.each("line", "effects_intro"):
        writer.text("{{ line }}")
    with writer.when("effects_map"):
        writer.figure(
            "effects_map",
            note="Plus un rond est grand, plus de personnes en parlent ; traits et points disent la famille. Sous un effet : ce "
            "qu'on entend le plus. Un losange : rempli à la main par l'équipe, sans nombre.",
        )
    with writer.each("effect", "effects"):
        writer.text("{{ effect.label }}", "Heading 2")
        with writer.when("effect.family"):
            writer.family_name("effect.family", "effect.style")
        with writer.each("line", "effect.covers"):
            writer.text("{{ line }}", "Ce que l'effet couvre")
        with writer.when("effect.finer"):
            writer.text("{{ effect.finer }}", "Ce que l'effet couvre")
        writer.text("Ce qu'on en dit", "Heading 3")
        with writer.when("effect.silence"):
            writer.text("{{ effect.silence }}")
        writer.family_quotes("effect.quotes", "effect.style")
        with writer.when("effect.counter_examples or effect.against"):
            writer.text("Ce qui dit le contraire", "Heading 3")
        with writer.when("effect.against"):
            writer.text("{{ effect.against }}")
        with writer.each("quote", "effect.counter_examples"):
            writer.quote("quote", "Citation – contraire")
        with writer.when("effect.box"):
            writer.caption("Tableau", "{{ effect.label }} : combien, et jusqu'où")
            box(writer.rows("fact in effect.box", FACTS, heads=(), widths=(47, 117)))
        with writer.when("effect.figure"):
            writer.figure(
                "effect.figure",
                note="Plus une colonne est haute, plus la preuve est forte. Un rond : la personne n'en parle pas. "
                "Un carré en pointillé : elle dit aussi le contraire. La barre noire : intervalle indicatif.",
            )


def _unplaced(writer: Writer) -> None:
    writer.text("Ce qui n'entre dans aucun effet", "Heading 1")
    with writer.each("line", "unplaced"):
        writer.text("{{ line }}")
    with writer.each("theme", "themes"):
        writer.text("{{ theme.name }}", "Heading 2")
        with writer.each("quote", "theme.quotes"):
            writer.quote("quote", "Citation – autre famille")
        writer.text("{{ theme.said }}", "Note")


def _limits(writer: Writer) -> None:
    writer.text("Ce que ce récit ne peut pas dire", "Heading 1")
    with writer.each("limit", "limits"):
        writer.text("{{ limit.label }}", "Heading 3")
        writer.text("{{ limit.said }}")


def _annexes(writer: Writer) -> None:
    writer.text("Annexe A – Poids et intervalles", "Heading 1")
    writer.text("{{ weights_note }}")
    with writer.when("weights"):
        writer.caption("Tableau", "Le poids de chaque effet")
        writer.rows(
            "row in weights",
            tuple("{{ row." + name + " }}" for name in ("label", "people", "kpas", "weight", "interval", "strength")),
            heads=("Effet", "Personnes", "KPA", "Poids", "Intervalle indicatif", "Jusqu'où va la preuve (personnes)"),
            widths=(46, 25, 13, 15, 25, 40),
        )
    with writer.when("weights_figure"):
        writer.figure("weights_figure")
    _crossings(writer)
    writer.text("Annexe C – A-t-on assez écouté ?", "Heading 1")
    writer.text("{{ saturation }}")
    with writer.when("saturation_figure"):
        writer.figure("saturation_figure")
    _deck(writer)
    _life(writer)
    _origins(writer)


def _crossings(writer: Writer) -> None:
    writer.text("Annexe B – Selon les publics, les KPA et les cartes", "Heading 1")
    writer.text("{{ crossings_note }}")
    with writer.each("crossing", "crossings"):
        writer.text("{{ crossing.title }}", "Heading 2")
        with writer.when("crossing.note"):
            writer.text("{{ crossing.note }}", "Note")
        with writer.when("crossing.rows"):
            writer.caption("Tableau", "{{ crossing.title }} : qui en parle")
            writer.rows("fact in crossing.rows", FACTS, heads=("{{ crossing.head }}", "Qui en parle"), widths=(52, 112))
        with writer.when("crossing.figure"):
            writer.figure("crossing.figure")


def _deck(writer: Writer) -> None:
    writer.text("Annexe D – Le jeu de cartes", "Heading 1")
    writer.text("{{ deck_intro }}")
    with writer.when("deck"):
        writer.caption("Tableau", "Les cartes, et qui les a prises")
        writer.rows(
            "card in deck",
            ("{{ card.title }}", "{{ card.spoken }}", "{{ card.taken }}"),
            heads=("Carte", "Ce qu'on dit en la montrant", "Prise par"),
            widths=(46, 88, 30),
        )


def _life(writer: Writer) -> None:
    writer.text("Annexe E – La vie des cartes", "Heading 1")
    with writer.each("line", "life_said"):
        writer.text("{{ line }}")
    with writer.when("life"):
        writer.caption("Tableau", "Les cartes prises, et à quel rang")
        writer.rows(
            "row in life",
            tuple("{{ row." + name + " }}" for name in ("title", "interviews", "first", "usual")),
            heads=("Carte", "Prise dans", "En premier", "Rang du milieu"),
            widths=(64, 52, 26, 22),
        )
    with writer.when("cards_figure"):
        writer.figure(
            "cards_figure", note="Quand une partie est pleine, elle dit combien de fois la carte vient en premier."
        )
    with writer.when("life_facts"):
        writer.caption("Tableau", "Ce que les cartes disent encore")
        writer.rows("fact in life_facts", FACTS, heads=("Quoi", "Ce qu'on sait"), widths=(42, 122))


def _origins(writer: Writer) -> None:
    writer.text("Annexe F – D'où viennent les paroles", "Heading 1")
    writer.text("{{ origins_note }}")
    with writer.when("origins"):
        writer.caption("Tableau", "L'origine de chaque parole citée")
        writer.rows(
            "origin in origins",
            ("[{{ origin.ref }}]", "{{ origin.interview }}", "{{ origin.place }}", "{{ origin.passage }}"),
            heads=("N°", "Entretien", "Où, dans l'entretien", "Passage"),
            widths=(16, 30, 96, 22),
        )
    writer.text("Annexe G – Réglages", "Heading 1")
    writer.caption("Tableau", "De quoi refaire la même lecture")
    writer.rows("fact in parameters", FACTS, heads=("Réglage", "Valeur"), widths=(52, 112))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE
    target.write_bytes(make_template())
