"""What Word would do on opening the récit, done before: the numbers of its captions."""

from __future__ import annotations

from docx.document import Document

from interviews import word_fields as fields


def number_captions(document: Document) -> None:
    """Write the numbers of « Figure » and « Tableau » captions, in the order of the document."""
    counts: dict[str, int] = {}
    for instruction, node in fields.instructions(document.element.body):
        words = instruction.split()
        if words[:1] == ["SEQ"] and len(words) > 1:
            counts[words[1]] = counts.get(words[1], 0) + 1
            fields.show(node, str(counts[words[1]]))
