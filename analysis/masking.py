"""What may identify someone in a whole corpus: found here, or in a process beside while the words are read here.

The French model takes as long to load as the sentences to be read, and Python cannot do both at once in one process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from analysis.engine import load_nlp
from analysis.steps.mask import Known, propose
from analysis.steps.types import Mask, Person

Masks = dict[str, tuple[Mask, ...]]
KnownNames = tuple[tuple[str, ...], tuple[str, ...]]
Finder = Callable[[Sequence[Person], KnownNames], Masks]

WORTH_A_PROCESS = 60  # notes; under that, starting a process costs more than it saves


def find_masks(people: Sequence[Person], known: KnownNames) -> Masks:
    """Note id → proposals, for every note of the corpus. ``known``: names of KPAs, and towns and districts."""
    notes = [note for person in people for note in person.notes]
    kpas, places = known
    found = propose([note.text for note in notes], known=Known(kpas=kpas, places=places), nlp=load_nlp())
    return {note.id: masks for note, masks in zip(notes, found, strict=True)}


@contextmanager
def masks_beside(people: Sequence[Person], known: KnownNames) -> Iterator[Finder]:
    """Start looking at once, in a process of its own; the finder given waits for what it found.

    A small corpus, or a machine that refuses another process, is read here instead: the result is the same.
    """
    if sum(len(person.notes) for person in people) < WORTH_A_PROCESS:
        yield find_masks
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        future = pool.submit(find_masks, people, known)

        def wait(same_people: Sequence[Person], same_known: KnownNames) -> Masks:
            try:
                return future.result()
            except (BrokenProcessPool, OSError):
                return find_masks(same_people, same_known)

        yield wait
