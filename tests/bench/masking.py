"""Measure masking on a folder of fictional comptes-rendus whose header lists the identifying strings (``noms:``).

Run from the project's root: ``PYTHONPATH=. python tests/bench/masking.py data_samples/sources [--connus] [--lire]``.
``--connus`` gives the masking what a team knows (KPAs, contributors); ``--lire`` lists what was missed and what was
proposed beside the list.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.steps.french import load_french
from analysis.steps.mask import Known, propose
from analysis.steps.types import Mask

_TAG = re.compile(r"\s*⟦[^⟧]*⟧")


@dataclass(frozen=True, slots=True)
class Source:
    """A compte-rendu: its paragraphs without tags, and the identifying strings by kind."""

    code: str
    head: dict[str, str]
    paragraphs: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An identifying occurrence, whether it is wholly masked and whether it is with the right kind."""

    code: str
    kind: str
    text: str
    masked: bool
    right_kind: bool


@dataclass(frozen=True, slots=True)
class Result:
    """``found``: one entry a gold occurrence; ``extra``: (file, proposal) that touches no gold occurrence."""

    found: tuple[Found, ...]
    extra: tuple[tuple[str, Mask, str], ...]
    proposals: Counter[str]
    words: int
    seconds: float


def read_source(path: Path) -> Source:
    """One file of the samples' format: ``key: value`` lines, then ``# part`` sections of one paragraph a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("#")), len(lines))
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines[:start])}
    body: list[str] = []
    section = ""
    for line in lines[start:]:
        section = line if line.startswith("#") else section
        if line.strip() and not line.startswith("#") and section.strip() != "# ordre":
            body.append(_TAG.sub("", line))
    pairs = (entry.partition("=") for entry in head.get("noms", "").split(";") if "=" in entry)
    gold = tuple((kind.strip(), text.strip()) for kind, _, text in pairs)
    return Source(path.stem, head, tuple(body), gold)


def read_folder(folder: Path) -> list[Source]:
    """Every .txt of a folder, sorted by name; empty when there is none."""
    return [read_source(path) for path in sorted(folder.glob("*.txt"))]


def known_of(sources: Sequence[Source]) -> Known:
    """What a team would know before the first masking: its KPAs and those who interview."""
    people = {
        part.strip()
        for source in sources
        for part in re.findall(r"[A-ZÀ-Þ][\w-]+(?: (?:[A-ZÀ-Þ][\w-]+))*", source.head.get("par", ""))
    }
    return Known(people=tuple(sorted(people)), kpas=tuple(sorted({source.head.get("kpa", "") for source in sources})))


def measure(sources: Sequence[Source], *, known: Known) -> Result:
    """Propose masks for the whole folder at once and compare with the headers; the model is loaded before the clock."""
    nlp = load_french()
    texts = [text for source in sources for text in source.paragraphs]
    owners = [source for source in sources for _ in source.paragraphs]
    propose(texts[:1], known=known, nlp=nlp)
    begin = time.perf_counter()
    masks = propose(texts, known=known, nlp=nlp)
    seconds = time.perf_counter() - begin
    found: list[Found] = []
    extra: list[tuple[str, Mask, str]] = []
    for source, text, proposed in zip(owners, texts, masks, strict=True):
        spans = _gold_spans(text, source.gold)
        found += [_judge(source.code, text, span, proposed) for span in spans]
        extra += [(source.code, m, text) for m in proposed if not any(s < m.end and m.start < e for s, e, _ in spans)]
    counts = Counter(str(mask.kind) for proposed in masks for mask in proposed)
    return Result(tuple(found), tuple(extra), counts, sum(len(t.split()) for t in texts), seconds)


def _gold_spans(text: str, gold: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Whole-word occurrences of the listed strings, the longest of overlapping ones."""
    spans: list[tuple[int, int, str]] = []
    for kind, words in sorted(gold, key=lambda entry: -len(entry[1])):
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            if all(match.end() <= s or e <= match.start() for s, e, _ in spans):
                spans.append((*match.span(), kind))
    return spans


def _judge(code: str, text: str, span: tuple[int, int, str], proposed: Sequence[Mask]) -> Found:
    start, end, kind = span
    covered = {place for mask in proposed for place in range(mask.start, mask.end)}
    whole = all(place in covered or not text[place].isalnum() for place in range(start, end))
    same = any(mask.kind == kind and mask.start < end and start < mask.end for mask in proposed)
    return Found(code, kind, text[start:end], whole, same)


def table(result: Result) -> str:
    """The figures as text: recall by kind, proposals that touch nothing listed, speed."""
    lines = [f"{'type':<14}{'lus':>6}{'masqués':>9}{'rappel':>8}{'bon type':>10}{'proposés':>10}{'en trop':>9}"]
    extra = Counter(str(mask.kind) for _, mask, _ in result.extra)
    for kind in sorted(set(result.proposals) | {f.kind for f in result.found}):
        ours = [f for f in result.found if f.kind == kind]
        hit, right = sum(f.masked for f in ours), sum(f.right_kind for f in ours)
        recall, good = (hit / len(ours), right / len(ours)) if ours else (1.0, 1.0)
        lines.append(
            f"{kind:<14}{len(ours):>6}{hit:>9}{recall:>8.3f}{good:>10.3f}{result.proposals[kind]:>10}{extra[kind]:>9}"
        )
    total, hit = len(result.found), sum(f.masked for f in result.found)
    proposed = sum(result.proposals.values())
    lines.append(f"ensemble : rappel {hit / max(total, 1):.3f} sur {total}")
    lines.append(
        f"propositions qui touchent une chaîne listée : {1 - len(result.extra) / max(proposed, 1):.3f} sur {proposed}"
    )
    lines.append(f"vitesse : {result.words / max(result.seconds, 1e-9):,.0f} mots/s ({result.words} mots)")
    return "\n".join(lines) + "\n"


def details(result: Result) -> str:
    """What was missed, and what was proposed beside the list, with a few words around to judge."""
    lines = [f"manqué   {f.code} {f.kind} {f.text}" for f in result.found if not f.masked]
    for code, mask, text in result.extra:
        around = text[max(0, mask.start - 30) : mask.end + 20].replace("\n", " ")
        lines.append(f"en trop  {code} {mask.kind} « {mask.text} »   … {around} …")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit code 2 without a folder."""
    folders = [argument for argument in arguments if not argument.startswith("--")]
    if len(folders) != 1:
        sys.stderr.write("Indiquez un dossier de comptes-rendus .txt.\n")
        return 2
    sources = read_folder(Path(folders[0]))
    result = measure(sources, known=known_of(sources) if "--connus" in arguments else Known())
    sys.stdout.write(table(result))
    if "--lire" in arguments:
        sys.stdout.write(details(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
