"""Whether a word typed without a capital is a name: known names, what stands around, how French at large writes it."""

from __future__ import annotations

import re
from functools import cache

from analysis.steps.mask_lexicon import fold, folded, words
from analysis.steps.mask_tokens import adjacent
from analysis.steps.mask_view import DETERMINERS, View

_COMPOUND = re.compile(
    r"^(?:sainte?|st|ste|port|mont|ville|villeneuve|bois|roche|château|bourg|pont|val|font|fort|cap|clos|puy)-|"
    r"-(?:sur|les|lès|sous|en|le|la|aux|du|des|de)-"
)
_CONJUGATED = re.compile(r"(?:ait|aient|ent|ant|é|er|ée?s?)$")
_WORDLIKE = re.compile(  # endings of a word of French misspelt, rather than of a name
    r"(?:er|ir|re|é|ée|és|ées|ait|ais|aient|ent|ant|ante?s|ment|ments|tions?|sions?|ages?|eurs?|euses?|ettes?|tés?|"
    r"ismes?|istes?|ques?)$"
)
_BEFORE_A_NAME = (
    words("casse", "compagnie") | words("casse", "vers") | (DETERMINERS - {"le", "les", "un", "une", "des", "ce"})
)


def raises(view: View) -> bool:
    """Whether this word, typed without a capital, is a name."""
    word = view.word
    capital = word[:1].upper() + word[1:]
    if len(word) < 2 or capital in words("garder", "mots"):
        return False
    small = word in words("casse", "petits_mots") or word in words("personnes", "verbes")
    if view.at(-1) in words("personnes", "abreges") and not small:
        return True
    if word in _words_of_grammar() or _is_head(word):
        return False
    if _after_title(view) or _after_kin(view) or _after_naming(view):
        return True
    if not view.in_haste() and fold(word) in folded("lieux", "connus") and fold(word) not in view.known:
        return False  # « il chine », « du colombo »: who writes capitals writes those of towns
    if view.listed() and len(word) > 2 and not view.ordinary.common(word, below=60_000 if view.in_haste() else None):
        return view.at(-1) not in {"un", "une", "des", "ce", "cette"}  # « un jean »
    if view.listed() or view.doubtful():
        named = _as_name(view) if view.listed() else _is_head(view.at(-1))
        return _as_person(view) or (view.in_haste() and named)
    return view.in_haste() and _as_name(view)


@cache
def _words_of_grammar() -> frozenset[str]:
    small = words("casse", "petits_mots") | {word.lower() for word in words("garder", "debuts")}
    return small | words("personnes", "verbes") | words("personnes", "titres")


def _after_title(view: View) -> bool:
    """« mme petit », « monsieur lacombe »; after « le docteur », only what is no word of French."""
    before = view.at(-1)
    if before not in words("personnes", "communs") and before not in {"m", "mr", "dr", "pr", "me"}:
        return False
    if before == "m":
        return not view.ordinary.common(view.word)
    common = before in words("personnes", "communs") and view.at(-2) in DETERMINERS
    person = view.listed() or view.doubtful() or not view.ordinary.common(view.word)
    if before in {"madame", "monsieur", "mademoiselle"} and not common:
        return True
    return person


def _after_kin(view: View) -> bool:
    """« ma copine jade », « le petit ilyès », « le papa de shaïnez »."""
    direct = view.at(-1) in words("personnes", "proches") and view.at(-2) in words("casse", "possesseurs")
    of = view.at(-1) in {"de", "d"} and view.at(-2) in words("personnes", "proches")
    if not (direct or of):
        return False
    strange = len(view.word) > 3 and view.ordinary.unknown(view.word) and not _CONJUGATED.search(view.word)
    seen = view.ordinary.likely(view.word) if view.in_haste() else view.ordinary.proper(view.word)
    seen = seen and not view.word.endswith(("ait", "aient"))
    return view.listed() or (direct and view.doubtful()) or seen or strange


def _after_naming(view: View) -> bool:
    """« elle s'appelle echata », « on l'appelle gégé »."""
    naming = view.at(-1) in words("casse", "nommer") or (
        view.at(-1) == "est" and view.at(-3) in {"moi", "prénom", "prenom"}
    )
    return naming and (view.listed() or view.doubtful() or not view.ordinary.common(view.word))


def _as_person(view: View) -> bool:
    """A first name that is also a word, where only a name can stand."""
    before, after = view.at(-1), view.at(1)
    if before in DETERMINERS and not (before in {"de", "d"} and view.in_haste() and view.listed()):
        return False
    opens = view.in_haste() and not before and after in words("personnes", "verbes")
    if opens or _paired(view) or (before in {"dit", "selon"} and not after):
        return True
    if before in {"avec", "chez", "par"} or (before == "est" and view.at(-2) == "c" and after == "qui"):
        return view.word not in words("casse", "manieres") or after in words("personnes", "verbes")
    if before == "à" or (before == "a" and view.in_haste()):
        return view.at(-2) in words("casse", "a_quelqu_un")
    speaks = after in words("personnes", "verbes") - words("casse", "verbes_faibles")
    return view.in_haste() and speaks and before in {"", "que", "quand", "et", "qu", "puis", "alors", "dit", "si"}


def _paired(view: View) -> bool:
    """« rose et marine », « yanis et rose »: two first names held by « et »."""
    for link, other in ((1, 2), (-1, -2)):
        word = view.at(other)
        if view.at(link) == "et" and word and (view.listed(word) or view.doubtful(word)):
            outer = view.at(-1) if link == 1 else view.at(-3)
            return outer not in DETERMINERS
    return False


def _as_name(view: View) -> bool:
    """In a hasty line, a word that French writes with a capital, or knows nothing of, where a name would stand."""
    before, after = view.at(-1), view.at(1)
    proper, unknown = view.ordinary.likely(view.word), len(view.word) > 3 and view.ordinary.unknown(view.word)
    way = _is_head(before) or (before in {"de", "d"} and view.at(-2) in words("lieux", "voies"))
    arrives = before in words("casse", "vers") and view.at(-2) in words("lieux", "approches")
    lives = before in words("lieux", "approches")
    if _COMPOUND.search(view.word):
        return proper or unknown
    if view.word in words("casse", "saints"):
        return bool(after) and (way or lives or before in words("casse", "vers"))
    if way or arrives or lives:
        return proper or view.listed() or (unknown and not _WORDLIKE.search(view.word))
    if _behind_name(view):
        return proper or unknown or before in words("casse", "saints")
    if _with_age(view):
        return proper or unknown
    if not (proper or unknown):
        return False
    if unknown:
        strange = len(view.word) > 4 and not _WORDLIKE.search(view.word) and not _of_words(view)
        return strange and (
            before in words("casse", "pres_d_un_nom") or (not before and after in words("personnes", "verbes"))
        )
    return before in _BEFORE_A_NAME or after in words("personnes", "verbes")


def _of_words(view: View) -> bool:
    """« tee-shirts », « est-ce »: a compound of ordinary words is no name."""
    parts = view.word.split("-")
    return len(parts) > 1 and all(len(part) < 3 or view.ordinary.common(part) for part in parts)


def _is_head(word: str) -> bool:
    """« rue », « collège », « métro », « confiserie »: what stands before a name."""
    lists = (("lieux", "voies"), ("organisations", "lieux"), ("lieux", "bourgs"), ("lieux", "transports"))
    return any(word in words(*names) for names in lists) or (len(word) > 6 and word.endswith("erie"))


def _with_age(view: View) -> bool:
    """« nassera 52 ans »."""
    return re.match(r",? \d\d ans\b", view.text[view.seen[view.place].end :][:9]) is not None


def _behind_name(view: View) -> bool:
    """A surname behind a first name, « fatima zahra »."""
    if not view.place or not adjacent(view.text, view.seen[view.place - 1], view.seen[view.place]):
        return False
    return view.seen[view.place - 1].start in view.raised
