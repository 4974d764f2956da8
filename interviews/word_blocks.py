"""Walks a Word file in reading order and gives flat lines of text, with what their looks say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from analysis.steps.types import Span
from interviews.errors import WordFileError
from interviews.word_file import Element, W, WordFile
from interviews.word_kinds import TOO_LONG
from interviews.word_runs import Piece, inline_pieces, local
from interviews.word_styles import Look, Style, default_paragraph_style, list_level, outline_level, read_styles, tag

MAX_LINES = 5_000
MAX_LETTERS = 500_000  # two hundred pages
COMMENTS_LEFT = "Commentaires de la marge laissés de côté : {}. Recopiez dans le texte ceux qui comptent."
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_SKIPPED = {"del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tcPr", "trPr", "tblPrEx"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The innermost table cell a line stands in; rows and columns count from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text. Lines with the same ``paragraph`` were one paragraph with line breaks inside.

    ``level``: 0 title, 1–9 heading, None body. ``bold``, ``underlined``: all of the line is.
    ``list_level``: depth in a list, None outside. ``italics``: offsets in ``text``. ``note``: a foot- or endnote.
    """

    text: str
    paragraph: int = 0
    style: str = ""
    level: int | None = None
    bold: bool = False
    underlined: bool = False
    list_level: int | None = None
    cell: Cell | None = None
    italics: tuple[Span, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class WordText:
    """The lines of the body, the lines of headers and footers apart, and what was left aside, in French."""

    blocks: tuple[Block, ...]
    margins: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_blocks(word: WordFile) -> WordText:
    """Every line of the body in order, notes under the paragraph that calls them.

    Raises WordFileError when there is not one word in the body.
    """
    walk = _Walk(word)
    walk.story(word.document, None)
    if not any(block.text.strip() for block in walk.blocks):
        aside = " (il n'y a que des images)" if _images(word.document) else ""
        raise WordFileError(f"Ce document est vide{aside}. Tapez le compte rendu dans Word puis réessayez.")
    return WordText(tuple(walk.blocks), _margins(word), tuple(_problems(word, walk.notes)))


class _Walk:
    """The state of one walk: lines so far, counters, styles."""

    def __init__(self, word: WordFile) -> None:
        self.blocks: list[Block] = []
        self.notes = 0
        self._paragraphs = 0
        self._tables = 0
        self._letters = 0
        self._styles = read_styles(word.styles)
        self._looks = {key: style.look for key, style in self._styles.items()}
        self._default = default_paragraph_style(word.styles)
        self._notes = {
            (kind, note.get(tag("id"))): note
            for kind, root in (("footnote", word.footnotes), ("endnote", word.endnotes))
            if root is not None
            for note in root.findall(tag(kind))
        }

    def story(self, parent: Element, cell: Cell | None, *, note: bool = False) -> None:
        """Walk what holds paragraphs and tables: the body, a cell, a text box, a note, a content control."""
        for child in parent:
            name = local(child)
            if name == "w:p":
                self._paragraph(child, cell, note=note)
            elif name == "w:tbl":
                self._table(child, note=note)
            elif name == "w:sdt" and _noise(child):
                continue
            elif name == "mc:AlternateContent":
                self.story(chosen(child), cell, note=note)
            elif name.removeprefix("w:") not in _SKIPPED:
                self.story(child, cell, note=note)

    def _table(self, table: Element, *, note: bool) -> None:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_within(table, "tr", ("tbl",))):
            column = 0
            for cell in _within(row, "tc", ("tbl", "tc")):
                self.story(cell, Cell(number, row_number, column), note=note)
                column += _span(cell)

    def _paragraph(self, paragraph: Element, cell: Cell | None, *, note: bool) -> None:
        properties = paragraph.find(tag("pPr"))
        named = None if properties is None else properties.find(tag("pStyle"))
        style_id = self._default if named is None else str(named.get(tag("val")))
        style = self._styles.get(style_id or "", Style(name=style_id or ""))
        if style.name.lower().startswith(("toc ", "tm ", "table of contents", "contents ")):
            return  # a table of contents only repeats the headings
        self._paragraphs += 1
        inside = inline_pieces(paragraph, style.look, self._looks)
        direct_level, direct_list = outline_level(properties), list_level(properties)
        level = style.level if direct_level is None else (direct_level if direct_level <= 9 else None)
        depth = style.list_level if direct_list is None else direct_list
        like = Block(
            "", self._paragraphs, style.name, None if note else level, cell=cell, note=note,
            list_level=depth if depth is not None and depth >= 0 else None,
        )  # fmt: skip
        self._count(inside.pieces)
        self.blocks += _lines(inside.pieces, like)
        for box in inside.boxes:
            self.story(box, cell, note=note)
        for key in inside.notes:
            if key in self._notes and not note:  # taken out: a note called a thousand times is read once
                self.notes += 1
                self.story(self._notes.pop(key), cell, note=True)

    def _count(self, pieces: tuple[Piece, ...]) -> None:
        """Raise WordFileError when there is more than one person ever says, before any line of it is made."""
        self._letters += sum(len(piece.text) for piece in pieces)
        lines = 1 + sum(piece.text.count("\n") for piece in pieces)
        if len(self.blocks) + lines > MAX_LINES or self._letters > MAX_LETTERS:
            raise WordFileError(TOO_LONG)


def chosen(alternate: Element) -> Element:
    """The branch of an ``mc:AlternateContent`` to read: the first with words, so that a text box is not read twice."""
    branches = [branch for branch in alternate if local(branch) in {"mc:Choice", "mc:Fallback"}]
    full = (branch for branch in branches if any((text.text or "").strip() for text in branch.iter(tag("t"))))
    return next(full, branches[0] if branches else [])


def _within(parent: Element, wanted: str, walls: tuple[str, ...]) -> list[Element]:
    """Rows of a table or cells of a row, through content controls and tracked changes, not in nested tables."""
    found: list[Element] = []
    for child in parent:
        name = local(child).removeprefix("w:")
        if name == wanted:
            found.append(child)
        elif name not in walls and name not in _SKIPPED and name != "p":
            found += _within(child, wanted, walls)
    return found


def _span(cell: Element) -> int:
    span = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
    value = "" if span is None else str(span.get(tag("val"), ""))
    return max(1, int(value)) if value.isdigit() and len(value) < 4 else 1


def _noise(control: Element) -> bool:
    """A content control that holds only its own hint (« cliquez ici pour taper »), or the table of contents."""
    properties = control.find(tag("sdtPr"))
    if properties is None:
        return False
    gallery = properties.find(f".//{tag('docPartGallery')}")
    is_contents = gallery is not None and str(gallery.get(tag("val"))).lower() == "table of contents"
    return is_contents or properties.find(tag("showingPlcHdr")) is not None


def _lines(pieces: tuple[Piece, ...], like: Block) -> list[Block]:
    """Cut the pieces of one paragraph at its line breaks, every line in NFC."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        head, *rest = piece.text.split("\n")
        lines[-1].append(Piece(head, piece.look))
        lines += [[Piece(part, piece.look)] for part in rest]
    return [_line(line, like) for line in lines]


def _line(pieces: list[Piece], like: Block) -> Block:
    texts = _composed([piece.text for piece in pieces])
    full = [piece for piece in pieces if piece.text.strip()]
    italics: list[Span] = []
    start = 0
    blank = True  # since the last italic words
    for piece, text in zip(pieces, texts, strict=True):
        if piece.look.italic and text:
            first = italics.pop().start if italics and blank else start
            italics.append(Span(first, start + len(text)))
            blank = True
        else:
            blank = blank and not text.strip()
        start += len(text)
    return replace(
        like,
        text="".join(texts),
        bold=bool(full) and all(piece.look.bold for piece in full),
        underlined=bool(full) and all(piece.look.underlined for piece in full),
        italics=tuple(italics),
    )


def _composed(texts: list[str]) -> list[str]:
    """The same texts in NFC, also across their borders: an accent typed in another run joins its letter."""
    done: list[str] = []
    for text in texts:
        tail = next((before[-8:] for before in reversed(done[-3:]) if before), "")
        moved = int(bool(tail) and not unicodedata.is_normalized("NFC", tail + text[:1]))
        if moved:
            moved += len(text[1:]) - len(text[1:].lstrip(_ACCENTS))
            at = next(at for at in range(len(done) - 1, -1, -1) if done[at])
            done[at] = unicodedata.normalize("NFC", done[at] + text[:moved])
        done.append(unicodedata.normalize("NFC", text[moved:]))
    return done


def _margins(word: WordFile) -> tuple[str, ...]:
    """The lines of headers and footers, each once."""
    lines: dict[str, None] = {}
    for root in word.margins:
        for paragraph in root.iter(tag("p")):
            if next(paragraph.iterancestors(tag("p"), tag("txbxContent")), root).tag == tag("p"):
                continue  # inside another, where its words were read already
            text = "".join(piece.text for piece in inline_pieces(paragraph, Look(), {}).pieces)
            lines.update(
                {unicodedata.normalize("NFC", line.strip()): None for line in text.split("\n") if line.strip()}
            )
    return tuple(lines)


def _images(root: Element) -> int:
    blips = sum(1 for blip in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    return blips or sum(1 for data in root.iter("{urn:schemas-microsoft-com:vml}imagedata"))


def _problems(word: WordFile, notes: int) -> list[str]:
    """What the reader should know of what was left aside or moved."""
    deletions = sum(1 for gone in word.document.iter(tag("del")) if next(gone.iter(tag("delText")), None) is not None)
    images = _images(word.document)
    said = [
        (deletions, "Suppressions suivies (texte barré) ignorées : {}. Refusez-les dans Word pour reprendre ce texte."),
        (notes, "Notes de bas de page placées sous le paragraphe qui les appelle : {}. Vérifiez leur place."),
        (images, "Images non reprises : {}. Tapez ce qu'elles disent si c'est utile."),
        (word.replaced, "Caractères illisibles remplacés par � : {}. Relisez ces mots."),
    ]
    return [*margin_comments(word), *(sentence.format(count) for count, sentence in said if count)]


def margin_comments(word: WordFile) -> list[str]:
    """What the reader should know of comments: they are nobody's words in the interview, and stay in the file."""
    count = 0 if word.comments is None else sum(1 for _ in word.comments.iter(f"{{{W}}}comment"))
    return [COMMENTS_LEFT.format(count)] if count else []
