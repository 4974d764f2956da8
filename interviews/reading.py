"""From files and folders to comptes-rendus read: the way in that the browser, the command line and the analysis share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cards.deck import Deck
from interviews.document import CompteRendu
from interviews.errors import WordFileError
from interviews.word_in import read_labelled
from interviews.word_out.label_in_file import FileLabel
from kparole.uploads.kinds import DOCX
from network.names import fold, same_kpa

NO_KPA = "La KPA n'est pas écrite dans le fichier : indiquez-la à l'import, ou ajoutez une ligne « KPA : … »."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its name, its bytes, and the folders it lay in, nearest first."""

    name: str
    content: bytes
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading gave: a document, or a refusal in French; never both. ``label``: of a file that KParole wrote."""

    source: SourceFile
    document: CompteRendu | None
    refusal: str | None = None
    label: FileLabel | None = None


def gather(paths: Iterable[Path]) -> list[SourceFile]:
    """The files given, and the Word files of the folders given (and of theirs), sorted by name.

    Word's lock files (« ~$… ») and hidden files are left aside. Raises FileNotFoundError for a path that is not there.
    """
    found = {file.resolve(): file for path in paths for file in _files(path)}
    ordered = sorted(found, key=lambda file: (file.name, file.as_posix()))
    return [SourceFile(f.name, _start_of(f), tuple(p.name for p in f.absolute().parents if p.name)) for f in ordered]


def _start_of(path: Path) -> bytes:
    """A file, or a little more of it than may be taken: enough to be refused for its weight."""
    with path.open("rb") as file:
        return file.read(DOCX.heaviest + 1)


def read_files(
    sources: Sequence[SourceFile],
    *,
    deck: Deck,
    known_kpas: Iterable[str] = (),
    kpa: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[ReadFile]:
    """Read every file, one result a file in the same order; a file that cannot be read says why and stops nothing.

    The KPA is ``kpa`` when given, else the one the file states, else the nearest folder that names a known KPA;
    KPAs stated in other files of the same sending are known too.
    """
    read = []
    for done, source in enumerate(sources):
        if progress is not None:
            progress(done, len(sources))
        read.append(_read(source, deck))
    known = [*known_kpas, *(r.document.kpa for r in read if r.document and r.document.kpa)]
    return [replace(r, document=_with_kpa(r.document, r.source, kpa, known)) if r.document else r for r in read]


def same_spelling(read: Sequence[ReadFile]) -> list[ReadFile]:
    """One spelling a KPA, the most frequent: « les mains vertes » and « Les Mains Vertes » are one cooperative."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for one in read:
        if one.document and one.document.kpa:
            spellings[fold(one.document.kpa)][one.document.kpa] += 1
    chosen = {key: found.most_common(1)[0][0] for key, found in spellings.items()}
    return [
        replace(one, document=replace(one.document, kpa=chosen[fold(one.document.kpa)]))
        if one.document and one.document.kpa
        else one
        for one in read
    ]


def _read(source: SourceFile, deck: Deck) -> ReadFile:
    try:
        document, label = read_labelled(source.content, deck=deck)
        return ReadFile(source, document, label=label)
    except WordFileError as error:
        return ReadFile(source, None, str(error))


def _with_kpa(document: CompteRendu, source: SourceFile, kpa: str | None, known: list[str]) -> CompteRendu:
    if kpa or document.kpa:
        return replace(document, kpa=kpa or document.kpa)
    named = (name for folder in source.folders for name in known if same_kpa(name, folder))
    found = next(named, None)
    if found:
        return replace(document, kpa=found)
    return replace(document, problems=(*document.problems, NO_KPA))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        inside = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".docx")
        yield from (file for file in inside if file.is_file() and not file.name.startswith((".", "~$")))
    elif path.is_file():
        yield path
    else:
        raise FileNotFoundError(path)
