"""Give their capitals back to names typed without them, so that rules and model read a hasty note as they read a book.

The text keeps its length: offsets found in it are true in what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.steps.mask_lexicon import fold, folded, lexicon, words
from analysis.steps.mask_tokens import Ordinary, Token, adjacent, tokens

_SMALL = """le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs de d"""
_DETERMINERS = frozenset(_SMALL.split())
_OWNERS = _DETERMINERS - {"des", "du", "au", "aux", "ce", "cet", "cette", "ces", "de"} | {
    "petit",
    "petite",
    "grand",
    "grande",
}
_BARE = _DETERMINERS - {"le", "les", "un", "une", "des", "ce"}  # « chez ma vierzon » no, « à la verpillière » yes
_COMPANY = frozenset(["avec", "chez", "par", "et", "pour"])
_MANNERS = """prudence grâce grace clémence clemence constance espérance esperance innocence justice patience sagesse joie amour
harmonie divine modeste gentil juste charité bonté providence félicité chance"""
_ADVERBIAL = frozenset(_MANNERS.split())  # « avec prudence »: a manner, and not somebody
_NAMING = frozenset(["appelle", "apelle", "appele", "appel", "prénomme", "prenomme", "nomme", "surnomme"])
_TOWARDS = frozenset(["à", "a", "en", "vers", "sur", "de", "d", "du", "au", "aux"])
_GIVEN = frozenset(
    [
        "merci",
        "dit",
        "demandé",
        "donné",
        "montré",
        "parlé",
        "confié",
        "montre",
        "dire",
        "parle",
        "parler",
        "téléphoné",
        "écrit",
    ]
)
_WEAK = frozenset(["a", "l", "s", "m", "n", "est", "passe", "part", "fait", "et", "lit", "sort", "reste"])
_LITTLE = """qui que quoi dont où ou et ni mais car si ne pas plus me te se lui leur y en on nous vous ils elles ai as avons avez
ont suis es sommes êtes sont ça cest c s t m n d l qu j toujours jamais tout tous toute toutes bien mal très trop aussi
encore déjà maintenant hier demain là ici ca elle il je tu a est était m'a l'a"""
_FUNCTION = frozenset(_LITTLE.split()) | frozenset(word.lower() for word in lexicon()["garder"]["debuts"].split())
_DOTTED = frozenset(["m", "mr", "mme", "mlle", "dr", "pr"])
_SAINTS = frozenset(["saint", "sainte", "st", "ste"])
_COMPOUND = re.compile(
    r"^(?:sainte?|st|ste|port|mont|ville|villeneuve|bois|roche|château|bourg|pont|val|font|fort|cap|clos|puy)-|"
    r"-(?:sur|les|lès|sous|en|le|la|aux|du|des|de)-"
)
_HASTE = re.compile(r"[^\r\n]+")
_STOP = re.compile(r"[.,;:!?…«»()\n\r]")
_CONJUGATED = re.compile(r"(?:ait|aient|ent|ant|é|er|ée?s?)$")
_WORDLIKE = re.compile(  # endings of a word of French misspelt, rather than of a name
    r"(?:er|ir|re|é|ée|és|ées|ait|ais|aient|ent|ant|ante?s|ment|ments|tions?|sions?|ages?|eurs?|euses?|ettes?|tés?|ismes?|istes?|ques?)$"
)
_NEAR_A_NAME = frozenset(["à", "d", "de", "chez", "avec", "pour", "quand", "par", "vers"])


@dataclass(frozen=True, slots=True)
class Recased:
    """A text with its names' capitals, and where one was given back."""

    text: str
    raised: frozenset[int]


def recased(text: str, ordinary: Ordinary, *, known: frozenset[str] = frozenset()) -> Recased:
    """The text with capitals on names typed without; ``known``: more names, folded. Same length, same offsets."""
    seen = tokens(_quiet(text))
    hasty = _hasty_lines(text)
    raised: set[int] = set()
    views = [_View(text, seen, place, ordinary, known, hasty, raised) for place in range(len(seen))]
    for view in views:
        if view.word.islower() and _raises(view):
            raised.add(view.start)
    named = {view.word for view in views if view.start in raised and view.doubtful()}
    raised |= {v.start for v in views if v.word in named and v.at(-1) not in _DETERMINERS and v.in_haste()}
    signs = list(_quiet(text))
    for token in seen:
        if token.start in raised:
            for start in _heads(token):
                signs[start] = signs[start].upper() if len(signs[start].upper()) == 1 else signs[start]
    return Recased("".join(signs), frozenset(raised))


def _quiet(text: str) -> str:
    """Lines typed all in capitals, without them."""
    return "".join(line.lower() if _shouted(line) else line for line in text.splitlines(keepends=True))


def _shouted(line: str) -> bool:
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters) and len(line.lower()) == len(line)


def _hasty_lines(text: str) -> list[tuple[int, int]]:
    """Stretches of the lines that open without a capital."""
    found = []
    for line in _HASTE.finditer(text):
        first = next((sign for sign in line.group() if sign.isalpha()), "A")
        if first.islower() or _shouted(line.group()):
            found.append(line.span())
    return found


def _heads(token: Token) -> Iterator[int]:
    yield token.start
    for dash in re.finditer("-", token.text):
        yield token.start + dash.end()


@dataclass(frozen=True, slots=True)
class _View:
    """A word and what is around it."""

    text: str
    seen: Sequence[Token]
    place: int
    ordinary: Ordinary
    known: frozenset[str]
    hasty: list[tuple[int, int]]
    raised: set[int]

    @property
    def word(self) -> str:
        return self.seen[self.place].text

    @property
    def start(self) -> int:
        return self.seen[self.place].start

    def at(self, step: int) -> str:
        """The word ``step`` places away, lower case; empty beyond punctuation."""
        first, last = sorted((self.place, self.place + step))
        if first < 0 or last >= len(self.seen):
            return ""
        between = self.text[self.seen[first].end : self.seen[last].start]
        dotted = between == ". " and self.seen[first].text.lower() in _DOTTED
        return "" if _STOP.search(between) and not dotted else self.seen[self.place + step].text.lower()

    def in_haste(self) -> bool:
        start = self.seen[self.place].start
        return any(first <= start < last for first, last in self.hasty)

    def listed(self, word: str | None = None) -> bool:
        bare = fold(word if word is not None else self.word)
        return bare in self.known or bare in folded("prenoms", "surs") or bare in folded("lieux", "connus")

    def doubtful(self, word: str | None = None) -> bool:
        return fold(word if word is not None else self.word) in folded("prenoms", "ambigus")


def _raises(view: _View) -> bool:
    word = view.word
    capital = word[:1].upper() + word[1:]
    if len(word) < 2 or capital in words("garder", "mots"):
        return False
    if (
        view.at(-1) in words("personnes", "abreges")
        and word not in _LITTLE.split()
        and word not in words("personnes", "verbes")
    ):
        return True
    if word in _function_words() or _is_head(word):
        return False
    if _after_title(view) or _after_kin(view) or _after_naming(view):
        return True
    if view.listed() and len(word) > 2 and not view.ordinary.common(word, below=60_000 if view.in_haste() else None):
        return view.at(-1) not in {"un", "une", "des", "ce", "cette"} or view.in_haste()
    if view.listed() or view.doubtful():
        return _as_person(view) or (view.in_haste() and view.listed() and _as_name(view))
    return view.in_haste() and _as_name(view)


def _function_words() -> frozenset[str]:
    return _FUNCTION | words("personnes", "verbes") | words("personnes", "titres")


def _after_title(view: _View) -> bool:
    """« mme petit », « monsieur lacombe »; after « le docteur », only what is no word of French."""
    before = view.at(-1)
    if before not in {title.lower().rstrip(".") for title in words("personnes", "titres")}:
        return False
    if before == "m":
        return not view.ordinary.common(view.word)
    common = before in words("personnes", "communs") and view.at(-2) in _DETERMINERS
    person = view.listed() or view.doubtful() or not view.ordinary.common(view.word)
    if before in {"madame", "monsieur", "mademoiselle"} and not common:
        return True
    return person


def _after_kin(view: _View) -> bool:
    """« ma copine jade », « le petit ilyès », « le papa de shaïnez »."""
    direct = view.at(-1) in words("personnes", "proches") and view.at(-2) in _OWNERS
    of = view.at(-1) in {"de", "d"} and view.at(-2) in words("personnes", "proches")
    if not (direct or of):
        return False
    strange = len(view.word) > 3 and view.ordinary.unknown(view.word) and not _CONJUGATED.search(view.word)
    seen = view.ordinary.likely(view.word) if view.in_haste() else view.ordinary.proper(view.word)
    return view.listed() or (direct and view.doubtful()) or seen or strange


def _after_naming(view: _View) -> bool:
    """« elle s'appelle echata », « on l'appelle gégé »."""
    naming = view.at(-1) in _NAMING or (view.at(-1) == "est" and view.at(-3) in {"moi", "prénom", "prenom"})
    return naming and (view.listed() or view.doubtful() or not view.ordinary.common(view.word))


def _as_person(view: _View) -> bool:
    """A first name that is also a word, where only a name can stand."""
    before, after = view.at(-1), view.at(1)
    if before in _DETERMINERS and not (before in {"de", "d"} and view.in_haste() and view.listed()):
        return False
    opens = view.in_haste() and not before and after in words("personnes", "verbes")
    if opens or _paired(view) or (before in {"dit", "selon"} and not after):
        return True
    if before in {"avec", "chez", "par"} or (before == "est" and view.at(-2) == "c" and after == "qui"):
        return view.word not in _ADVERBIAL or after in words("personnes", "verbes")
    if before == "à" or (before == "a" and view.in_haste()):
        return view.at(-2) in {
            "merci",
            "dit",
            "demandé",
            "donné",
            "montré",
            "parlé",
            "confié",
            "montre",
            "dire",
            "parle",
        }
    speaks = after in words("personnes", "verbes") - _WEAK
    return view.in_haste() and speaks and before in {"", "que", "quand", "et", "qu", "puis", "alors", "dit", "si"}


def _paired(view: _View) -> bool:
    """« rose et marine », « yanis et rose »: two first names held by « et »."""
    for link, other in ((1, 2), (-1, -2)):
        word = view.at(other)
        if view.at(link) == "et" and word and (view.listed(word) or view.doubtful(word)):
            outer = view.at(-1) if link == 1 else view.at(-3)
            return outer not in _DETERMINERS
    return False


def _as_name(view: _View) -> bool:
    """In a hasty line, a word that French writes with a capital, or knows nothing of, where a name would stand."""
    before, after = view.at(-1), view.at(1)
    proper, unknown = view.ordinary.likely(view.word), len(view.word) > 3 and view.ordinary.unknown(view.word)
    way = _is_head(before)
    arrives = before in _TOWARDS and view.at(-2) in words("lieux", "approches")
    lives = before in words("lieux", "approches")
    if _COMPOUND.search(view.word):
        return proper or unknown
    if view.word in _SAINTS:
        return bool(after) and (way or lives or before in _TOWARDS)
    if way or arrives or lives:
        return proper or unknown or view.listed()
    if _behind_name(view):
        return proper or unknown or before in _SAINTS
    if _with_age(view):
        return proper or unknown
    if not (proper or unknown):
        return False
    if unknown:
        strange = len(view.word) > 4 and not _WORDLIKE.search(view.word) and not _of_words(view)
        return strange and (before in _NEAR_A_NAME or (not before and after in words("personnes", "verbes")))
    return before in _COMPANY | _TOWARDS | _BARE or after in words("personnes", "verbes")


def _of_words(view: _View) -> bool:
    """« tee-shirts », « est-ce »: a compound of ordinary words is no name."""
    parts = view.word.split("-")
    return len(parts) > 1 and all(len(part) < 3 or view.ordinary.common(part) for part in parts)


def _is_head(word: str) -> bool:
    """« rue », « collège », « métro », « confiserie »: what stands before a name."""
    lists = (("lieux", "voies"), ("organisations", "lieux"), ("lieux", "bourgs"), ("lieux", "transports"))
    return any(word in words(*names) for names in lists) or (len(word) > 6 and word.endswith("erie"))


def _with_age(view: _View) -> bool:
    """« nassera 52 ans »."""
    return re.match(r",? \d\d ans\b", view.text[view.seen[view.place].end :][:9]) is not None


def _behind_name(view: _View) -> bool:
    """A surname behind a first name, « fatima zahra »."""
    if not view.place or not adjacent(view.text, view.seen[view.place - 1], view.seen[view.place]):
        return False
    return view.seen[view.place - 1].start in view.raised
