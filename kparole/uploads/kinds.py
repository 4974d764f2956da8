"""The kinds of files KParole knows, how each is told from its bytes, and the one table of what each may weigh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MB = 1_000_000  # as people and their file managers count
HEAD = 4096
"""How many first bytes are enough to tell a kind, but for the kinds that live in a zip."""


@dataclass(frozen=True, slots=True)
class Unpacking:
    """What an archive may become: how many entries, bytes once unpacked, and times its packed size above ``floor`` bytes."""

    entries: int = 2_000
    unpacked: int = 100 * MB
    ratio: int = 100
    floor: int = MB  # below this nothing can be hurt, and short texts that repeat themselves compress very well


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. ``said``: with its article, for a sentence; ``heaviest``: bytes, 0 for what is only recognised.

    ``mend``: what to do with a file of this kind that cannot be taken; "" when there is nothing special to do.
    """

    id: str
    said: str
    suffix: str = ""
    mime: str = "application/octet-stream"
    heaviest: int = 0
    unpacking: Unpacking | None = None
    mend: str = ""


DOCX = Kind(
    "docx", "un document Word (.docx)", "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 20 * MB, Unpacking(),
)  # fmt: skip
ZIP = Kind("zip", "une archive (.zip)", "zip", "application/zip", 50 * MB, Unpacking(entries=500, unpacked=200 * MB))
JPEG = Kind("jpeg", "une image JPEG", "jpg", "image/jpeg", 20 * MB)
PNG = Kind("png", "une image PNG", "png", "image/png", 20 * MB)
WEBP = Kind("webp", "une image WebP", "webp", "image/webp", 20 * MB)
GIF = Kind("gif", "une image GIF", "gif", "image/gif", 20 * MB)
TEXT = Kind("text", "un texte simple (.txt)", "txt", "text/plain", 5 * MB)
CSV = Kind("csv", "un tableau (.csv)", "csv", "text/csv", 5 * MB)
TOML = Kind("toml", "un fichier de réglages (.toml)", "toml", "application/toml", MB)
OGG = Kind("ogg", "un son Ogg", "ogg", "audio/ogg", 100 * MB)
WEBM = Kind("webm", "un son WebM", "webm", "audio/webm", 100 * MB)
M4A = Kind("m4a", "un son MP4", "m4a", "audio/mp4", 100 * MB)
MP3 = Kind("mp3", "un son MP3", "mp3", "audio/mpeg", 100 * MB)
WAV = Kind("wav", "un son WAV", "wav", "audio/wav", 100 * MB)

PICTURES = frozenset({JPEG, PNG, WEBP, GIF})
TEXTS = frozenset({TEXT, CSV, TOML})
SOUNDS = frozenset({OGG, WEBM, M4A, MP3, WAV})

# Never taken; named so that the person learns what she has in hand.
DOC = Kind("doc", "un ancien document Word (.doc)")
LOCKED = Kind(
    "locked", "un document protégé par un mot de passe", mend="Retirez le mot de passe, enregistrez et renvoyez-le."
)
DOCM = Kind("docm", "un document avec des macros")
ODT = Kind("odt", "un document OpenDocument (.odt)")
XLSX = Kind("xlsx", "un classeur Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PPTX = Kind("pptx", "un diaporama")
PAGES = Kind("pages", "un document Pages")
PDF = Kind("pdf", "un PDF")
RTF = Kind("rtf", "un document RTF")
SVG = Kind("svg", "un dessin SVG", mend="Enregistrez-le en PNG, puis donnez cette image.")
MARKUP = Kind("markup", "une page web ou du XML")
HEIC = Kind(
    "heic",
    "une photo HEIC d'iPhone",
    mend="Sur l'iPhone, choisissez Réglages, Appareil photo, Formats, « Le plus compatible ».",
)
TIFF = Kind("tiff", "une image TIFF", mend="Enregistrez-la en JPEG ou en PNG, puis donnez cette image.")
BMP = Kind("bmp", "une image BMP", mend="Enregistrez-la en JPEG ou en PNG, puis donnez cette image.")
PACKED = Kind("packed", "une archive compressée", mend="Ouvrez-la et donnez les fichiers qu'elle contient.")
PROGRAM = Kind("program", "un programme")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADS = (
    (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP), (_OLE, DOC),
    (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF87a", GIF), (b"GIF89a", GIF),
    (b"OggS", OGG), (b"\x1a\x45\xdf\xa3", WEBM),
    (b"ID3", MP3), (b"\xff\xfb", MP3), (b"\xff\xf3", MP3), (b"\xff\xf2", MP3),
    (b"II*\0", TIFF), (b"MM\0*", TIFF), (b"BM", BMP),
    (b"\x1f\x8b", PACKED), (b"BZh", PACKED), (b"\xfd7zXZ", PACKED), (b"7z\xbc\xaf", PACKED), (b"Rar!", PACKED),
    (b"MZ", PROGRAM), (b"\x7fELF", PROGRAM), (b"\xca\xfe\xba\xbe", PROGRAM), (b"\xcf\xfa\xed\xfe", PROGRAM),
)  # fmt: skip
_SHORT = {BMP, MP3, PROGRAM}  # so few letters may begin an honest text: « BMX », « ID3 »
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}
_BRANDS = {b"heic": HEIC, b"heix": HEIC, b"mif1": HEIC, b"msf1": HEIC, b"hevc": HEIC, b"avif": HEIC}
_ENTRIES = {"xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX, "index/document.iwa": PAGES}
_OPENDOCUMENT = b"application/vnd.oasis.opendocument"
_MACROS = ("vbaproject.bin", "vbadata.xml")


def recognise(content: bytes) -> Kind | None:
    """The kind these first bytes (HEAD of them, or the whole file) announce; None when nothing is known of them.

    Everything that lives in a zip is ZIP here: see ``recognise_zip``. A text is TEXT: nothing in it tells it from a CSV.
    """
    head = content[:HEAD]
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], M4A)
    text = is_text(head, whole=len(content) <= HEAD)
    for start, kind in _HEADS:
        if head.startswith(start) and not (text and kind in _SHORT):
            return LOCKED if kind is DOC and "EncryptedPackage".encode("utf-16-le") in content else kind
    return _written(head) or (TEXT if text else None)


def _written(head: bytes) -> Kind | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF"):
        return PDF
    if start.startswith(b"{\\rtf"):
        return RTF
    if start.startswith(b"<"):
        return SVG if b"<svg" in start.lower() else MARKUP
    return None


def recognise_zip(content: bytes, names: Iterable[str]) -> Kind:
    """What a zip is, by the names of its entries; ZIP when it is nothing else."""
    lower = {name.replace("\\", "/").lower() for name in names}
    if any(name.rpartition("/")[2] in _MACROS for name in lower):
        return DOCM
    if "mimetype" in lower and _OPENDOCUMENT in content[:200]:
        return ODT
    other = next((kind for name, kind in _ENTRIES.items() if name in lower), None)
    if other is not None:
        return other
    return DOCX if "[content_types].xml" in lower or any(name.startswith("word/") for name in lower) else ZIP


def is_text(content: bytes, *, whole: bool = True) -> bool:
    """Whether these bytes are words: UTF-8 or the old Windows alphabet, nothing that a screen cannot show.

    ``whole`` = False for the beginning of a file, that may be cut in the middle of a character. Nothing is no text.
    """
    if not content or any(byte in content for byte in _UNSEEN):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = not whole and error.start > len(content) - 4
        return cut or not any(byte in content for byte in _NOT_WINDOWS)
    return True


_UNSEEN = bytes(set(range(32)) - {9, 10, 12, 13})
_NOT_WINDOWS = b"\x81\x8d\x8f\x90\x9d"
