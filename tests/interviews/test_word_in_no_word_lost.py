"""Whatever the layout and whatever people type, every word of a compte-rendu is found again somewhere."""

from __future__ import annotations

import re
import unicodedata

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interviews.word_making import all_text, packed, read

# Words that a reader may take for a label, put in the middle of what people say.
TRAPS = (
    "La première carte",
    "carte",
    "Carte 2 :",
    "J'ai appris",
    "J'ai appris :",
    "Joker",
    "Joker –",
    "joker :",
    "Conclusion :",
    "Fin",
    "Âge :",
    "Genre",
    "52 ans",
    "Femme",
    "KPA :",
    "Date :",
    "Depuis quand :",
    "Introduction",
    "Notes",
    "1.",
    "1",
    "3)",
    "2ème carte :",
    "-",
    "–",
    ":",
    ",",
    ".",
    "/",
    "(",
    ")",
    "«",
    "»",
    "“",
    '"',
    "et",
    "puis",
    "Vécu :",
    "Ordre :",
    "Remarques",
    "Où :",
    "modalités",
    "Les informations sur la personne",
    "La dernière carte",
)
STRANGE = (
    "&",
    "<b>",
    "a&amp;b",
    "👩🏽‍🌾",
    "😀",
    "مرحبا",
    "שלום",
    "é",
    "e\u0301",
    "ﬁn",
    "ẞ",
    "İ",
    "ª",
    "½",
    "\u00a0",
    "\u202fx",
    "{{x}}",
    "{_{",
    "\\n",
)
PLAIN = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=8,
)
WORDS = st.one_of(
    PLAIN,
    st.sampled_from(TRAPS),
    st.sampled_from(STRANGE),
    st.sampled_from(("elle", "raconte", "le jardin", "n'ose pas")),
)
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
PARAGRAPHS = st.lists(st.lists(LINES, min_size=1, max_size=2).map("\n".join), max_size=3)
SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "Compte rendu d'entretien",
                "Les informations sur la personne",
                "Âge :",
                "Genre",
                "Depuis quand est-elle au KPA :",
                "KPA :",
                "La manière dont la personne a vécu l'expérience",
                "Les modalités de passation : où, qui, comment, quand",
                "Introduction",
                "L'ordre de sélection des cartes",
                "1ère carte : J'ai appris",
                "Joker",
                "2. J'ai aimé",
                "La première carte",
                "La deuxième carte : J'ai aimé",
                "Carte 3 - Joker –",
                "J'ai été utile",
                "La dernière carte",
                "Clôture",
                "Remarques",
                "",
                "Notes",
            )
        ),
        PARAGRAPHS,
        st.sampled_from(("plain", "heading", "bold", "cell", "same line", "row", "list", "tab")),
    ),
    min_size=1,
    max_size=10,
)


def write(document: docx.document.Document, heading: str, paragraphs: list[str], layout: str) -> None:
    first = paragraphs[0] if paragraphs else ""
    if layout in {"cell", "row"}:
        table = document.add_table(1, 1 if layout == "cell" else 2)
        cells = table.rows[0].cells
        cells[0].text = heading
        for text in paragraphs:
            cells[-1].add_paragraph(text)
        return
    if layout == "heading":
        document.add_heading(heading, 1)
    elif layout == "bold":
        document.add_paragraph().add_run(heading).bold = True
    elif layout in {"same line", "tab"}:
        document.add_paragraph(f"{heading}{' ' if layout == 'same line' else chr(9)}{first}")
        paragraphs = paragraphs[1:]
    else:
        document.add_paragraph(heading, style="List Number" if layout == "list" else None)
    for text in paragraphs:
        document.add_paragraph(text)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


# What may go as a bare label, a title of the deck or a value that was understood (« F » becomes « femme »).
LABELS = {
    word.casefold()
    for trap in (*TRAPS, "de passation où qui comment quand au est elle theme thème cartes")
    for word in words(trap)
}


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(SECTIONS)
def test_every_word_is_found_in_some_field(sections: list[tuple[str, list[str], str]]) -> None:
    document = docx.Document()
    document.add_paragraph("La première carte : J'ai changé")
    for heading, paragraphs, layout in sections:
        write(document, heading, paragraphs, layout)
    found = words(all_text(read(packed(document))))
    written = words(" ".join(text for _, paragraphs, _ in sections for text in paragraphs))
    # a number of one or two digits may have numbered a heading
    assert {
        word for word in written - found if word.casefold() not in LABELS and not re.fullmatch(r"\d\d?", word)
    } == set()
