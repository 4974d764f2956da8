"""Which words of the grid may go into a file, for whoever takes it: consents and masks checked at that moment."""

from __future__ import annotations

from analysis.pages import Reader
from analysis.steps.types import Span
from analysis.voices import leaving as changed
from analysis.weighing.grid_sheets import Leaving
from interviews.consent import withheld
from interviews.masks import unsearched_codes
from interviews.service import consents_by_code
from kparole.access import current

TEAM_USE = "equipe"


def words_leaving(reader: Reader) -> Leaving:
    """What may leave for the person who acts: within the team, a file is for the team of the project."""
    outside = current().use_needed
    use, consents, unsearched = outside or TEAM_USE, consents_by_code(), unsearched_codes()
    words: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for extract in reader.analysis.extracts:
        masks = reader.masks.get(extract.note, ())
        said, searched = consents.get(extract.person, {}), extract.person not in unsearched
        why = withheld(Span(extract.start, extract.end), consents=said, masks=masks, use=use, searched=searched)
        if why is None:
            words[extract.id] = changed(extract, masks)
        else:
            reasons[extract.id] = why
    return Leaving(words, reasons, genders=outside is None)
