"""A hundred thousand passages: time against that of the sentence vectors and the words alone, memory, and how both grow.

``python -m tests.bench.scale [--extracts N] [--interviews M]`` measures in new processes, prints, and ends by itself.
The texts are made of our samples' sentences cut and joined at random: no two alike, so that no cache helps.
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.steps.types import Note, Person

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "data_samples" / "sources"
NOTES = 10  # of one or two passages each, in an interview
KPAS = 40
SMALL = 1_000
CARDS = ("appris", "utile", "difficile", "change", "fier", "teste")


@dataclass(frozen=True, slots=True)
class Grown:
    """A run of this many passages: CPU seconds of the vectors and words alone, of everything, and the largest memory."""

    extracts: int
    alone: float
    whole: float
    steps: dict[str, float]
    megabytes: float


def corpus(interviews: int, *, seed: int = 0) -> list[Person]:
    """Made-up interviews, no two notes alike."""
    from tests.bench.masking import read_folder

    said = [paragraph.split() for one in read_folder(SOURCES) for paragraph in one.paragraphs]
    said = [words for words in said if len(words) > 12]
    draw = random.Random(seed)
    return [_person(number, said, draw) for number in range(1, interviews + 1)]


def _person(number: int, said: Sequence[Sequence[str]], draw: random.Random) -> Person:
    code = f"E{number:06d}"
    notes = tuple(
        Note(f"{code}.{n}", "carte", _text(said, draw), 1 + n % 3, draw.choice(CARDS)) for n in range(1, NOTES + 1)
    )
    gender = draw.choice(("femme", "homme", "autre"))
    return Person(code, f"KPA {draw.randrange(KPAS)}", draw.randrange(16, 80), gender, notes)  # type: ignore[arg-type]


def _text(said: Sequence[Sequence[str]], draw: random.Random) -> str:
    first, second = draw.choice(said), draw.choice(said)
    cut, again = draw.randrange(6, 12), draw.randrange(len(second) - 10)
    return " ".join([*first[: cut + 6], *second[again : again + 24]])


def measure(extracts: int) -> dict[str, Any]:
    """In this process: segment, classify, theme, weigh, cross and saturate; then the vectors and words alone."""
    from analysis.engine import load_engine
    from analysis.masking import KnownNames, Masks
    from analysis.pipeline import analyse
    from analysis.steps.stems import tokens
    from analysis.steps.vectors import default_encoder

    def no_names(people: Sequence[Person], _known: KnownNames) -> Masks:
        return {note.id: () for person in people for note in person.notes}

    engine = load_engine()
    engine.classifier.read(["Elle a appris à coudre."])
    people = _enough(extracts)
    before = time.process_time()
    found = analyse(people, engine=engine, known=((), ()), progress=_silent, find=no_names)
    whole = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sample = [extract.text for extract in found.extracts][: max(500, extracts // 20)]
    encoder = default_encoder()
    before = time.process_time()
    for text in sample:
        encoder.encode([text])
        tokens(text)
    alone = (time.process_time() - before) * len(found.extracts) / len(sample)
    return {
        "extracts": len(found.extracts), "alone": alone, "whole": whole, "steps": found.duration, "megabytes": peak,
    }  # fmt: skip


def _enough(extracts: int) -> list[Person]:
    from analysis.steps.segment import segment

    few = corpus(20)
    share = sum(len(segment(person)) for person in few) / len(few)
    return corpus(max(20, math.ceil(extracts / share)))


def one_more(interviews: int) -> dict[str, float]:
    """Seconds of one more interview in a corpus already read: what must be read again, and the whole round."""
    from analysis.engine import load_engine
    from analysis.known_masks import Looked
    from analysis.masking import find_masks
    from analysis.memory import Memory
    from analysis.pipeline import analyse

    engine = load_engine()
    people = corpus(interviews + 1)
    find_masks(people[:1], ((), ()))  # the model of French is loaded in a worker that runs
    with tempfile.TemporaryDirectory() as home:
        stood: Any = {note.id: () for person in people[:-1] for note in person.notes}
        for round_ in (people[:-1], people):
            memory = Memory(Path(home), version=engine.version, encoder=engine.encoder)
            with memory.open():
                first = time.perf_counter()
                reads = memory.recall(round_)
                recalled = time.perf_counter() - first
                found = analyse(
                    round_, engine=engine, known=((), ()), progress=_silent, find=Looked(stood, find=_only_new(stood)),
                    reads=reads,
                )  # fmt: skip
                kept = time.perf_counter()
                memory.keep(found)
                kept = time.perf_counter() - kept
        took = found.duration
        again = took["segment"] + took["classify"] + took["mask"]
        return {"again": again, "recall": recalled, "keep": kept, **took, "extracts": len(found.extracts)}


def _only_new(stood: Any) -> Any:
    from analysis.masking import find_masks

    def find(people: Sequence[Person], known: Any) -> Any:
        return find_masks([person for person in people if person.notes[0].id not in stood], known)

    return find


def _silent(_step: str, _done: int, _total: int) -> None:
    return


def in_a_process(what: str, number: int) -> dict[str, Any]:
    """What ``measure`` or ``one_more`` gives in a new process, so that memory is its own."""
    command = [sys.executable, "-m", "tests.bench.scale", f"--{what}", str(number)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def grown(extracts: int) -> tuple[Grown, Grown]:
    """A small corpus and one of this many passages."""
    small, large = (Grown(**in_a_process("measure", number)) for number in (SMALL, extracts))
    return small, large


def exponent(small: Grown, large: Grown) -> float:
    """How time grows with the number of passages: 1 is in proportion."""
    return math.log(large.whole / small.whole) / math.log(large.extracts / small.extracts)


def lines(extracts: int, interviews: int) -> Iterator[tuple[str, str, str, bool]]:
    """(what, value, bar, held)."""
    small, large = grown(extracts)
    ratio, power = large.whole / large.alone, exponent(small, large)
    steps = ", ".join(f"{name} {seconds:.0f}" for name, seconds in large.steps.items())
    yield (
        f"échelle : {large.extracts} passages, {large.whole:.0f} s ({steps})",
        f"{ratio:.2f} ×",
        "≤ 1.3 ×",
        ratio <= 1.3,
    )
    yield "échelle : mémoire la plus haute", f"{large.megabytes:.0f} Mo", "≤ 2500 Mo", large.megabytes <= 2500
    yield f"échelle : croissance de {small.extracts} à {large.extracts}", f"{power:.2f}", "≤ 1.1", power <= 1.1
    more = in_a_process("one-more", interviews)
    rest = ", ".join(f"{name} {seconds:.1f}" for name, seconds in more.items() if name not in ("again", "extracts"))
    what = f"échelle : un entretien de plus parmi {interviews} ({rest})"
    yield what, f"{more['again']:.2f} s", "≤ 2 s", more["again"] <= 2


def main(arguments: list[str]) -> None:
    """Print every figure, or the JSON of one measure."""
    told = dict(zip(arguments[::2], map(int, arguments[1::2]), strict=True))
    if "--measure" in told:
        sys.stdout.write(json.dumps(measure(told["--measure"])))
    elif "--one-more" in told:
        sys.stdout.write(json.dumps(one_more(told["--one-more"])))
    else:
        for what, value, bar, held in lines(told.get("--extracts", 100_000), told.get("--interviews", 10_000)):
            sys.stdout.write(f"{'ok ' if held else 'NON'} {what}  {value}  {bar}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
