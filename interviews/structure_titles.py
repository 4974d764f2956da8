"""Reads which card a typed line speaks of: its rank, its title, the name of a joker, and what follows on the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from cards.deck import Card, Deck
from interviews.structure_labels import LINE_START, PREFIX, flat

_NUMBER_WORDS = (
    "premi", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "neuvi", "dixi", "onzi", "douzi",
    "treizi", "quatorzi", "quinzi",
)  # fmt: skip
_ORDINAL = (
    r"(?P<word>premier(?:e|es)?|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz)iemes?"
    r"|seconde?|dernieres?|ultime)|(?P<digits>[1-9]\d?) ?(?:ieme|ere|eme|er|re|nde|nd|de|e|d|°|o)"
)
_RANK = _ORDINAL + "?"  # « carte 2 »; but « 2 cartes » is a count
_CHOSEN = r"(?: (?:choisie?|selectionnee?|tiree?|piochee?|prise?|retenue?|abordee?))?"
_HEAD = re.compile(
    rf"(?:notes? (?:sur |de |pour )?)?(?:la |le |l'|ma |sa )?(?:{_ORDINAL}) (?:carte|theme)(?![\w']){_CHOSEN}"
)
_HEAD_JOKER = re.compile(rf"(?:la |le )?(?:{_ORDINAL}) (?=jokers?\b)")
_TAIL = re.compile(
    r"(?:notes? (?:sur |de |pour )?(?:la )?)?(?:la |le )?(?:carte|theme)(?: choisie| prise| tiree)?"
    r" ?(?:(?:en|n ?[°o]|no\.?|numero|#) ?)?"
    rf"(?:{_RANK})(?![\w']){_CHOSEN}"
)
_BARE = re.compile(rf"(?:la |le |l')?(?:carte|theme)(?: suivante?)?{_CHOSEN}(?=\s*[:«\"“]|\s-|\s*$| j'| je | joker)")
_RANKED = re.compile(rf"(?:(?:la |le )?(?:{_RANK}))(?=\s*(?:[).:/=\t-]|$|j'|je |joker|[«\"“]|\())")
_GLUE = re.compile(r"[\s.…:;,!?»\"”)(\]\[«“–—\-/|=>→*_]*")
_JOKER = re.compile(r"jokers?(?![\w'])(?: ?(?:n ?[°o] ?)?\d(?!\w))?")
_SPEAKER = re.compile(r"(?:elle|il|iel|elles|ils|madame|monsieur|mme|on)\b")
LONGEST_NAME = 8  # words; beyond, what follows « joker » is notes, not a title


@dataclass(frozen=True, slots=True)
class Mention:
    """A line that names a card. ``by``: what told so: a rank with the word « carte », a title, or a bare number.

    ``rank``: 1 for the first, None when not said; ``last``: « la dernière carte ». ``id`` and
    ``title`` as in PickedCard. ``rest``: offset where notes start on the line, its length when there are none.
    ``joint``: the marks between title and rest ("" when the title runs on into a sentence).
    """

    by: Literal["rank", "title", "number"]
    rank: int | None = None
    last: bool = False
    id: str | None = None
    title: str | None = None
    rest: int = 0
    joint: str = ""

    @property
    def named(self) -> bool:
        """True when the line says which card."""
        return self.id is not None or self.title is not None


def card_mention(text: str, deck: Deck) -> Mention | None:
    """What the start of a line says of a card, or None when it speaks of none.

    A title that starts a sentence (« J'ai appris à coudre ») is a mention with ``joint`` "" and ``rest`` at the title.
    """
    low = flat(text[:LINE_START]) + text[LINE_START:]
    start = PREFIX.match(low)
    offset = start.end() if start else 0
    for head in (_HEAD, _HEAD_JOKER, _TAIL, _BARE):
        if found := head.match(low, offset) or head.match(low):
            ranked = Mention("rank") if head is _HEAD_JOKER else _ranked(found)
            mention = _titled(text, ranked, found.end(), deck)
            # « La première carte, elle l'a prise… » is a sentence, not a heading
            return None if mention and mention.joint == "," and not mention.named else mention
    bare = re.match(r"[\s\-•*·▪◦●○■□➢✓→❖_=~]*", low)
    found = _RANKED.match(low, bare.end() if bare else 0)
    if found and not re.match(r"[.:]\d|\s*[:/h]\s*\d", low[found.end() :]):  # not an hour, a date or « 1.2 »
        mention = _titled(text, replace(_ranked(found), by="number"), found.end(), deck)
        return mention if mention and (mention.id is not None or mention.rest == len(text)) else None
    mention = _titled(text, Mention("title"), offset, deck)
    return mention if mention and mention.id is not None else None


def _ranked(found: re.Match[str]) -> Mention:
    groups = found.groupdict()
    if digits := groups.get("digits"):
        return Mention("rank", int(digits))
    word = groups.get("word") or ""
    if word.startswith(("derni", "ultime")):
        return Mention("rank", last=True)
    if word.startswith("second"):
        return Mention("rank", 2)
    return Mention("rank", next((rank for rank, stem in enumerate(_NUMBER_WORDS, 1) if word.startswith(stem)), None))


def _titled(text: str, mention: Mention, end: int, deck: Deck) -> Mention | None:
    """Read the title behind what announced it. None when a sentence goes on (« La première carte lui dit… »)."""
    glue = _glue(text, end)
    at = glue.end()
    if found := title_at(text, at, deck):
        return _with_title(text, mention, at, found)
    if at == len(text):
        return replace(mention, rest=at)
    spaced = glue[0].strip(' \u00a0\u202f"“«*_')
    return replace(mention, rest=_open_bracket(text, end, at), joint=spaced) if spaced else None


def _with_title(text: str, mention: Mention, at: int, found: tuple[Card, int]) -> Mention:
    card, end = found
    if card.joker:
        name, end = joker_name(text, end)
        return replace(mention, id="joker", title=name, rest=end, joint=_joint(text, end))
    after = _glue(text, end)
    joint = after[0].strip(" \u00a0\u202f")
    runs_on = after.end() < len(text) and not joint
    rest = _with_mark(text, at) if runs_on else _open_bracket(text, end, after.end())
    return replace(mention, id=card.id, title=opening_of(card, text[at:end]), rest=rest, joint=joint)


def title_at(text: str, at: int, deck: Deck) -> tuple[Card, int] | None:
    """The card whose title stands at this offset and where the title ends, both openings of a pair included."""
    if joker := _JOKER.match(flat(text[at : at + 20])):
        card = deck.card("joker")
        return (card, at + joker.end()) if card else None
    if flat(text[at : at + 1]) not in _initials(tuple(card.title for card in deck.cards)):
        return None  # spares the deck most lines of the notes
    card = deck.find(text[at : at + 120])
    if card is None or card.joker:
        return None
    end = _title_end(text, at, card, deck)
    if not all(re.fullmatch("[a-z0-9œ]+", word) for word in re.findall(r"\w+", flat(text[at:end]))):
        return None  # the deck leaves out letters it does not know: words of another script would vanish with them
    again = _glue(text, end)
    if "/" in again[0] and (other := deck.find(text[again.end() : again.end() + 120])) and other.id == card.id:
        end = _title_end(text, again.end(), card, deck)
    return card, end


@cache
def _initials(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(flat(opening.strip())[:1] for title in titles for opening in title.split(" / "))


def _title_end(text: str, at: int, card: Card, deck: Deck) -> int:
    """The end of the shortest run of words that already names the card, its « (e) » and dots included."""
    for word in re.finditer(r"\w+(?:\((?:e|es|s)\)|·e)?", text[at : at + 120]):
        if deck.find(text[at : at + word.end()]) is card:
            return at + word.end()
    return min(len(text), at + 120)


def opening_of(card: Card, typed: str) -> str:
    """The deck's title, or the one opening that was typed when the card carries a pair (it tells polarity)."""
    words = re.findall(r"\w+", flat(typed))
    for opening in card.openings:
        if len(card.openings) > 1 and re.findall(r"\w+", flat(opening)) == words:
            return opening
    return card.title


def joker_name(text: str, at: int) -> tuple[str | None, int]:
    """The title given to a joker, read after that word, and the offset where notes start."""
    glue = _glue(text, at)
    start = glue.end()
    if start == len(text):
        return None, start
    joint = glue[0].strip(" \u00a0\u202f")
    if joint.startswith((".", "!", "?")) and not joint.startswith(".."):
        return None, _open_bracket(text, at, start)
    for opening, closing in (("(", ")"), ("«", "»"), ("“", "”"), ('"', '"'), ("[", "]")):
        if opening in joint and (end := text.find(closing, start)) > 0:
            return text[start:end].strip() or None, _glue(text, end).end()
    sentence = re.compile(r"[^.!?…\n\t]*").match(text, start)
    end = sentence.end() if sentence else len(text)
    name = text[start:end].strip().rstrip(" \u00a0\u202f»”:")
    words = len(name.split())
    told = joint.startswith("…") or words > LONGEST_NAME or (words > 3 and _SPEAKER.match(flat(name)))
    if told or not name:
        return None, _open_bracket(text, at, start)
    return name, _glue(text, end).end()


def titles_within(text: str, deck: Deck) -> list[Mention]:
    """Every card that a sentence names, in the order of its words."""
    found: list[Mention] = []
    end = 0
    for word in re.finditer(r"(?<!\w)(?:j'|je |joker)", flat(text[:2000])):
        if word.start() >= end and (seen := title_at(text, word.start(), deck)):
            end = seen[1]
            title = None if seen[0].joker else opening_of(seen[0], text[word.start() : end])
            found.append(Mention("title", id="joker" if seen[0].joker else seen[0].id, title=title))
    return found


def looks_like_title(text: str) -> bool:
    """True for words that a card could bear: short, in the first person, not a sentence."""
    return bool(re.match(r"(?:j'|je |nous )", flat(text))) and len(text.split()) <= 6


def _glue(text: str, at: int) -> re.Match[str]:
    found = _GLUE.match(text, at)
    assert found is not None  # the pattern matches the empty string
    return found


def _with_mark(text: str, at: int) -> int:
    """Step back over the opening quotation mark or bracket that stands right before an offset."""
    mark = re.search(r"[«“\"(]\s*$", text[:at])
    return mark.start() if mark else at


def _joint(text: str, end: int) -> str:
    behind = text[:end].rstrip(" \u00a0\u202f")
    return behind[-1:] if behind and not behind[-1].isalnum() else ""


def _open_bracket(text: str, start: int, end: int) -> int:
    """Step back over an opening mark that belongs to the notes, so that « … » stays whole."""
    opening = [at for at in range(start, end) if text[at] in '«“"([']
    return opening[-1] if opening and opening[-1] >= end - 2 else end
