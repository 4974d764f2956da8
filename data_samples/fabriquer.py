"""Makes the sample comptes-rendus (.docx) and their labels from the sources: ``python data_samples/fabriquer.py``.

The files of layout D are LibreOffice's own work and are kept as made; ``--libreoffice`` makes them again.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):  # run as a script: the repository's root is not on the path yet
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data_samples import libreoffice
from data_samples.layouts import typed
from data_samples.pieces import read_recipes
from data_samples.sample_source import HERE, Source, read_sources, units
from data_samples.word_parts import save

DOCUMENTS = HERE / "comptes_rendus"
LABELS = HERE / "labels.csv"
LABEL_COLUMNS = ("fichier", "partie", "rang", "carte", "texte", "effets", "polarites", "forces")


def document_path(source: Source, folder: Path = DOCUMENTS) -> Path:
    """Where the document of a source lies: one folder a KPA."""
    return folder / source.kpa / f"{source.code}.docx"


def make_documents(folder: Path = DOCUMENTS, *, with_libreoffice: bool = False) -> list[Path]:
    """Write every document and give their paths; layout D only with ``with_libreoffice``, when soffice is there."""
    recipes = read_recipes()
    made = []
    for source in read_sources():
        recipe, path = recipes[source.code], document_path(source, folder)
        if recipe.layout != "D":
            save(typed(source, recipe), path)
        elif with_libreoffice and libreoffice.available():
            libreoffice.convert(source, recipe, path)
        else:
            continue
        made.append(path)
    return made


def label_rows() -> Iterator[dict[str, str]]:
    """One row a unit of the labelled sources, in the order of the documents."""
    for source in read_sources():
        if source.labelled:
            yield from _rows(source)


def _rows(source: Source) -> Iterator[dict[str, str]]:
    parts = [
        ("introduction", "", "", source.introduction),
        *(("carte", str(rank), pick.card, pick.notes) for rank, pick in enumerate(source.picks, 1)),
        ("cloture", "", "", source.closing),
    ]
    for part, rank, card, notes in parts:
        for unit in (unit for note in notes for unit in units(note)):
            yield {
                "fichier": f"{source.code}.docx",
                "partie": part,
                "rang": rank,
                "carte": card,
                "texte": unit.text,
                "effets": "|".join(label.effect for label in unit.labels),
                "polarites": "|".join(label.polarity for label in unit.labels),
                "forces": "|".join(str(label.strength or "") for label in unit.labels),
            }


def make_labels(path: Path = LABELS) -> int:
    """Write the labels (UTF-8, commas) and give their number."""
    rows = list(label_rows())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LABEL_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def main() -> None:
    """The command line: everything at once, a word on what was made."""
    parser = argparse.ArgumentParser(description="Fabrique les comptes-rendus d'exemple et leurs étiquettes.")
    parser.add_argument("--libreoffice", action="store_true", help="refaire aussi les fichiers tapés dans LibreOffice")
    options = parser.parse_args()
    if options.libreoffice and not libreoffice.available():
        parser.error("LibreOffice (soffice) n'est pas installé : les fichiers de la disposition D restent tels quels.")
    made = make_documents(with_libreoffice=options.libreoffice)
    sys.stdout.write(f"{len(made)} comptes-rendus, {make_labels()} passages étiquetés.\n")


if __name__ == "__main__":
    main()
