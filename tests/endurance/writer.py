"""A program that writes without end and says what is written; made to be killed.

Run as ``python -m tests.endurance.writer HOME BASE``. It loads KParole once; then each number read on the standard input
makes a child that writes, seeded by that number, until it is killed. A line is said only once what it tells is committed.
"""

from __future__ import annotations

import json
import os
import random
import sys
from itertools import count
from pathlib import Path

from flask import Flask

from cards.deck import load_deck
from interviews.document import CompteRendu as Document
from interviews.document import Passage, PickedCard
from interviews.reading import ReadFile, SourceFile
from interviews.service import (
    compte_rendu_by_code,
    confirm_masks,
    import_by_uid,
    leave_file,
    open_import,
    propose_masks,
    take_file,
)
from interviews.writing import same_words
from kparole import jobs
from kparole.config import read_settings
from kparole.db import db
from kparole.store import open_app
from network.service import kpa_named

CONSENT = {"uses": ["notes", "recit"], "who": "Sylvie", "when": "en mars", "how": "oral"}
NOTES = 3
KPAS = ("La Passerelle", "Les Tilleuls", "Le Grand Large")


def say(**what: str | int) -> None:
    """One line, in one piece: a pipe never cuts less than 4 kB."""
    os.write(1, (json.dumps(what) + "\n").encode())


def bring(seed: int, number: int, draw: random.Random) -> None:
    """A sending, then its compte-rendu, each acknowledged; then the names found in it, checked."""
    content = f"{seed} {number}".encode() * 200
    word_import = open_import(consent=CONSENT, kpa_id=None)
    entry = leave_file(word_import, name="a.docx", content=content)
    stored, uid = str(entry.stored), word_import.uid
    jobs.ask("import", {"import": uid}, corpus=uid)
    say(table="word_import", column="uid", value=uid, stored=stored)
    found = import_by_uid(uid)
    assert found is not None
    document = Document(
        kpa=draw.choice(KPAS),
        introduction=(Passage(f"Kader est venu, {seed} {number}."),),
        cards=(PickedCard("utile", "J'ai été utile…", (Passage("Elle dit oui. " * draw.randint(1, 300)),)),),
        closing=(Passage("Merci."),),
    )
    take_file(found, found.files[0], ReadFile(SourceFile("a.docx", content), document, None), deck=load_deck())
    row = same_words(document)
    assert row is not None
    code = row.code
    say(table="compte_rendu", column="code", value=code)
    fresh = compte_rendu_by_code(code)
    assert fresh is not None
    propose_masks(fresh, {fresh.notes[0].id: [(0, 5, "PERSONNE", "Kader", 0.9)]})
    confirm_masks(fresh)
    say(table="mask", column="note_id", value=fresh.notes[0].id)


def add(seed: int, number: int, draw: random.Random) -> None:
    """A KPA of its own, in a transaction of one row."""
    name = f"Coopérative {seed} {number}"
    kpa_named(name)
    db.session.commit()
    say(table="kpa", column="name", value=name)


def write(app: Flask, seed: int) -> None:
    """Write until killed."""
    draw = random.Random(seed)
    say(begin=seed)
    for number in count():
        with app.app_context():
            draw.choice((bring, bring, add))(seed, number, draw)


def made_ready(home: Path, base: str) -> Flask:
    """An application that has written once, so that its children begin to write at once; no connection is left open."""
    app = open_app(read_settings({"KPAROLE_BASE": base}, home=home))
    app.extensions["kparole.enqueue"] = lambda _job_id: None
    with app.app_context():
        bring(-1, 0, random.Random(0))
    with app.app_context():
        db.engine.dispose()
    return app


def main() -> None:
    """A child a seed; say which one it is, and when it is dead."""
    app = made_ready(Path(sys.argv[1]), sys.argv[2])
    for line in sys.stdin:
        child = os.fork()
        if not child:
            write(app, int(line))
        say(child=child)
        say(dead=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
