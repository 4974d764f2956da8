"""Layout D: files typed in LibreOffice, made by LibreOffice itself from a page (HTML) or a flat text (FODT)."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from html import escape
from pathlib import Path

from data_samples.pieces import Line, Piece, Recipe, pieces_of
from data_samples.sample_source import Source
from data_samples.word_parts import rezip, without_people

FILTERS = {".html": ["--infilter=HTML (StarWriter)"], ".fodt": []}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
)


def available() -> bool:
    """True when soffice is on this machine."""
    return shutil.which("soffice") is not None


def convert(source: Source, recipe: Recipe, path: Path) -> None:
    """Write the .docx that LibreOffice makes; CalledProcessError when it fails. Bytes vary with its version."""
    suffix = ".html" if recipe.variant == "html" else ".fodt"
    text = html_page(source, recipe) if suffix == ".html" else flat_text(source, recipe)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / f"{source.code}{suffix}"
        page.write_text(text, encoding="utf-8")
        profile = f"-env:UserInstallation={(Path(folder) / 'profil').as_uri()}"
        target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
        command = ["soffice", profile, "--headless", *FILTERS[suffix], *target, str(page)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_nameless(page.with_suffix(".docx").read_bytes()))


def html_page(source: Source, recipe: Recipe) -> str:
    """A page with real headings, the order as a list, the labels in bold."""
    body = [f"<h1>{escape(recipe.wording['titre'])}</h1>"]
    for piece in pieces_of(source, recipe):
        if piece.heading:
            body.append(f"<h{piece.level + 1}>{escape(piece.heading)}</h{piece.level + 1}>")
        if piece.kind == "ordre":
            items = "".join(f"<li>{escape(line.text)}</li>" for line in piece.lines)
            body.append(f"<ul>{items}</ul>")
        else:
            body += [f"<p>{_html_line(line)}</p>" for line in piece.lines]
    text = "\n".join(body)
    return f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"></head>\n<body>\n{text}\n</body></html>\n'


def _html_line(line: Line) -> str:
    return f"<b>{escape(line.lead)}</b> {escape(line.text)}" if line.label else escape(line.text)


def flat_text(source: Source, recipe: Recipe) -> str:
    """A flat OpenDocument text: no heading style at all, headings are big bold paragraphs typed by hand."""
    body = [_p(recipe.wording["titre"], "Grand")]
    for piece in pieces_of(source, recipe):
        body += _flat_piece(piece)
    return FLAT.format(namespaces=NAMESPACES, body="\n".join(body))


def _flat_piece(piece: Piece) -> list[str]:
    lines = [line.flat for line in piece.lines]
    head = [_p(piece.heading, "Gros" if piece.level == 1 else "Gras")] if piece.heading else []
    return [*head, *(_p(line, "Corps") for line in lines), _p("", "Corps")]


def _p(text: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text, quote=False)}</text:p>'


def _nameless(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, without_people(part) if name == "docProps/core.xml" else part)
    return rezip(out.getvalue())


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph">
<style:text-properties fo:font-size="11pt" fo:language="fr" fo:country="FR"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="Grand" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Gros" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Gras" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Corps" style:family="paragraph" style:parent-style-name="Standard"/>
<style:page-layout style:name="page"/>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"/>
</office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""
