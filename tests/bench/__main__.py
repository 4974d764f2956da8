"""``make bench``: the figures the project promises, measured in fresh processes and printed as a table. Ends by itself."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "data_samples" / "comptes_rendus"
COMMAND = [sys.executable, "-c", "from kparole.cli import main; main()"]
PAGES = (
    "/", "/cartes/", "/entretiens/", "/entretiens/PAS-01", "/entretiens/importer", "/analyse/", "/analyse/grille",
    "/analyse/effets/confiance", "/analyse/themes", "/analyse/publics", "/analyse/saturation", "/recit/",
    "/analyse/entretiens/COM-01", "/analyse/relire/", "/analyse/relire/besoins", "/analyse/constats/", "/journal/", "/compte", "/bienvenue", "/entrer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was measured, how much, and the bar it is held against ("" when none)."""

    what: str
    value: str
    bar: str
    held: bool


def main() -> None:
    """Measure and print; exit 1 when a bar is not held."""
    figures = [
        figure for measure in (recit, help_text, pages, masking, searches, segmenting, scale) for figure in measure()
    ]
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        sys.stdout.write(
            f"{'ok ' if figure.held else 'NON'} {figure.what:<{width}}  {figure.value:>12}  {figure.bar}\n"
        )
    sys.exit(0 if all(figure.held for figure in figures) else 1)


def recit() -> Iterator[Figure]:
    """Thirty files to a récit, in a new process: seconds and the largest memory of that process."""
    with tempfile.TemporaryDirectory() as folder:
        before = time.perf_counter()
        peak = _peak([*COMMAND, "recit", str(Path(folder) / "recit.docx"), str(SAMPLES)], folder)
        seconds = time.perf_counter() - before
    yield Figure("30 comptes-rendus → récit.docx", f"{seconds:.1f} s", "≤ 20 s", seconds <= 20)
    yield Figure("mémoire la plus haute", f"{peak / 1024:.0f} Mo", "≤ 1200 Mo", peak <= 1200 * 1024)


def help_text() -> Iterator[Figure]:
    """``kparole --help`` in a new process, best of three."""
    times = []
    for _ in range(3):
        before = time.perf_counter()
        subprocess.run([*COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        times.append(time.perf_counter() - before)
    yield Figure("kparole --help", f"{min(times):.2f} s", "", True)


def pages() -> Iterator[Figure]:
    """Server time of every page of the demonstration: median of seven, after one to warm up."""
    from kparole.app import create_app
    from kparole.config import read_settings
    from kparole.db import db
    from kparole.demo import fill
    from kparole.migrate import migrate

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings({}, home=Path(folder), demo=True))
        with app.app_context():
            migrate(db.engine)
            fill(lambda _step: None)
        client = app.test_client()
        for path in PAGES:
            times = []
            for _ in range(8):
                before = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - before) * 1000)
                assert answer.status_code == 200, path
            median = statistics.median(times[1:])
            yield Figure(f"page {path}", f"{median:.0f} ms", "≤ 100 ms", median <= 100)
        with app.app_context():
            db.engine.dispose()


def masking() -> Iterator[Figure]:
    """Recall and precision by type on the held-out passages of interviews, and the pace of ``kparole masquer``."""
    from analysis.steps.french import load_french
    from tests.bench.masking_spans import GOLD, judge, read_voices

    judged = judge(read_voices(GOLD / "held_out"), nlp=load_french())
    for kind, tally in judged.tallies.items():
        bar = 0.95 if kind in {"PERSONNE", "LIEU", "CONTACT"} else 0.0
        held = tally.recall >= bar and tally.precision >= 0.85
        value = f"{tally.recall:.3f} / {tally.precision:.3f}"
        yield Figure(
            f"masquer : {kind} ({tally.gold}), rappel / précision", value, f"≥ {bar} / 0.85" if bar else "", held
        )
    pace = judged.words / judged.seconds
    yield Figure("masquer : mots par seconde, modèle chargé", f"{pace:.0f}", "≥ 1000", pace >= 1000)


def searches() -> Iterator[Figure]:
    """The page of the search among 10,000 interviews, on each database: the median of each search, the slowest told."""
    from kparole.access import LOCAL
    from tests.bench.searching import EVALUATOR, filled, timed

    for kind in ("sqlite", "postgresql"):
        with filled(kind, 10_000) as app:
            for who, actor in (("équipe", LOCAL), ("évaluation", EVALUATOR)):
                slowest = max(timed(app, actor), key=lambda one: one.milliseconds)
                what = f"chercher, {kind}, {who} : le plus lent, {slowest.what}"
                yield Figure(what, f"{slowest.milliseconds:.0f} ms", "≤ 200 ms", slowest.milliseconds <= 200)


def segmenting() -> Iterator[Figure]:
    """F1 of the places where held-out notes are cut, beside the best of three plain ways."""
    from tests.bench.segmenting import lines

    scores = list(lines("held_out"))
    for kind in dict.fromkeys(kind for kind, *_ in scores):
        (_, _, ours), *others = (one for one in scores if one[0] == kind)
        way, best = max(((way, found.f1) for _, way, found in others), key=lambda one: one[1])
        held = ours.f1 > best
        yield Figure(f"découper, notes « {kind} » : F1", f"{ours.f1:.2f}", f"> {best:.2f} ({way})", held)


def scale() -> Iterator[Figure]:
    """A hundred thousand passages, and one more interview among ten thousand: most of an hour."""
    from tests.bench.scale import lines

    for what, value, bar, held in lines(100_000, 10_000):
        yield Figure(what, value, bar, held)


def _peak(command: list[str], folder: str) -> int:
    """Run a command and return the largest resident memory of it, in kB."""
    environment = {**os.environ, "KPAROLE_HOME": folder}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


if __name__ == "__main__":
    main()
