"""How long the search page takes among many interviews, made from the sentences of the samples, shuffled.

Run alone: ``python -m tests.bench.searching [INTERVIEWS [sqlite|postgresql]]``.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from interviews.models import CompteRendu, Consent, MaskRow, NoteRow, Pick
from interviews.search.index import catch_up
from kparole.access import LOCAL, Actor, Role, Scope
from kparole.db import db
from network.service import add_kpa

NOTES = 12
CARDS = ("appris", "change", "partage", "rencontre", "ameliore", "utile", "ressenti", "cree", "teste", "senti")
SEARCHES: dict[str, dict[str, str]] = {
    "un mot": {"mots": "cuisine"},
    "deux mots": {"mots": "parler confiance"},
    "des mots à la suite": {"mots": '"je suis"'},
    "un début de mot": {"mots": "co*"},
    "un petit mot": {"mots": "de"},
    "un mot sans un autre": {"mots": "travail -peur"},
    "ses mots exacts": {"mots": "travail", "mots-exacts": "oui"},
    "un mot, un public, une carte": {"mots": "travail", "public": "femmes-40", "carte": "appris"},
    "un mot, par prénom": {"mots": "travail", "tri": "personne"},
    "tout, par entretien": {},
    "une carte, sans mot": {"carte": "utile"},
    "un public, sans mot": {"public": "moins-de-30", "tri": "age"},
}
EVALUATOR = Actor("compte:1", Role.EVALUATION, "", Scope(None, frozenset(), None))


@dataclass(frozen=True, slots=True)
class Timed:
    """A search, who made it, the median of its page in milliseconds and how many passages it found."""

    what: str
    milliseconds: float
    passages: str


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the samples."""
    from interviews.writing import notes_of
    from tests.conftest import read_samples

    texts = [note.text for one in read_samples() if one.document for note in notes_of(one.document)]
    return tuple(part for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if part.strip())


def fill(interviews: int) -> None:
    """Write that many interviews of twelve passages at once, then their search; commits."""
    draw, said = random.Random(1), sentences()
    kpas = [add_kpa(f"KPA {number}", code=f"K{number:02d}").id for number in range(14)]
    db.session.commit()
    numbers = range(1, interviews + 1)
    _write(CompteRendu, [_interview(number, kpas, draw) for number in numbers])
    _write(Pick, [_pick(number, rank, draw) for number in numbers for rank in (1, 2, 3)])
    uses = ("notes", "equipe")
    told = {"state": "given", "who": "Sylvie", "said_on": "en mars", "how": "oral"}
    _write(Consent, [{"compte_rendu_id": number, "use": use, **told} for number in numbers for use in uses])
    notes = [_note(number, place, said, draw) for number in numbers for place in range(NOTES)]
    _write(NoteRow, notes)
    _write(MaskRow, [_mask(note, draw) for note in notes if draw.random() < 0.15])
    db.session.commit()
    catch_up()


def _write(table: Any, rows: list[dict[str, Any]]) -> None:
    for place in range(0, len(rows), 5_000):
        db.session.execute(insert(table.__table__), rows[place : place + 5_000])


def _interview(number: int, kpas: list[int], draw: random.Random) -> dict[str, Any]:
    who = {"age": draw.choice([None, *range(16, 75)]), "gender": draw.choice(["femme", "homme", "autre", None])}
    made = {"problems": [], "masks_proposed": True, "revision": 0, "deck_version": "v"}
    code = f"K-{number:05d}"
    kpa_id = draw.choice(kpas)
    return {"id": number, "uid": code, "code": code, "pseudonym": f"Nom {number % 700}", "words_hash": code,
            "kpa_id": kpa_id, **who, **made}  # fmt: skip


def _pick(number: int, rank: int, draw: random.Random) -> dict[str, Any]:
    return {"compte_rendu_id": number, "rank": rank, "card": draw.choice(CARDS), "key": f"{number}-{rank}"}


def _note(number: int, place: int, said: tuple[str, ...], draw: random.Random) -> dict[str, Any]:
    text = " ".join(draw.sample(said, 3))
    part, rank = ("introduction", None) if place == 0 else ("carte", 1 + place % 3)
    return {"id": (number - 1) * NOTES + place + 1, "compte_rendu_id": number, "position": place + 1, "part": part,
            "rank": rank, "text": text, "exact": [[0, len(text) // 3]], "uid": f"{number}-{place}"}  # fmt: skip


def _mask(note: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    start = draw.randrange(max(1, len(note["text"]) - 5))
    return {"compte_rendu_id": note["compte_rendu_id"], "note_id": note["id"], "start": start, "stop": start + 5,
            "kind": "PERSONNE", "text": note["text"][start : start + 5], "certainty": 1.0, "state": "proposed"}  # fmt: skip


def timed(app: Flask, actor: Actor = LOCAL, *, tries: int = 5) -> Iterator[Timed]:
    """Each search as this actor makes it: the page that shows what was found, once it was asked."""
    app.extensions["kparole.identify"] = lambda: actor
    client = app.test_client()
    for what, form in SEARCHES.items():
        address = client.post("/chercher/", data=form).headers["Location"]
        taken, page = [], ""
        for _ in range(tries + 1):
            before = time.perf_counter()
            page = client.get(address).get_data(as_text=True)
            taken.append((time.perf_counter() - before) * 1000)
        found = re.search(r'<h2 id="trouve">([^<]*)<', page)
        yield Timed(what, statistics.median(taken[1:]), found[1] if found else "?")


@contextmanager
def filled(kind: str, interviews: int) -> Iterator[Flask]:
    """An application on a new base of this kind, with that many interviews."""
    from kparole.config import read_settings
    from tests.conftest import opened
    from tests.databases import running_postgres

    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            with opened(read_settings({}, home=Path(folder))) as app, app.app_context():
                fill(interviews)
                yield app
            return
        with running_postgres() as server:
            settings = read_settings({"KPAROLE_BASE": server.create()}, home=Path(folder))
            with opened(settings) as app, app.app_context():
                fill(interviews)
                with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.exec_driver_sql("VACUUM ANALYZE")  # as PostgreSQL does by itself in time
                yield app


def main(arguments: list[str]) -> None:
    """Print every figure."""
    interviews = int(arguments[0]) if arguments else 10_000
    for kind in arguments[1:] or ("sqlite", "postgresql"):
        before = time.perf_counter()
        with filled(kind, interviews) as app:
            sys.stdout.write(f"{kind}: {interviews} entretiens en {time.perf_counter() - before:.0f} s\n")
            for who, actor in (("équipe", LOCAL), ("évaluation", EVALUATOR)):
                for one in timed(app, actor):
                    sys.stdout.write(f"  {who:<11} {one.what:<30} {one.milliseconds:6.0f} ms  {one.passages}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
