"""Measure masking on passages of interviews annotated span by span: recall and precision of each type.

Run from the project's root: ``PYTHONPATH=. python -m tests.bench.masking_spans dev|held_out|control [--lire] [--seul|--ensemble]``.
A file is an interview, a line a passage; ``{Samira|P}`` is what identifies, with the letter of its type, and ``?`` what
may be masked or not. Each interview is given alone; ``--seul`` gives each passage alone, ``--ensemble`` all of them
together. ``--lire`` lists what was missed and what was proposed for nothing: never for ``held_out`` while tuning.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from analysis.steps.french import load_french
from analysis.steps.mask import Known, propose
from analysis.steps.types import MASK_KINDS, Mask

GOLD = Path(__file__).with_name("masking_gold")
KINDS = dict(zip("PLODACSX", MASK_KINDS, strict=True)) | {"?": "?"}
_MARKED = re.compile(r"\{([^{}|]+)\|([PLODACSX?])\}")
_TITLES = (
    "le|la|les|à|a|au|aux|en|dans|gare|de|du|des|un|une|mon|ma|mes|ses|m\\.|mr|mme|mlle|madame|monsieur|maître|dr|docteur|professeur|père|frère|sœur|abbé|pasteur|"
    "tonton|tata|tante|oncle|maman|famille|grande|grand|petite|petit|certaine"
)
_LEADING = re.compile(rf"(?:(?:{_TITLES})\s|[ld]['’])+(?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gold:
    """A stretch that identifies someone; ``kind`` is « ? » when masking it is neither asked nor wrong."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an interview without its marks, and what identifies someone in it."""

    voice: str
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one type.

    ``gold`` spans, of which ``masked`` wholly (under any type) and ``named`` under this type; ``proposed`` under this
    type, of which ``useful`` touch something that identifies.
    """

    gold: int
    masked: int
    named: int
    proposed: int
    useful: int

    @property
    def recall(self) -> float:
        """Share of what identifies that is wholly hidden."""
        return self.masked / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """Share of proposals that hide something that identifies."""
        return self.useful / self.proposed if self.proposed else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures by type, what was missed, what was proposed for nothing, and the pace."""

    tallies: dict[str, Tally]
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    passages: int
    words: int
    seconds: float


def read_passage(line: str, *, voice: str = "") -> Passage:
    """One line of gold.

    >>> read_passage("Avec {Samira|P}, là.").gold
    (Gold(start=5, end=11, kind='PERSONNE'),)
    """
    text, gold, place = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[place : found.start()]
        gold.append(Gold(len(text), len(text) + len(found[1]), KINDS[found[2]]))
        text += found[1]
        place = found.end()
    return Passage(voice, text + line[place:], tuple(gold))


def read_voices(folder: Path) -> list[list[Passage]]:
    """Every interview of a folder, in the order of file names."""
    return [
        [
            read_passage(line, voice=path.stem)
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        for path in sorted(folder.glob("*.txt"))
    ]


def judge(batches: Sequence[Sequence[Passage]], *, nlp: Language, known: Known | None = None) -> Judged:
    """Propose batch by batch and compare; the model is loaded before the clock."""
    propose(["Bonjour."], known=Known(), nlp=nlp)
    begin = time.perf_counter()
    proposed = [propose([one.text for one in batch], known=known or Known(), nlp=nlp) for batch in batches]
    seconds = time.perf_counter() - begin
    pairs = [
        (one, masks)
        for batch, found in zip(batches, proposed, strict=True)
        for one, masks in zip(batch, found, strict=True)
    ]
    tallies = {str(kind): _tally(str(kind), pairs) for kind in MASK_KINDS}
    missed = tuple(
        f"{one.voice} {g.kind} « {one.text[g.start : g.end]} »   … {one.text}"
        for one, masks in pairs
        for g in one.gold
        if g.kind != "?" and not _covered(one, g, masks)
    )
    extra = tuple(
        f"{one.voice} {m.kind} « {m.text} »   … {one.text}"
        for one, masks in pairs
        for m in masks
        if not _touches(m, one.gold)
    )
    words = sum(len(one.text.split()) for one, _ in pairs)
    return Judged(tallies, missed, extra, len(pairs), words, seconds)


def _tally(kind: str, pairs: Sequence[tuple[Passage, Sequence[Mask]]]) -> Tally:
    gold = [(one, g, masks) for one, masks in pairs for g in one.gold if g.kind == kind]
    # What may be masked or not counts on neither side.
    proposals = [
        _touches(m, one.gold)
        for one, masks in pairs
        for m in masks
        if m.kind == kind and not _only_optional(m, one.gold)
    ]
    return Tally(
        gold=len(gold),
        masked=sum(_covered(one, g, masks) for one, g, masks in gold),
        named=sum(any(m.kind == kind and _meet(m, g) for m in masks) for _, g, masks in gold),
        proposed=len(proposals),
        useful=sum(proposals),
    )


def _meet(mask: Mask, gold: Gold) -> bool:
    return mask.start < gold.end and gold.start < mask.end


def _touches(mask: Mask, gold: Sequence[Gold]) -> bool:
    return any(_meet(mask, one) for one in gold)


def _only_optional(mask: Mask, gold: Sequence[Gold]) -> bool:
    touched = [one.kind for one in gold if _meet(mask, one)]
    return bool(touched) and set(touched) == {"?"}


def _covered(passage: Passage, gold: Gold, masks: Sequence[Mask]) -> bool:
    """Every letter and figure hidden, titles and articles before the name apart."""
    words = passage.text[gold.start : gold.end]
    lead = _LEADING.match(words)
    start = gold.start + (lead.end() if lead and lead.end() < len(words) else 0)
    hidden = {place for mask in masks for place in range(mask.start, mask.end)}
    return all(place in hidden or not passage.text[place].isalnum() for place in range(start, gold.end))


def table(judged: Judged) -> str:
    """The figures as text."""
    lines = [
        f"{'type':<13}{'à masquer':>10}{'masqués':>9}{'rappel':>8}{'bon type':>9}{'proposés':>10}{'utiles':>8}{'précision':>11}"
    ]
    for kind, tally in judged.tallies.items():
        right = tally.named / tally.gold if tally.gold else 1.0
        lines.append(
            f"{kind:<13}{tally.gold:>10}{tally.masked:>9}{tally.recall:>8.3f}{right:>9.3f}"
            f"{tally.proposed:>10}{tally.useful:>8}{tally.precision:>11.3f}"
        )
    whole = total(judged)
    lines.append(
        f"{'ensemble':<13}{whole.gold:>10}{whole.masked:>9}{whole.recall:>8.3f}{'':>9}"
        f"{whole.proposed:>10}{whole.useful:>8}{whole.precision:>11.3f}"
    )
    pace = judged.words / max(judged.seconds, 1e-9)
    return "\n".join([*lines, f"{judged.passages} passages, {judged.words} mots, {pace:,.0f} mots/s"]) + "\n"


def total(judged: Judged) -> Tally:
    """All types together."""
    sums = [sum(getattr(tally, name) for tally in judged.tallies.values()) for name in Tally.__dataclass_fields__]
    return Tally(*sums)


def batches_of(voices: Sequence[Sequence[Passage]], arguments: Sequence[str]) -> Iterator[list[Passage]]:
    """Interviews one by one, passages one by one, or all of them at once."""
    if "--seul" in arguments:
        yield from ([one] for voice in voices for one in voice)
    elif "--ensemble" in arguments:
        yield [one for voice in voices for one in voice]
    else:
        yield from (list(voice) for voice in voices)


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit code 2 when the gold is not named."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    if len(names) != 1 or not (GOLD / names[0]).is_dir():
        sys.stderr.write("Indiquez dev, held_out ou control.\n")
        return 2
    judged = judge(list(batches_of(read_voices(GOLD / names[0]), arguments)), nlp=load_french())
    sys.stdout.write(table(judged))
    if "--lire" in arguments:
        sys.stdout.write("".join(f"manqué   {one}\n" for one in judged.missed))
        sys.stdout.write("".join(f"en trop  {one}\n" for one in judged.extra))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
