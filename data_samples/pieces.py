"""From a source to the pieces of a typed compte-rendu: headings as that team words them, fields, notes; no Word yet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from cards.deck import load_deck
from data_samples.sample_source import HERE, Picked, Source, bare

RECIPES = HERE / "mises_en_page.toml"
ORDINALS = ("première", "deuxième", "troisième", "quatrième")
NBSP = "\N{NO-BREAK SPACE}"

Kind = Literal["reperes", "personne", "deroulement", "vecu", "modalites", "introduction", "ordre", "carte", "cloture"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one file is typed; see the head of ``mises_en_page.toml``. ``titles``: card titles as this team has them."""

    code: str
    layout: str
    variant: str
    wording: dict[str, str]
    kpa_place: Literal["corps", "entete"] | None
    kpa_written: str | None
    landmarks: Literal["lignes", "modalites"]
    curly: bool
    glued: bool
    separator: str
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; with a label it is a field, « label : text »."""

    text: str
    label: str | None = None

    @property
    def lead(self) -> str:
        """The label and its colon; a label that is a question keeps its « ? » alone; empty without a label."""
        if self.label is None:
            return ""
        return self.label if self.label.endswith("?") else f"{self.label} :"

    @property
    def flat(self) -> str:
        """The whole paragraph as plain text."""
        return f"{self.lead} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (maybe empty) of level 1 or 2, and the paragraphs under it."""

    kind: Kind
    heading: str
    level: int
    lines: tuple[Line, ...] = ()


@cache
def read_recipes(path: Path = RECIPES) -> dict[str, Recipe]:
    """The recipe of every file, by code."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {entry["code"]: _recipe(entry, data["libelles"]) for entry in data["fichier"]}


def _recipe(entry: dict[str, Any], wordings: dict[str, dict[str, str]]) -> Recipe:
    return Recipe(
        code=entry["code"],
        layout=entry["disposition"],
        variant=entry.get("variante", ""),
        wording=wordings[entry["libelles"]],
        kpa_place=entry.get("kpa"),
        kpa_written=entry.get("kpa_ecrit"),
        landmarks=entry["reperes"],
        curly=entry.get("courbe", False),
        glued=entry.get("colle", False),
        separator=entry.get("separateur", ""),
        titles=entry.get("titres", {}),
    )


def kpa_line(source: Source, recipe: Recipe) -> str:
    """« KPA : … » as written in this file, wherever it stands."""
    return f"KPA : {recipe.kpa_written or source.kpa}"


def pieces_of(source: Source, recipe: Recipe) -> list[Piece]:
    """The compte-rendu in the order it is typed, title left out."""
    words = recipe.wording
    terms = [bare(line) for line in source.terms]
    if recipe.landmarks == "modalites":
        terms.insert(0, f"Entretien du {source.date}, mené par {source.by}. Langue : {source.language}.")
    typed = [
        Piece("reperes", "", 1, _landmarks(source, recipe)),
        Piece("personne", words["personne"], 1, _person(source, recipe)),
        Piece("deroulement", words["deroulement"], 1),
        Piece("vecu", words["vecu"], 2, _notes(source.lived, recipe)),
        Piece("modalites", words["modalites"], 2, _notes(tuple(terms), recipe)),
        Piece("introduction", words["introduction"], 1, _notes(source.introduction, recipe)),
        Piece("ordre", words["ordre"], 1, _order(source, recipe)),
        *(_card(source, recipe, rank) for rank in range(1, len(source.picks) + 1)),
        Piece("cloture", words["cloture"], 1, _notes(source.closing, recipe)),
    ]
    return [piece for piece in typed if piece.lines or piece.kind in {"deroulement", "carte"}]


def _landmarks(source: Source, recipe: Recipe) -> tuple[Line, ...]:
    lines = [Line(kpa_line(source, recipe).removeprefix("KPA : "), "KPA")] if recipe.kpa_place == "corps" else []
    if recipe.landmarks == "lignes":
        lines += [Line(source.date, "Date"), Line(source.by, "Par"), Line(source.language, "Langue")]
    return tuple(lines)


def _person(source: Source, recipe: Recipe) -> tuple[Line, ...]:
    hurried = recipe.wording["forme"] == "minuscule"
    age, gender = (source.age.removesuffix(" ans"), source.gender.lower()) if hurried else (source.age, source.gender)
    fields = ((age, "age"), (gender, "genre"), (source.since, "depuis"))
    return tuple(Line(_typed(text, recipe), recipe.wording[key]) for text, key in fields)


def _order(source: Source, recipe: Recipe) -> tuple[Line, ...]:
    return tuple(Line(_fill("item", source, recipe, rank)) for rank in range(1, len(source.picks) + 1))


def _card(source: Source, recipe: Recipe, rank: int) -> Piece:
    return Piece("carte", _fill("carte", source, recipe, rank), 1, _notes(source.picks[rank - 1].notes, recipe))


def _fill(key: str, source: Source, recipe: Recipe, rank: int) -> str:
    first, others = recipe.wording["nieme"].split()
    ordinal = ORDINALS[rank - 1]
    return recipe.wording[key].format(
        n=rank,
        nieme=f"{rank}{first if rank == 1 else others}",
        ordinal=ordinal,
        ORDINAL=ordinal.upper(),
        titre=_card_title(source, source.picks[rank - 1], recipe),
    )


def _card_title(source: Source, pick: Picked, recipe: Recipe) -> str:
    """The title of a card as this team types it: whole, short, in lower case, between guillemets, dots for « … »."""
    form = recipe.wording["forme"]
    if pick.card == "joker":
        return _joker(pick.title, form)
    title = recipe.titles.get(pick.card) or load_deck().card(pick.card).title  # type: ignore[union-attr]
    short = title.split(" / ")[0].removesuffix("…").replace("(e)", "e" if source.gender == "Femme" else "")
    match form:
        case "courbe":
            return title.replace("'", "’")
        case "minuscule":
            return short[0].lower() + short[1:]
        case "points":
            return short + "..."
        case "guillemets":
            return f"« {short}… »"
        case _:
            return title


def _joker(title: str | None, form: str) -> str:
    if title is None:
        return "joker" if form == "minuscule" else "JOKER"
    shapes = {"minuscule": "joker ({})", "points": "Joker - {}", "courbe": "JOKER – {}"}
    return shapes.get(form, "JOKER : {}").format(title)


def _notes(texts: tuple[str, ...], recipe: Recipe) -> tuple[Line, ...]:
    return tuple(Line(_typed(bare(text), recipe)) for text in texts)


def _typed(text: str, recipe: Recipe) -> str:
    """The words as Word leaves them when it corrects while one types."""
    if not recipe.curly:
        return text
    return text.replace("'", "’").replace("« ", "«" + NBSP).replace(" »", NBSP + "»")
