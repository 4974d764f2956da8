"""Makes PDF and PNG pages of our templates with Typst: our fonts only, tagged, the same bytes for the same words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cards.errors import PrintError
from cards.print_letters import FONTS, printable
from kparole.paths import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst

PRINTED = TEMPLATES / "print"
UNPRINTABLE = "Ces pages ne s'impriment pas. Une image est sans doute abîmée : choisissez-en une autre."
PANIC = "PanicException"
"""What comes of a drawing that the engine cannot draw; it is no Exception, and has no name that can be imported."""
MAIN = """\
#set document(title: sys.inputs.title, date: none)
#set text(
  lang: sys.inputs.lang,
  font: ("Atkinson Hyperlegible Next", "Noto Sans", "Noto Naskh Arabic"),
)
#include sys.inputs.template
"""


def compile_typst(
    template: str, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None, title: str, lang: str = "fr"
) -> bytes:
    """A tagged PDF (PDF/UA-1) of ``templates/print/<template>``, every font in it, the same bytes for the same words.

    The template reads ``json("/data.json")`` and the ``files`` as ``"/files/<name>"``; it may import its neighbours. What
    our fonts cannot write is made printable first. ``lang`` is the language of the document, as « fr » or « ar ».
    Raises PrintError when a picture cannot be read.
    """
    made = _compile(template, data, files or {}, title=title, lang=lang, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def render_typst(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    title: str,
    lang: str = "fr",
    ppi: float = 96,
) -> tuple[bytes, ...]:
    """The same pages as PNG pictures, in order. Raises PrintError when a picture cannot be read."""
    made = _compile(template, data, files or {}, title=title, lang=lang, format="png", ppi=ppi)
    return (made,) if isinstance(made, bytes) else tuple(made)


def _compile(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], *, title: str, lang: str, **how: Any
) -> Any:
    import typst  # nobody waits for it who does not print

    with _room(data, files) as room:
        compiler = typst.Compiler(
            str(room / "main.typ"),
            root=str(room),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"title": printable(title), "lang": lang, "template": template},
        )
        try:
            return compiler.compile(timestamp=0, **how)
        except typst.TypstError as error:
            raise PrintError(UNPRINTABLE) from error
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise PrintError(UNPRINTABLE) from error


@contextmanager
def _room(data: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with all that a template may read, and nothing else."""
    with TemporaryDirectory(prefix="kparole-") as folder:
        room = Path(folder)
        for source in PRINTED.glob("*.typ"):
            (room / source.name).write_bytes(source.read_bytes())
        (room / "main.typ").write_text(MAIN, encoding="utf-8")
        (room / "data.json").write_text(json.dumps(printable(data), ensure_ascii=False), encoding="utf-8")
        (room / "files").mkdir()
        for name, content in files.items():
            (room / "files" / PurePosixPath(name).name).write_bytes(content)
        yield room


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
