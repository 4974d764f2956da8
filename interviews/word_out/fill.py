"""Fills the Word template of the comptes-rendus: one paper in, the bytes of a .docx out, always the same ones."""

from __future__ import annotations

import io
from dataclasses import fields
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from interviews.word_bytes import describe, roots, same_bytes
from interviews.word_kinds import COPY
from interviews.word_out.label_in_file import FileLabel
from interviews.word_out.label_out import label_document
from interviews.word_out.paper import Paper
from interviews.word_out.put_in import PutIn


def fill(paper: Paper, *, uid: str, revision: int, template: Path | bytes) -> bytes:
    """The compte-rendu in Word. Raises jinja2.TemplateError when an edited template asks for what is not there."""
    words = PutIn()
    word = DocxTemplate(io.BytesIO(template) if isinstance(template, bytes) else template)
    word.init_docx()
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=words.keep)
    word.render({one.name: getattr(paper, one.name) for one in fields(paper)}, environment, autoescape=True)
    document = word.docx
    styles = words.fill(document, roots(document), slots=not paper.masked)
    label_document(document, FileLabel(uid, revision, paper.masked, styles["exact"], styles["tags"]))
    describe(document, title=f"Compte-rendu {paper.code}", subject=paper.notice, category=COPY)
    content = io.BytesIO()
    word.save(content)
    return same_bytes(content.getvalue())
