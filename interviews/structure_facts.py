"""Reads labelled values: age, gender, since when, KPA; keeps the other ones (date, place, by whom) as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from interviews.document import Gender
from interviews.structure_labels import LINE_START, PREFIX, VOCABULARY, flat

Fact = Literal["age", "gender", "since", "kpa", "meta"]

_LABELS: tuple[tuple[Fact, str], ...] = tuple((fact["id"], "|".join(fact["patterns"])) for fact in VOCABULARY["fact"])
_SIGN = r"\s*(?:[:=?]+\s*|\t\s*|-+\s+(?=\S))"
_START = re.compile(
    "(?<![\\w'])(?:"
    + "|".join(f"(?P<{fact}>{pattern})" for fact, pattern in _LABELS)
    + f")(?:{_SIGN}|(?P<alone>\\s*$))"
)
_UNSIGNED = re.compile(
    r"(?:(?P<age>age)\s+(?=\d)|(?P<gender>genre|sexe)\s+(?=(?:femme|homme|f|h|feminin|masculin|autre)\b))"
)
_SEPARATORS = " \u00a0\u202f\t–—-/;|,."
_SPLIT = re.compile(r"\s*(?:[,;|/\t]|\s[-–—]\s)\s*")
_REFUSED = re.compile(
    r"(?:(?:elle|il|iel|la personne) )?"
    r"(?:ne (?:souhaite|veut|desire)\w* pas (?:le |en |y )?(?:dire|repondre|communiquer|donner|preciser)"
    r"|(?:prefere|refuse\w*)(?: de)?(?: ne)?(?: pas)?(?: le)? (?:dire|repondre)"
    r"|(?:non|pas) (?:renseignee?|communiquee?|precisee?|demandee?|dite?)"
    r"|sans reponse|inconnue?|n\.?s\.?p\.?|n\.?c\.?|n\.?r\.?|n/a|neant)"
)
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("f", "femme", "feminin", "feminine", "fille", "madame", "mme", "dame", "femmes"), "femme"),
    **dict.fromkeys(("h", "m", "homme", "masculin", "masculine", "garcon", "monsieur", "mr", "hommes"), "homme"),
    **dict.fromkeys(("autre", "nb", "binaire", "nonbinaire", "agenre", "intersexe", "neutre"), "autre"),
}  # fmt: skip
_LABEL_WORDS = frozenset(
    [
        "depuis",
        "quand",
        "combien",
        "de",
        "temps",
        "est",
        "etes",
        "es",
        "elle",
        "il",
        "iel",
        "vous",
        "tu",
        "t",
        "la",
        "personne",
        "au",
        "dans",
        "le",
        "kpa",
        "l",
        "a",
        "ici",
        "y",
        "ce",
    ]
)
AGE_DOUBT = "L'âge n'est pas écrit en clair : indiquez-le en années (ce qui était écrit est dans « non classé »)."
BIRTH_DOUBT = "L'âge est donné par une année de naissance : indiquez l'âge le jour de l'entretien."
GENDER_DOUBT = "Le genre n'est pas écrit en clair : choisissez-le (ce qui était écrit est dans « non classé »)."


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value in a line. ``text``: label and value as written. ``value``: "" when nothing follows."""

    fact: Fact
    value: str
    text: str


@dataclass(slots=True)
class Facts:
    """What is known so far; ``left`` are values that could not be read, as written."""

    age: int | None = None
    gender: Gender | None = None
    since: str | None = None
    kpa: str | None = None
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def fields_of(text: str) -> tuple[str, tuple[Field, ...]]:
    """The labelled values of a line and what stands before the first; ``(text, ())`` when it holds none.

    >>> fields_of("Âge : 52 ans – Genre : Femme")[1][1]
    Field(fact='gender', value='Femme', text='Genre : Femme')
    """
    low = flat(text[:LINE_START])
    start = PREFIX.match(low)
    offset = start.end() if start else 0
    found = [
        match
        for match in _START.finditer(low, offset)
        if match["alone"] is None or match.start() == offset or low[match.start() - 1] == "\t"
    ] or [*filter(None, [_UNSIGNED.match(low, offset)])]
    if not found:
        return text, ()
    fields = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(text)
        value = text[match.end() : end].strip().strip(_SEPARATORS if following else " \u00a0\u202f\t")
        written = text[match.start() : end].strip()
        fields.append(Field(_fact(match), value, written.rstrip(_SEPARATORS) if following else written))
    before = text[offset : found[0].start()].strip(_SEPARATORS)
    return before, tuple(fields)


def _fact(match: re.Match[str]) -> Fact:
    return next(fact for fact, _ in _LABELS if match.groupdict().get(fact) is not None)


def starts_with_field(text: str) -> bool:
    """True when the line opens with a label of this sort (« Âge : 52 ans »)."""
    before, fields = fields_of(text)
    return bool(fields) and not before


def take(facts: Facts, found: Field) -> None:
    """Put one labelled value in its place; what cannot be read goes to ``left`` with a problem."""
    if not re.search(r"\w", found.value):
        return
    if found.fact == "since":
        label = found.text[: len(found.text) - len(found.value)] if found.text.endswith(found.value) else ""
        own = set(re.findall(r"\w+", flat(label))) - _LABEL_WORDS if flat(label).startswith("depuis quand") else set()
        _once(facts, "since", found.text if own else found.value)
    elif found.fact == "kpa":
        _once(facts, "kpa", found.value)
    elif not take_unlabelled(facts, found.value):
        _age(facts, found.value) if found.fact == "age" else _gender(facts, found.value)


def _once(facts: Facts, name: Literal["since", "kpa"], value: str) -> None:
    if getattr(facts, name) is None:
        setattr(facts, name, value)
    elif getattr(facts, name) != value:
        facts.left.append(value)


def take_unlabelled(facts: Facts, text: str) -> bool:
    """Read « Femme, 52 ans, au KPA depuis 2 ans »; False, nothing taken, unless every part is understood."""
    taken = Facts()
    for part in filter(None, _SPLIT.split(re.sub(r" de (?=\d{1,3} ans)", ", ", text.strip(_SEPARATORS)))):
        age, gender = age_in(part), gender_in(part)
        since = re.match(r"(?:est |arrivee? )?(?:(?:presente? )?(?:au|dans le|du) kpa )?depuis (?!quand)", flat(part))
        if age is not None and taken.age is None:
            taken.age = age
        elif gender is not None and taken.gender is None:
            taken.gender = gender
        elif since and taken.since is None and taken != Facts():
            taken.since = part
        else:
            return False
    read = [name for name in ("age", "gender", "since") if getattr(taken, name) is not None]
    if not read or any(getattr(facts, name) is not None for name in read):
        return False
    for name in read:
        setattr(facts, name, getattr(taken, name))
    return True


def age_in(text: str) -> int | None:
    """The age when the text is one and nothing else (« 52 ans », « 52 »)."""
    found = re.fullmatch(r"\(?(\d{1,3})\s*(?:ans?)?\)?[.\s]*", flat(text.strip()))
    return int(found[1]) if found and 3 <= int(found[1]) <= 120 else None


def gender_in(text: str) -> Gender | None:
    """The gender when the text is one word for it (« F », « une femme », « Non-binaire »), or the ticked one."""
    low = flat(text.strip())
    if ticked := re.search(r"[☒☑✓✗]\s*(\w+)|\[x\]\s*(\w+)", low):
        return _GENDERS.get(ticked[1] or ticked[2])
    words = [word for word in re.findall(r"[^\W\d]+", low) if word not in {"une", "un", "non", "genre", "sexe"}]
    return _GENDERS.get(words[0]) if len(words) == 1 and not re.search(r"\d", low) else None


def _age(facts: Facts, value: str) -> None:
    """An age with other words around: the number when there is one in years, and the words kept."""
    if _REFUSED.fullmatch(flat(value.strip(" ."))):
        return
    facts.left.append(value)
    years = re.findall(r"(?<![\d\w])(\d{1,3})\s*ans?\b", flat(value))
    vague = re.search(r"environ|entre|plus|moins|\bou\b|vers|presque|bientot|a peu|[-~/]\s?\d|\d\s?[-~/]", flat(value))
    if len(years) == 1 and not vague and facts.age is None:
        facts.age = age_in(years[0])
    born = re.search(r"\b(?:19|20)\d\d\b|\bnee?\b", flat(value))
    facts.problems.append(BIRTH_DOUBT if born and facts.age is None else AGE_DOUBT)


def _gender(facts: Facts, value: str) -> None:
    if _REFUSED.fullmatch(flat(value.strip(" ."))):
        return
    facts.left.append(value)
    said = {_GENDERS[word] for word in re.findall(r"[^\W\d]+", flat(value)) if word in _GENDERS and len(word) > 1}
    if len(said) == 1 and facts.gender is None:
        facts.gender = said.pop()
    facts.problems.append(GENDER_DOUBT)


def kpa_in_margin(line: str) -> str | None:
    """The name after « KPA : » in a line of a header or footer, or None."""
    found = re.search(r"\bKPA\s*:\s*([^\t|—]+?)\s*(?:$|[\t|—]|\s[–-]\s)", line)
    return found[1].strip(" ,;.") or None if found else None
