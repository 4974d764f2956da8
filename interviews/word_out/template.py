"""The template of the comptes-rendus: ours, or the one that the team brought in its place."""

from __future__ import annotations

from kparole.paths import TEMPLATES

SHIPPED = TEMPLATES / "word" / "compte_rendu.docx"
