"""The copy of a compte-rendu that may leave the team: names and places changed, no slot, nothing written for the team. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.steps.types import Span
from interviews.masked import MaskedPage
from interviews.pages import Paragraph
from interviews.word_letters import writable
from interviews.word_out.labels import place_name, rank_name
from interviews.word_out.paper import Begin, CardPaper, Note, Paper, PersonPaper, Printed

CHANGED = "prénoms et lieux changés"


def masked_paper(page: MaskedPage, *, dated: str, band: str) -> Paper:
    """The copy whose names and places are changed. ``band``: the age as it may be told."""
    sections = {part.anchor: _bare_notes(part.paragraphs) for part in page.sections}
    taken = [part for part in page.sections if part.taken]
    nothing = Printed("")
    return Paper(
        code=page.code,
        notice=f"{page.code} · {page.name} · {dated} · {CHANGED}",
        masked=True,
        person=PersonPaper(Printed(page.kpa or ""), Printed(band), Printed(page.gender or ""), nothing),
        begin=Begin(*[nothing] * 5),
        lived=(),
        terms=(),
        introduction=sections.get("introduction", ()),
        cards=tuple(
            CardPaper(place_name(n), rank_name(n), Printed(part.title), part.title, sections[part.anchor])
            for n, part in enumerate(taken, 1)
        ),
        closing=sections.get("cloture", ()),
        unplaced=sections.get("non-classe", ()),
    )


def _bare_notes(paragraphs: Iterable[Paragraph]) -> tuple[Note, ...]:
    notes = []
    for paragraph in paragraphs:
        text, exact = "", []
        for run in paragraph.runs:
            words = writable(run.text)
            if run.exact and words:
                exact.append(Span(len(text), len(text) + len(words)))
            text += words
        notes.append(Note(Printed(text, exact=tuple(exact))))
    return tuple(notes)
