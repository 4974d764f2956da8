"""Sheets as wild as people write them, and the Word files made of them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from hypothesis import strategies as st

from analysis.steps.quotes import joined_spans
from analysis.steps.types import Span
from cards.deck import load_deck
from interviews.word_file import open_word
from interviews.word_out.bring_back import told_by
from interviews.word_out.fill import fill
from interviews.word_out.join import Joined, join
from interviews.word_out.paper import paper_of
from interviews.word_out.template import SHIPPED
from interviews.writeup.sheet import DECLINED, MARKS, PARTS, Piece, Place, Sheet, SheetCard
from tests.interviews.test_word_in_no_word_lost import STRANGE, TRAPS

DECK = load_deck()
UID = "0123456789abcdef0123456789abcdef"
LIKE_HEADINGS = (
    *TRAPS,
    "La première carte",
    "Âge : 30",
    "J'ai appris à coudre",
    "- une puce",
    "1. un",
    "JOKER : rien",
    "[important]",
    "(dit sous la carte 1 : J'ai appris…)",
    "KPA : ailleurs",
    "Clôture",
)
WILD = (
    *STRANGE,
    *"&<>\"'«»“”",
    "« elle dit “oui” »",
    "\t",
    "\n",
    "\r\n",
    "\x00",
    "\x07",
    "\ufffe",
    "\u2028",
    "\x85",
    "{%p if x %}",
    "\ue0000\ue001",
)
WORDS = st.one_of(
    st.sampled_from(LIKE_HEADINGS),
    st.sampled_from(WILD),
    st.sampled_from(("elle", "raconte", "le jardin", " ", "  ", "et")),
    st.text(st.characters(max_codepoint=0x1FFFF, exclude_categories=("Cs",)), max_size=6),
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(WORDS, max_size=8).map(" ".join),
    st.lists(WORDS, max_size=5).map("".join),
    st.just(""),
)
TITLES = st.one_of(st.none(), TEXTS.map(lambda text: text.strip()[:200] or None))


@st.composite
def pieces(draw: st.DrawFn, name: str, places: list[Place]) -> Piece:
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    spans = joined_spans(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b)
    place, origin = draw(st.sampled_from(places)), draw(st.one_of(st.none(), st.sampled_from(places)))
    marks = tuple(draw(st.lists(st.sampled_from(MARKS), unique=True, max_size=3)))
    return Piece(
        name, place, text, spans, marks, None if origin == place else origin, draw(st.sampled_from((None, "op")))
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    ids = st.sampled_from(("appris", "aime", "joker", "joker", None, "senti", "pas-du-jeu"))
    chosen = draw(st.lists(st.tuples(ids, TITLES), max_size=4))
    cards = tuple(SheetCard(f"carte-{n}", card, title) for n, (card, title) in enumerate(chosen))
    places = [Place(part) for part in PARTS if part != "carte"] + [Place("carte", one.key) for one in cards]
    found = tuple(draw(pieces(f"note-{n}", places)) for n in range(draw(st.integers(0, 7))))
    facts = {
        "age": draw(st.sampled_from((None, "34", "5", "120", DECLINED))),
        "gender": draw(st.sampled_from((None, "femme", "homme", "autre", DECLINED))),
        "since": draw(st.one_of(st.none(), st.just(DECLINED), TEXTS.map(str.strip))) or None,
        "kpa": "Les Mains Vertes",
    }
    return Sheet(cards, found, {key: told for key, told in facts.items() if told}).ordered()


def word(sheet: Sheet, *, template: bytes | None = None, revision: int = 3) -> bytes:
    """The Word file of a sheet, from our template or another."""
    paper = paper_of(sheet, DECK, code="PAS-01", kpa=sheet.facts.get("kpa"), dated="1er mars 2026")
    return fill(paper, uid=UID, revision=revision, template=template or SHIPPED)


def back(content: bytes, base: Sheet) -> Joined:
    """The sheet that a Word file makes of the one it came from."""
    told = told_by(open_word(content), DECK)
    assert told is not None
    return join(told, base, DECK)


def changed(content: bytes, *swaps: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The same file with words of one of its parts replaced; each must be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == part:
                text = raw.decode()
                for one, other in swaps:
                    assert one in text, one
                    text = text.replace(one, other)
                raw = text.encode()
            new.writestr(name, raw)
    return out.getvalue()


@cache
def team_template() -> bytes:
    """Our template as a team may remake it: other names of styles, other headings, a word before each note."""
    content = SHIPPED.read_bytes()
    names = re.findall(
        r'<w:name w:val="([^"]+)"', zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    )
    own = [name for name in names if name in {"Mots exacts", "Repère", "Passage", "Titre de carte", "Renseignement"}]
    assert len(own) == 5
    swaps = ((f'w:name w:val="{name}"', f'w:name w:val="Équipe {n}"') for n, name in enumerate(own))
    content = changed(content, *swaps, part="word/styles.xml")
    return changed(
        content,
        ("Clôture{{", "Pour se quitter{{"),
        ("{{ note.words }}", "– {{ note.words }}"),
        ("{{ card.place }}\u00a0: {{ card.title }}", "Carte « {{ card.title }} » ({{ card.rank }})"),
        ("Depuis quand est-elle au KPA\u00a0: ", "Arrivée chez nous"),
    )
