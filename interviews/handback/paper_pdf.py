"""Prints the papers of the hand back: A4, large letters, tagged; the same words give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from cards.print_typst import compile_typst, render_typst
from interviews.handback.papers import HERS, SAID, Paper


def paper_pdf(paper: Paper, pictures: Mapping[str, Path]) -> bytes:
    """The PDF of a paper. ``pictures``: the file of each, by the name parts give it. Raises PrintError."""
    files = file_names(paper, pictures)
    data = {**asdict(paper), "files": files, "hers": HERS, "said": SAID}
    contents = {name: pictures[key].read_bytes() for key, name in files.items()}
    return compile_typst("handback.typ", data, files=contents, title=paper.title)


def drawn(paper: Paper, pictures: Mapping[str, Path]) -> dict[str, bytes]:
    """The pictures of a paper as PNG, for Word, by the name parts give them. Raises PrintError."""
    files = file_names(paper, pictures)
    if not files:
        return {}
    contents = {name: pictures[key].read_bytes() for key, name in files.items()}
    shown = {"files": list(files.values())}
    pages = render_typst("handback_pictures.typ", shown, files=contents, title="Images", ppi=200)
    return dict(zip(files, pages, strict=True))


def file_names(paper: Paper, pictures: Mapping[str, Path]) -> dict[str, str]:
    """How each picture is called where the pages are made."""
    keys = dict.fromkeys(part.picture for part in paper.parts if part.picture in pictures)
    return {key: f"image-{number}{pictures[key].suffix}" for number, key in enumerate(keys, 1)}
