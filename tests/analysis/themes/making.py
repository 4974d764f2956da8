"""Six interviews in two vocabularies, with the themes that a machine of straw found in them."""

from __future__ import annotations

from analysis.models import ExtractRow, LabelRow, Run
from analysis.other_reading import SECOND_VIEW
from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.service import declare_consent
from kparole.db import db

GARDEN = "On mange la soupe de tomates dehors avec Yasmina."
SEWING = "La couture du tissu me repose les doigts."
CODES = tuple(f"ICI-0{number}" for number in range(1, 7))
VIEW = {
    "units": 12, "aside": 2, "shares": [0.6, 0.3],
    "worlds": [{"extracts": 6, "people": 6, "typical": ["ICI-01.1.1"], "words": [
        {"word": "soupe", "chi2": 9.5, "inside": 6, "overall": 6}, {"word": "absent", "chi2": 5.0, "inside": 2, "overall": 2}]}],
    "plane": [{"label": "", "world": 0, "x": 1.0, "y": 0.5}, {"label": "soupe", "world": 0, "x": 0.9, "y": 0.4},
              {"label": "absent", "world": 0, "x": 0.2, "y": 0.1}, {"label": "genre|femme", "world": None, "x": 0.0, "y": 0.0}],
    "publics": [{"variable": "genre", "value": "femme", "people": 6, "words": [
        {"word": "couture", "power": 3.0, "inside": 6, "overall": 6, "people": 6}]}],
    "words": [{"word": "absent", "x": 0.0, "y": 0.0, "times": 2, "group": 0}, {"word": "soupe", "x": 0.4, "y": 1.0, "times": 6, "group": 0},
              {"word": "tissu", "x": 1.0, "y": 0.2, "times": 6, "group": 0}],
    "ties": [{"one": 0, "other": 1, "times": 2}, {"one": 1, "other": 2, "times": 3}],
}  # fmt: skip


def make_run(*, parted: bool = False, number: int = 1) -> Run:
    """Committed: one more run over the interviews, which are made at the first; ``parted``: it groups them otherwise."""
    rows = db.session.query(CompteRendu).order_by(CompteRendu.code).all() or [_interview(code) for code in CODES]
    garden, sewing = tuple(f"{c}.1.1" for c in CODES), tuple(f"{c}.2.1" for c in CODES)
    first, second = (garden[:2] + sewing, garden[2:]) if parted else (garden, sewing)
    themes = [_theme("hors-grille-1", first, "soupe"), _theme("hors-grille-2", second, "tissu")]
    themes.append(_theme("confiance-1", garden[:3], "dehors", scope="confiance"))
    run = Run(
        version="v", corpus=f"c{number}", parameters={}, duration={}, charts={},
        summary={"codes": list(CODES), "themes": themes, "weights": [], "crossings": [], "saturation": [], "nowhere": 9,
                 "thresholds": {}, SECOND_VIEW: VIEW},
    )  # fmt: skip
    db.session.add(run)
    db.session.flush()
    for row in rows:
        for place, note in enumerate(row.notes, 1):
            labels = [LabelRow(rank=0, effect="confiance", sub=None, polarity="positive", strength=2, confidence=0.9)]
            db.session.add(
                ExtractRow(
                    run_id=run.id, uid=f"{row.code}.{place}.1", compte_rendu_id=row.id, note_id=note.id, start=0,
                    end=len(note.text), text=note.text, exact=True, best="confiance", best_confidence=0.9,
                    labels=labels if place == 1 and row.code < CODES[3] else [],
                )
            )  # fmt: skip
    db.session.commit()
    return run


def _interview(code: str) -> CompteRendu:
    row = CompteRendu(
        uid=code, code=code, pseudonym=f"Prénom {code}", kpa_id=None, import_id=None, words_hash=code, age=31,
        gender="femme", since=None, deck_version="v", masks_proposed=True,
    )  # fmt: skip
    row.notes = [
        NoteRow(position=place, part="introduction", rank=None, text=f"{text} {code[-1]}", uid=f"{code}-{place}")
        for place, text in ((1, GARDEN), (2, SEWING))
    ]
    db.session.add(row)
    db.session.flush()
    at = GARDEN.index("Yasmina")
    row.masks = [
        MaskRow(note_id=row.notes[0].id, start=at, end=at + 7, kind="PERSONNE", text="Yasmina", certainty=1.0, state="confirmed")
    ]  # fmt: skip
    declare_consent(row, uses=["recit"] if code != CODES[5] else [], who="Sylvie", when="en mars", how="oral")
    return row


def _theme(name: str, members: tuple[str, ...], word: str, *, scope: str | None = None) -> dict[str, object]:
    return {
        "id": name, "name": word, "words": [word], "members": list(members), "typical": list(members[:3]), "scope": scope,
        "stability": 0.8, "agreement": 0.4, "by": "",
    }  # fmt: skip
