"""What the pages of the names show, as plain data: words that wait, grouped, with the words around; what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.steps.types import Mask
from interviews.replacing.book import ANYWHERE, PERSON, Book, Entry, Form
from interviews.replacing.choosing import KINDS, Suggested, Wanted, suggest
from interviews.replacing.found import FoundMask
from interviews.replacing.reading import BY_KIND, pieces

PER_PAGE = 50
AROUND = 70
"""Signs shown on each side of the words."""
MOST_PEOPLE = 8
ORDER = {"proposed": 0, "confirmed": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Around:
    """Words where they were said: in which interview, what stands before and after, what would stand there instead."""

    code: str
    before: str
    words: str
    after: str
    instead: str


@dataclass(frozen=True, slots=True)
class Group:
    """The same words of the same thing: how often, where, what would be written; ``mask``: a proposal to decide them by.

    ``others``: the other words of the same person. ``state``: proposed as long as one of them waits. ``people``: those it
    may be, known in the same KPA: (entry, how they are called and written).
    """

    mask: int
    words: str
    kind: str
    label: str
    times: int
    interviews: int
    kpa: str
    around: tuple[Around, ...]
    instead: str
    others: tuple[str, ...]
    state: str
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the table as it may be shown to whoever acts: only the words of her interviews."""

    uid: str
    kind: str
    label: str
    words: tuple[str, ...]
    instead: str
    where: str
    times: int
    mine: bool


def grouped(masks: Iterable[FoundMask]) -> list[list[FoundMask]]:
    """The masks by wording; people of two KPAs are two, whatever they are called. The most frequent first."""
    groups: dict[tuple[str, str], list[FoundMask]] = {}
    for one in masks:
        groups.setdefault((one.said, one.scope if one.kind == PERSON else ""), []).append(one)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].said, group[0].scope))


def groups_of(
    found: Sequence[Sequence[FoundMask]],
    *,
    texts: Mapping[int, str],
    book: Book,
    taken: Iterable[str],
    kpas: Mapping[int, str],
) -> tuple[Group, ...]:
    """These groups as they are shown. ``texts``: of their notes; ``kpas``: names by id, to tell people of two KPAs apart."""
    people = [one for one in (group[0] for group in found) if one.kind == PERSON]
    wanted = [Wanted(Form(one.scope, one.text), _before(texts, one)) for one in people]
    names = suggest(wanted, book, taken=set(taken))
    return tuple(_group(masks, texts, book, names, kpas) for masks in found)


def _group(
    masks: Sequence[FoundMask],
    texts: Mapping[int, str],
    book: Book,
    names: Mapping[tuple[str, str], Suggested],
    kpas: Mapping[int, str],
) -> Group:
    first = min(masks, key=lambda one: ORDER[one.state])
    chosen = _chosen(masks[0], book, names)
    shown = {one.row_id: one for one in reversed(masks)}
    around = tuple(
        _around(one, texts[one.note_id], chosen) for one in list(shown.values())[::-1][:3] if one.note_id in texts
    )
    return Group(
        mask=first.id,
        words=masks[0].text,
        kind=masks[0].kind,
        label=KINDS[masks[0].kind],
        times=len(masks),
        interviews=len(shown),
        kpa=kpas.get(masks[0].kpa_id or 0, "") if masks[0].kind == PERSON else "",
        around=around,
        instead=_in_short(masks[0], around, chosen),
        others=_others(masks[0], book, names),
        state=first.state,
        people=_people(masks[0], book) if masks[0].kind == PERSON and first.state == "proposed" else (),
    )


def _people(mask: FoundMask, book: Book) -> tuple[tuple[str, str], ...]:
    """Those who are known where these words are said, the last decided first."""
    if book.instead(mask.scope, mask.text):
        return ()
    here = (
        (entry, [form.words for form in entry.forms if form.scope == mask.scope])
        for entry in reversed(book.entries)
        if entry.kind == PERSON and entry.instead
    )
    return tuple((entry.uid, f"{words[0]}, écrit {entry.instead}") for entry, words in here if words)[:MOST_PEOPLE]


def _chosen(mask: FoundMask, book: Book, names: Mapping[tuple[str, str], Suggested]) -> str:
    known = book.instead(mask.scope, mask.text)
    if known is not None:
        return known
    suggested = names.get(Form(mask.scope, mask.text).key)
    return suggested.name if suggested else BY_KIND


def _in_short(mask: FoundMask, around: Sequence[Around], chosen: str) -> str:
    return chosen if mask.kind == PERSON or not around else around[0].instead


def _others(mask: FoundMask, book: Book, names: Mapping[tuple[str, str], Suggested]) -> tuple[str, ...]:
    suggested = names.get(Form(mask.scope, mask.text).key)
    entry = book.by_uid(suggested.uid) if suggested and suggested.uid else None
    said = [form.words for form in entry.forms if form.scope == mask.scope] if entry else []
    return tuple(dict.fromkeys(words for words in said if words != mask.text))


def _around(mask: FoundMask, text: str, chosen: str) -> Around:
    own = Mask(mask.start, mask.end, mask.kind, mask.text)  # type: ignore[arg-type]
    said = pieces(text, [(own, chosen)])
    before, after = text[max(0, mask.start - AROUND) : mask.start], text[mask.end : mask.end + AROUND]
    cut = before.partition(" ")[2] if mask.start > AROUND else before
    rest = after.rpartition(" ")[0] if mask.end + AROUND < len(text) else after
    return Around(
        code=mask.code,
        before=("… " if mask.start > AROUND else "") + cut,
        words=text[mask.start : mask.end],
        after=rest + (" …" if mask.end + AROUND < len(text) else ""),
        instead=said[0].instead if said else "",
    )


def _before(texts: Mapping[int, str], mask: FoundMask) -> str:
    return texts.get(mask.note_id, "")[max(0, mask.start - 20) : mask.start]


def known_entries(
    book: Book, masks: Iterable[FoundMask], *, whole: bool, kpa_id: int | None, kpas: Mapping[int, str]
) -> tuple[Known, ...]:
    """The table as whoever acts may see it. ``masks``: those within her reach; ``whole``: she reaches every KPA."""
    times: dict[tuple[str, str], int] = {}
    for one in masks:
        times[one.scope, one.said] = times.get((one.scope, one.said), 0) + 1
    said = {words for _, words in times}
    shown = []
    for entry in book.entries:
        forms = [form for form in entry.forms if whole or form.key in times or _anywhere(form, said)]
        if forms:
            mine = whole or entry.kpa_id == kpa_id
            shown.append(_known(entry, forms, times, kpas if whole else {}, mine=mine))
    return tuple(sorted(shown, key=lambda one: (list(KINDS).index(one.kind), one.words[0].casefold())))


def _anywhere(form: Form, said: set[str]) -> bool:
    return form.scope == ANYWHERE and form.key[1] in said


def _known(
    entry: Entry, forms: Sequence[Form], times: Mapping[tuple[str, str], int], kpas: Mapping[int, str], *, mine: bool
) -> Known:
    scopes = sorted({form.scope for form in forms})
    where = [kpas.get(int(scope[4:]), "") for scope in scopes if scope.startswith("kpa:")]
    number = sum(
        count
        for (scope, words), count in times.items()
        if any(form.key == (scope, words) or form.key == (ANYWHERE, words) for form in forms)
    )
    words = tuple(dict.fromkeys(form.words for form in forms))
    instead = entry.instead if entry.instead is not None else ""
    return Known(entry.uid, entry.kind, KINDS[entry.kind], words, instead, ", ".join(filter(None, where)), number, mine)
