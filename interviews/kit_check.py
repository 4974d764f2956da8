"""Says everything that is wrong in a ``kit.toml``, in French and all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

HEAD = {"titre": str, "sous_titre": str, "accroche": str, "a_qui": list, "cartes": list, "mode_demploi": list}
PAGE = {"id": str, "titre": str, "but": str, "intro": str, "carte": str, "bloc": list}
FORM = {"titre": str, "pied": str, "ne_dit_pas": str, "genres": list, "rangs": list, "aides": dict}
HINTS = ("kpa", "vecu", "introduction", "ordre", "carte", "cloture")
_OF_BLOCKS = {"bloc", "lignes_du_tableau"}
_SAID = {str: "un texte", list: "une liste", dict: "un bloc", int: "un nombre"}
_NEEDS: dict[str, dict[str, type]] = {
    "texte": {"texte": list},
    "liste": {"points": list},
    "cases": {"points": list},
    "tableau": {"colonnes": list, "lignes_du_tableau": list},
    "encadre": {"texte": list},
    "lignes": {},
    "cartes": {"cartes": list, "texte": list},
    "phrases": {"lignes": int},
    "accords": {"colonnes": list, "texte": list, "champs": list},
}


def problems(data: Mapping[str, Any], *, sections: Collection[str]) -> list[str]:
    """Every problem of a parsed kit, with its place; [] when it is sound. ``sections``: those of the guide."""
    found = [f"[kit] : {problem}" for problem in _missing(data.get("kit"), HEAD)]
    found += [f"[formulaire] : {problem}" for problem in _missing(data.get("formulaire"), FORM)]
    hints = (data.get("formulaire") or {}).get("aides")
    if isinstance(hints, dict):
        found += [
            f"[formulaire.aides] : il manque « {key} » (un texte)." for key in HINTS if not _is_text(hints.get(key))
        ]
    pages = data.get("page")
    if not isinstance(pages, list) or not pages:
        return [*found, "Aucune page : ajoutez au moins un bloc [[page]]."]
    for number, page in enumerate(pages, 1):
        name = page.get("id") if isinstance(page, dict) and _is_text(page.get("id")) else f"numéro {number}"
        found += [f"Page {name} : {problem}" for problem in _page(page, sections)]
    for key, said in (("id", "l'identifiant"), ("numero", "le numéro")):
        found += _twice([page.get(key) for page in pages if isinstance(page, dict)], said)
    return found


def _page(page: Any, sections: Collection[str]) -> list[str]:
    found = _missing(page, PAGE)
    if found:
        return found
    for number, block in enumerate(page["bloc"], 1):
        found += [f"bloc {number} : {problem}" for problem in _block(block, sections)]
    return found


def _block(block: Any, sections: Collection[str]) -> list[str]:
    found = _missing(block, {"genre": str, "titre": str})
    if found:
        return found
    kind = block["genre"]
    if kind not in _NEEDS:
        return [f"le genre « {kind} » n'existe pas ; choisissez parmi {', '.join(_NEEDS)}."]
    found = _missing(block, _NEEDS[kind])
    if found or kind not in _MORE:
        return found
    return _MORE[kind](block, sections)


def _table(block: Mapping[str, Any], _sections: Collection[str]) -> list[str]:
    width = len(block["colonnes"])
    return [
        f"la ligne {number} du tableau doit avoir {width} cases."
        for number, row in enumerate(block["lignes_du_tableau"], 1)
        if not isinstance(row, list) or len(row) != width or not all(isinstance(cell, str) for cell in row)
    ]


def _room(block: Mapping[str, Any], _sections: Collection[str]) -> list[str]:
    enough = isinstance(block.get("lignes"), int) or isinstance(block.get("champs"), list)
    return [] if enough else ["il faut « lignes » (un nombre) ou « champs » (une liste)."]


def _prompts(block: Mapping[str, Any], sections: Collection[str]) -> list[str]:
    own, shared = block.get("phrase", []), block.get("guide")
    if shared is None and not own:
        return ["il faut « guide » (une section du guide) ou des phrases ([[page.bloc.phrase]])."]
    found = [] if shared is None or shared in sections else [f"le guide n'a pas de section « {shared} »."]
    for number, one in enumerate(own, 1):
        found += [f"phrase {number} : {problem}" for problem in _missing(one, {"id": str, "texte": str, "but": str})]
    return found


_MORE: dict[str, Callable[[Mapping[str, Any], Collection[str]], list[str]]] = {
    "tableau": _table,
    "lignes": _room,
    "phrases": _prompts,
}


def _missing(block: Any, wanted: Mapping[str, type]) -> list[str]:
    if not isinstance(block, dict):
        return [f"il faut un bloc avec {', '.join(wanted)}."]
    return [
        f"il manque « {key} » ({_SAID[kind]})."
        for key, kind in wanted.items()
        if not isinstance(block.get(key), kind) or (kind in {str, list} and not _is_full(key, block[key]))
    ]


def _is_full(key: str, value: str | list[Any]) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) and (
        key in _OF_BLOCKS or all(_is_text(one) or (key == "colonnes" and one == "") for one in value)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _twice(values: list[Any], said: str) -> list[str]:
    seen, found = set[Any](), list[str]()
    for value in values:
        if value is not None and value in seen:
            found.append(f"{said} « {value} » sert deux fois.")
        seen.add(value if isinstance(value, (str, int)) else None)
    return found
