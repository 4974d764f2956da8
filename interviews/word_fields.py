"""Word fields as XML: a caption's number, a page number, the entries of the table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def field_runs(instruction: str, shown: str) -> Iterator[Any]:
    """The runs of a complex field: ``shown`` is what is read until Word computes it again."""
    yield _char("begin")
    yield _run("w:instrText", f" {instruction} ")
    yield _char("separate")
    yield _run("w:t", shown)
    yield _char("end")


def instructions(root: Any) -> Iterator[tuple[str, Any]]:
    """Every complex field below an element in document order: its instruction, and its ``w:instrText`` node."""
    for node in root.iter(qn("w:instrText")):
        yield " ".join((node.text or "").split()), node


def show(instruction: Any, text: str) -> None:
    """Write what a field shows: the text of the run between its separator and its end."""
    run = instruction.getparent()
    for following in run.itersiblings(qn("w:r")):
        node = following.find(qn("w:t"))
        if node is not None:
            node.text = text
            return


def text_run(text: str) -> Any:
    """A plain run."""
    return _run("w:t", text)


def _char(kind: str) -> Any:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _run(tag: str, text: str) -> Any:
    run = OxmlElement("w:r")
    node = OxmlElement(tag)
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(node)
    return run
