"""Recognises the headings of a compte-rendu however they are typed: which part a line opens, and what follows on it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal[
    "title", "info", "conduct", "lived", "terms", "introduction", "order", "closing", "other", "notes"
]  # fmt: skip

LINE_START = 400  # a heading stands in the first characters of a line; the rest of a long paragraph is not looked at
_LOOKALIKES = dict.fromkeys("’ʼ‘`´′‛", "'") | dict.fromkeys("–—−‑‒―‐", "-")
_BULLET = r"[\s\-•*#>·▪◦●○■□➢✓→❖_=~.+]*"
_NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])\s*[.)°:/-]+|[1-9]\d?(?:\.\d{1,2})*(?=\s+[^\W\d]))?"
PREFIX = re.compile(_BULLET + _NUMBER + _BULLET + r"[«\"“]?\s*")
# What may stand between a label and its content, or close the line.
END = r"\s*[»\"”]?\s*(?:$|(?:[:.…?!=|/;\t]|-(?=[\s-]|$)|->)+\s*|(?=\())"

# Words a label is made of: a label with any other word (« … dont Samira a vécu… ») is kept as text too.
_OWN_WORDS = frozenset(
    ["a", "ai", "annexe", "annexes", "au", "autre", "autres", "avec", "avons", "bilan", "brise", "but", "c", "carte", "cartes", "ce", "ca", "cela", "choisie", "derniere", "premiere", "choisies", "choix", "cloture", "commencer", "comment", "commentaire", "commentaires", "complementaires", "compte", "conclure", "conclusion", "concernant", "condition", "conditions", "conduite", "contenu", "contexte", "contributeur", "contributrice", "cooperant", "cooperante", "cr", "d", "dans", "date", "de", "debut", "debuter", "demarrer", "depart", "dernieres", "deroule", "deroulement", "des", "dit", "divers", "diverses", "donnees", "dont", "du", "duree", "e", "echange", "echanges", "elle", "en", "enquete", "enquetee", "enqueteur", "enquetrice", "en", "entretien", "entretiens", "entrevue", "entree", "est", "et", "evaluatif", "evaluation", "exercice", "experience", "facon", "fiche", "fin", "finales", "finir", "general", "generale", "generales", "glace", "glaces", "heure", "identite", "il", "ils", "individuel", "individuelle", "informations", "information", "info", "infos", "interrogee", "interviewe", "interviewee", "interview", "intervieweur", "interviewer", "introduction", "jeu", "kpa", "l", "la", "le", "les", "lequel", "lieu", "liste", "maniere", "matiere", "menee", "mise", "modalite", "modalites", "moment", "mon", "mot", "n", "nos", "note", "notes", "notee", "notees", "noter", "notre", "o", "observation", "observations", "observe", "observee", "on", "ont", "ordre", "ou", "ouverture", "par", "passage", "passation", "personne", "personnel", "personnelle", "personnelles", "personnes", "piochees", "passe", "pour", "pratiques", "premieres", "presentation", "presentations", "presente", "prise", "prises", "profil", "propos", "quand", "que", "question", "questions", "qui", "quoi", "realisation", "recit", "remarque", "remarques", "rencontree", "rendu", "rendus", "renseignement", "renseignements", "ressenti", "ressentie", "ressentis", "restitution", "retranscription", "retenues", "route", "s", "sa", "se", "selection", "selectionnees", "ses", "son", "sont", "structure", "suite", "suites", "sur", "terminer", "theme", "themes", "tirage", "tirees", "transcription", "un", "une", "verbatim", "verbatims", "vecu", "vecue", "cadre", "interviewes", "presentes", "impression", "impressions", "senti", "vu", "entendu", "pense", "remarque", "percu", "facultatif", "cooperante", "par", "thematique", "thematiques", "pieces", "jointes", "selectionnee", "piochee", "retenue", "tiree", "ete", "t", "qu", "quoi"]
)
_OF = r"(?: (?:de |d'|a |du |lors de |pendant )?(?:l'|cet |cette |la |le |un |une )?(?:entretien|interview|entrevue|echange|experience|exercice|personne|moment|passation))*"
_WHO = r"[^:.?\t(]{1,60}?"
_SECTIONS: tuple[tuple[Kind, str], ...] = (
    ("lived", rf"(?:la |sa )?(?:maniere|facon) dont {_WHO} ?(?:a|ont) (?:ete )?(?:vecue?|ressentie?)[^:.?\t(]{{0,40}}?"),
    ("lived", r"comment (?:l')?a[- ]t[- ](?:elle|il|iel)" + r" (?:ete )?(?:vecue?|ressentie?)[^:.?\t(]{0,40}?"),
    ("lived", rf"comment {_WHO} ?(?:a|ont) (?:ete )?(?:vecue?|ressentie?)[^:.?\t(]{{0,40}}?"),
    ("lived", rf"(?:le |son )?vecu{_OF}(?: (?:et )?ressentis?)?"),
    ("lived", r"(?:notre |nos |mon |mes |le |son )?(?:ressentis?|observations?|impressions?)(?: ?(?:/|et|,|du|des|de l'|de la|nos|notre|observations?|ressentis?|impressions?|interviewe\w+|enquet\w+|contribut\w+|personne))*"),
    ("lived", r"ce qu'(?:elle|il) (?:en )?a dit" + _OF),
    ("terms", r"(?:les? )?(?:modalites?|conditions?|contexte|cadre)(?: (?:pratiques?|generales?))?(?: (?:de |d')(?:la )?(?:realisation|conduite))?" + _OF + r"(?:\s?[:,(]?\s*(?:ou|qui|comment|quand|avec qui|lieu|date)(?:(?:\s*[,/]\s*|\s+)(?:et |ou )?(?:ou|qui|comment|quand|avec qui|lieu|date))+\s*\??\)?)?"),
    ("terms", r"ou\s?[,/]\s?qui\s?[,/]\s?(?:comment\s?(?:[,/]|et)?\s?)?(?:et )?(?:quand)"),
    ("info", r"(?:les? )?(?:informations?|infos?|renseignements?|donnees)(?: (?:generales?|personnel\w*|sur|de|du|concernant|la|le|l'|une?|coop\w*|personnes?|interview\w*|enquete\w*|interroge\w*|rencontre\w*))*"),
    ("info", r"(?:les )?(?:informations?|infos?) (?:sur|concernant) [^:.?\t(]{1,30}?"),
    ("info", r"(?:le )?profil(?: (?:de |du |d')?(?:la |l'|une? )?(?:personne|coop\w+|interview\w+))?|(?:la )?personne(?: (?:interrogee|interviewee|rencontree|enquetee))?|(?:l')?identite(?: de la personne)?|fiche (?:de la )?personne"),
    ("conduct", r"(?:le )?deroule(?:ment)?" + _OF + r"|comment (?:ca|cela|l'entretien) s'est (?:passe|deroule)"),
    ("order", r"(?:l')?ordre(?: (?:de|du|des|dans|lequel|la|le|les|selection|choix|tirage|passage|cartes?|themes?|choisie?s?|selectionnee?s?|tiree?s?|prises?|piochee?s?|retenues?|par|ont|sont|ete))*"),
    ("order", r"(?:la |le )?(?:selection|choix|tirage|liste)(?: (?:de |des |d')(?:les )?cartes?(?: (?:choisies?|retenues?|selectionnees?))?)?(?: (?:par |dans l')ordre)?"),
    ("order", r"(?:les? )?(?:cartes|themes)(?: (?:choisie?s|selectionnee?s|tiree?s|retenue?s|prise?s|piochee?s))?(?: ?\(?(?:dans l'|par )ordre(?: de (?:selection|choix))?\)?)?"),
    ("introduction", r"(?:en |l'|en guise d')?(?:introduction|intro|ouverture)" + _OF + r"|(?:le )?debut" + _OF + r"|(?:la )?presentations?" + _OF),
    ("introduction", r"(?:les? |la )?(?:questions? )?(?:\(?d')?brise[- ]glaces?|pour (?:commencer|demarrer|debuter)|(?:les )?premieres questions|(?:les )?questions (?:d'introduction|de depart|de debut|d'ouverture)|mise en route|entree en matiere"),
    ("closing", r"(?:la |en |en guise de )?(?:cloture|conclusion)s?" + _OF + r"|(?:la )?fin" + _OF + r"|pour (?:finir|terminer|conclure|cloturer)"),
    ("closing", r"(?:les )?questions? (?:de (?:fin|cloture|conclusion)|finales)|(?:les )?dernieres questions|(?:le )?mot de la fin|bilan" + _OF),
    ("other", r"(?:autres )?remarques?(?: (?:diverses|generales|complementaires))?|divers|annexes?|a noter|autres?|suites?(?: a donner)?|commentaires?"),
    ("notes", r"(?:l')?entretien|(?:les )?notes(?: (?:de l'|d')entretien| par cartes?)?|(?:le )?contenu" + _OF + r"|verbatims?|(?:les )?echanges?|prise de notes|(?:le )?recit"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(f"(?P<label>{pattern})(?![\\w']){END}")) for kind, pattern in _SECTIONS)
_TITLE = re.compile(
    r"(?:le )?(?:compte[- ]?rendus?|c\.?r\.?|restitution|retranscription|transcription|notes?|entretien|interview)(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised heading. ``rest``: offset where the content on the same line starts (the line's length if none).

    ``words``: how many words the label has. ``keep``: it holds words of its own, so the line stays as text too.
    """

    kind: Kind
    rest: int
    words: int
    keep: bool = False


def flat(text: str) -> str:
    """The text in lower case, without accents, with straight apostrophes and dashes, **of the same length**.

    >>> flat("L’Âge – 1ère")
    "l'age - 1ere"
    """
    return "".join(map(_flat_character, text))


@cache
def _flat_character(character: str) -> str:
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character.isspace() and character not in "\t\n":
        return " "
    return unicodedata.normalize("NFKD", character)[0].lower()[:1] or character


def section_label(text: str) -> Label | None:
    """The part of the standard structure that this line opens, or None. The longest reading wins."""
    low = flat(text[:LINE_START]) + text[LINE_START:]
    start = PREFIX.match(low)
    offset = start.end() if start else 0
    best: Label | None = None
    for kind, pattern in _PATTERNS:
        found = pattern.match(low, offset)
        if found and (best is None or found.end() > best.rest):
            words = re.findall(r"\w+", found["label"])
            keep = "[^" in pattern.pattern and bool(set(words) - _OWN_WORDS)  # only patterns with free words can hold others
            best = Label(kind, _after_hint(low, found.end()), len(words), keep)
    return best


def title_line(text: str) -> Label | None:
    """« Compte rendu d'entretien… » at the top of the file; ``keep`` when it says more than that."""
    low = flat(text[:LINE_START])
    start = PREFIX.match(low)
    offset = start.end() if start and not _TITLE.match(low) else 0
    if not _TITLE.match(low, offset) or len(low.split()) > 16:
        return None
    own = set(re.findall(r"\w+", low[offset:])) - _OWN_WORDS
    return Label("title", len(text), len(low.split()), keep=bool(own))


def _after_hint(low: str, rest: int) -> int:
    """Skip a bracket after a label when it only repeats the form's hint, with the colon behind it."""
    hint = re.compile(r"\(([^()]*)\)\s*[:.\-]*\s*").match(low, rest)
    if hint and not set(re.findall(r"\w+", hint[1])) - _OWN_WORDS:
        return hint.end()
    return rest
