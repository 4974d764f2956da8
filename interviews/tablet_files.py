"""The application of the tablet as files: what is kept on the device to work with the server stopped, and its version. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kparole.paths import STATIC

APP = Path(__file__).parent / "tablet"
STYLES = ("tokens", "base", "components")
FONTS = ("400-normal", "600-normal", "700-normal")
"""The weights that the screens use, in the signs of French; the others come from the server when a text wants them."""
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/)[ \t]*$", re.MULTILINE)
"""A comment that has its lines to itself."""
SYMBOL = re.compile(r"""<symbol id="(?P<id>[^"]+)".*?</symbol>\n?""", re.DOTALL)
QUOTED = re.compile(r'"([a-z][a-z-]*)"')


@dataclass(frozen=True, slots=True)
class Kept:
    """One file kept on the device: its address, and where it is here."""

    address: str
    path: Path


def kept_files() -> tuple[Kept, ...]:
    """Every file of the application, without what is made (page, settings) and without the deck, which has a life of its own."""
    own = (path for path in sorted(APP.rglob("*")) if path.suffix in {".js", ".css"} and path.name != "worker.js")
    return (
        *(Kept(f"/entretien/app/{path.relative_to(APP).as_posix()}", path) for path in own),
        *(_static(f"css/{name}.css") for name in STYLES),
        *(_static(f"vendor/fonts/atkinson-hyperlegible-next-latin-{weight}.woff2") for weight in FONTS),
        *(_static(path) for path in ("js/theme.js", "logo.svg", "favicon.svg", "vendor/idb.js")),
        *(_static(path.relative_to(STATIC).as_posix()) for path in sorted((STATIC / "vendor" / "lit").rglob("*.js"))),
    )


def styles() -> tuple[str, ...]:
    """The addresses of the styles of the page, in the order they are to be read."""
    own = sorted((APP / "css").glob("*.css"), key=lambda path: (path.stem != "frame", path.stem))
    return (*(f"/static/css/{name}.css" for name in STYLES), *(f"/entretien/app/css/{path.name}" for path in own))


def modules() -> tuple[str, ...]:
    """The addresses of the scripts, asked for at once instead of one import after the other."""
    own = sorted(path.relative_to(APP).as_posix() for path in APP.rglob("*.js") if path.name != "worker.js")
    return tuple(f"/entretien/app/{name}" for name in own)


def lightened(path: Path) -> bytes:
    """A script or a style of the application, without what it says to who reads the code."""
    return _lightened(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _lightened(path: Path, _stamp: int) -> bytes:
    text = path.read_text(encoding="utf-8")
    return (without_comments(text) if path.suffix == ".js" else without_spaces(text)).encode()


def without_spaces(style: str) -> str:
    """A style on one line, with neither its comments nor the spaces that say nothing. No text of ours stands in a style.

    >>> without_spaces("/* What. */\\n.a > .b { color: red; inset: calc(1px + 2px); }\\n.c :hover { top: 0 }")
    '.a > .b{color:red;inset:calc(1px + 2px)}.c :hover{top:0}'
    """
    dense = re.sub(r"\s+", " ", re.sub(r"/\*[\s\S]*?\*/", "", style))
    return re.sub(r"(?<=:) | ?([{};,]) ?", r"\1", dense).replace(";}", "}").strip()


def without_comments(code: str) -> str:
    """The lines that are not comments, without their indents; what stands within a line is left as it is.

    A minifier that does not know of templates within templates joins there what must stay apart.

    >>> without_comments("/* What. */\\n  go(`${one ? html`<a b=\\"c\\" @d=${e}>` : two}`); // why")
    'go(`${one ? html`<a b="c" @d=${e}>` : two}`); // why'
    """
    kept = (line.strip() for line in COMMENT.sub("", code).splitlines())
    return "\n".join(line for line in kept if line)


def pictograms() -> bytes:
    """Of the sheet that every page shares, the pictograms that a script of the tablet names."""
    paths = (STATIC / "icons.svg", *sorted(APP.rglob("*.js")))
    return _pictograms(paths, tuple(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=4)
def _pictograms(paths: tuple[Path, ...], _stamps: tuple[int, ...]) -> bytes:
    sheet, *scripts = (path.read_text(encoding="utf-8") for path in paths)
    named = set(QUOTED.findall("\n".join(scripts)))
    return SYMBOL.sub(lambda found: found[0] if found["id"] in named else "", sheet).encode()


def version_of(files: Iterable[Kept], made: Mapping[str, bytes]) -> str:
    """16 hex digits of all that is kept on the device; another content is another version."""
    digest = hashlib.sha256()
    for one in files:
        digest.update(f"{one.address}\0{_digest(one.path, one.path.stat().st_mtime_ns)}\0".encode())
    for address, content in sorted(made.items()):
        digest.update(f"{address}\0".encode() + content)
    return digest.hexdigest()[:16]


@lru_cache(maxsize=256)
def _digest(path: Path, _stamp: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _static(path: str) -> Kept:
    return Kept(f"/static/{path}", STATIC / path)
