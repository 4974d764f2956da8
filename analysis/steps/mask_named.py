"""Rules for names that their surroundings give away: titles and kin, streets and lines, heads of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.steps.mask_lexicon import any_of, fold, lexicon, words
from analysis.steps.mask_patterns import CAPITAL, LINK, MONTHS, NAMES, OF, RUN, Rule, rule

_STREETS = (
    r"rue|avenue|boulevard|impasse|allée|allee|chemin|square|venelle|ruelle|quai|faubourg|tunnel|esplanade|"
    r"(?<!à la )(?<!la bonne )place|résidence|residence"
)
_WORKING = (
    r"(?:travaill\w+|boss\w+|embauch\w+|employ\w+|apprentie?|contrat|stage|intérim|ouvri\w+|ménages?|caissière?|cariste|comptable|"
    r"vendeu\w+|licenciée?|chauffeur|agent|serveu\w+|plongeur|ans|mois|missions?|ancienn?e?|entr[ée]e?|payée?|rentrée?)"
)


def people() -> Iterator[Rule]:
    """Names after a title, beside a relation, or said to be a name."""
    titles = any_of(words("personnes", "titres"))
    yield rule("PERSONNE", rf"(?<![\w-])(?P<mask>(?:{titles})[ \u00a0](?:de |d['’])?{NAMES})(?![\w-])")
    yield rule("PERSONNE", rf"(?<![\w-])(?P<mask>(?:{titles})[ \u00a0][A-ZÀ-Þ](?:\.|(?!\w)))", certainty=0.8)
    kin = any_of(words("personnes", "proches"))
    owner = r"(?:ma|mon|mes|sa|son|ses|ta|ton|tes|notre|nos|leurs?|votre|vos|la|le|les|l['’]|d['’]|une?)"
    described = r"(?: (?:aînée?|cadette?|jumeau|jumelle|ex|petite?|grande?|second|seconde|dernière?|du \w+|de \w+))?"
    yield rule(
        "PERSONNE", rf"(?i:\b{owner} ?(?:petite? |grande? )?(?:{kin})s?{described}),? (?P<mask>{NAMES})(?![\w-])"
    )
    yield rule("PERSONNE", rf"(?<!\w)(?P<mask>{NAMES}),? (?:ma|mon|sa|son|notre|leur) (?:{kin})\b")
    named = (
        r"(?:m['’]appelle|t['’]appelles?|s['’]ap+el+(?:e|ait|ent)|l['’]appell?(?:e|ent|ait|aient)|prénomm\w+|surnomm\w+|"
        r"prénom(?: est| c['’]est)?|nomm\w+|moi,? c['’]est|appell?(?:ée?|ent)|, dite?)"
    )
    yield rule(
        "PERSONNE", rf"(?i:(?:\b|(?=, )){named})(?: toujours| juste| aussi)? ?:? ?(?:« ?)?(?P<mask>{NAMES})(?![\w-])"
    )
    yield rule("PERSONNE", rf"\b[Ff]amille (?P<mask>(?:de )?{NAMES})(?![\w-])", certainty=0.8)
    script = r"[\u0400-\u04FF\u0590-\u06FF\u0900-\u0DFF\u0E00-\u0E7F\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]"
    few = rf"{script}{{2,}}(?:[ \u00a0]{script}{{2,}}){{0,2}}"  # a name in the writing of its language
    yield rule("PERSONNE", rf"(?<!\w)(?P<mask>{few})(?![\w]| {script})", certainty=0.6)
    yield rule("PERSONNE", r"\b(?:avec|chez|pour|par|et|à) (?P<mask>[A-ZÀ-Þ]\.)(?=[ ,;:]|$)", certainty=0.6)


def places() -> Iterator[Rule]:
    """Addresses, streets and districts, towns, lines and stops, names of several words."""
    ways = any_of(words("lieux", "voies"))
    stairs = r"(?:(?i:bâtiment|bât\.?|bat\.?|escalier|entrée) [A-Z\d]{1,2},? )?"
    house = stairs + r"(?:\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:de la |du )?)?"
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>{house}(?i:{ways}){LINK}{RUN})(?![\w-])")
    yield rule(
        "LIEU",
        rf"(?<!\w)(?P<mask>\d{{1,4}}(?: ?(?:bis|ter))?,? (?i:{_STREETS}) [^\n,.;«»()]{{2,30}}?)(?=[\n,.;«»()]|$)",
    )
    yield rule(
        "LIEU",
        rf"(?<!\w)(?P<mask>(?i:{_STREETS}) (?:des|du|de la|de l['’]|aux)[ ]?(?:{_DESCRIBED} )?"
        rf"(?!{_NOT_A_STREET}\b)[^\W\d_]{{3,}})",
        certainty=0.7,
    )
    kinds = (
        r"haute|basse|neuve|vieille|longue|droite|creuse|royale|nationale|de l['’]église|de la gare|"
        r"du \d{1,2}[ -][^\W\d]+(?:[ -]\d{4})?"
    )
    yield rule(
        "LIEU",
        rf"(?<!\w)(?P<mask>(?:rue|place|avenue|boulevard|square|quai) (?:{kinds}))(?!\w)",
        certainty=0.8,
        any_case=True,
    )
    signs = any_of(words("lieux", "enseignes"))
    homes = r"cité|quartier|résidence|residence|lotissement|hameau|tours?|foyer|square|barre|immeuble"
    around = (
        r"(?:cité|quartier|lotissement|hameau|résidence|residence|foyer) (?:du (?!monde|haut|bas|coin|fond|milieu)|"
        rf"des (?!{_NOT_A_STREET}))(?:{_DESCRIBED} )?[^\W\d_]{{4,}}"
    )
    yield rule("LIEU", rf"(?<!\w)(?P<mask>{around})(?!\w)", certainty=0.6, any_case=True)
    yield rule(
        "LIEU", rf"(?<!\w)(?P<mask>(?:{homes}) (?:des|les|du|la|le) (?:{signs}))(?!\w)", certainty=0.8, any_case=True
    )
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>(?:BP ?\d+,? )?\d{{5}}[ \u00a0]{CAPITAL}(?: {CAPITAL})*)(?![\w-])")
    towns = any_of(words("lieux", "bourgs"))
    yield rule(
        "LIEU", rf"(?<![\w-])(?i:{towns})(?: de la| de| du| des| d['’]| de l['’]| à)[ \u00a0]?(?P<mask>{RUN})(?![\w-])"
    )
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>Saint(?:e|s|es)?[- ]{CAPITAL})(?![\w-])")
    lives = r"\b(?:habit\w+|née?|vit|vivait|vivent|logée?|hébergée?|déménagé|installée?|grandi|arrivée?) (?:à|a|en|au|aux|sur)"
    yield rule("LIEU", rf"{lives} (?P<mask>{RUN})(?![\w-])")
    yield from _departments()
    yield from _lines()
    named = lexicon()["lieux"]["composes"]
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>{any_of(named)})(?![\w-])", certainty=0.8)
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>{_typed_apart()})(?![\w-])", certainty=0.8, any_case=True)
    free = any_of(name for name in named if not re.match(r"(?:la|le|les|l['’])[ ]?", name, re.IGNORECASE))
    yield rule("LIEU", rf"(?<![\w-])(?P<mask>{free})(?![\w-])", certainty=0.8, any_case=True)


_DESCRIBED = r"(?:petite?s?|grande?s?|vieux|vieille?s?|belles?|beaux|bons?|bonnes?|deux|trois|quatre|hautes?|basses?)"
_NOT_A_STREET = (
    r"(?:gens|jeunes|enfants|voitures|vélos|kpa|quartier|village|coin|femmes|hommes|bout|fois|mêmes?|autres?|travailleurs?|"
    r"étudiants?|mères?|pères?|parents|filles?|garçons?|apprentis|migrants|réfugiés|vieux|anciens|pauvres|riches|voisins?)"
)
_DEPARTMENT = r"(?:0[1-9]|[1-8]\d|9[0-5]|97[1-6]|2[AB])"


def _typed_apart() -> str:
    """Known places whose hyphens became spaces, « noisy le sec »; at least two of their words must be long."""
    known = (name for name in words("lieux", "connus") if "-" in name)
    told = [name.replace("-", " ") for name in known if sum(len(part) > 2 for part in name.split("-")) > 1]
    return any_of({*told, *map(fold, told)})


def _departments() -> Iterator[Rule]:
    """« elle a grandi dans le 77 », « le 9-3 », « le neuf trois »."""
    dwells = r"(?:habit|viv|vit|n[ée]e?\b|grandi|vien|venue?|logée?|déménag|install|partie?\b|arriv|travaill|origin|quitt|rest)"
    stop = rf"(?![\w,.]\d| ?(?:%|€|euros?|ans|jours?|heures?|h\b|minutes?|km|kg|{MONTHS}))"
    yield rule(
        "LIEU",
        rf"\b(?:dans le|dans la|du|le) (?P<mask>{_DEPARTMENT})(?!\w){stop}",
        certainty=0.6,
        any_case=True,
        within=rf"\b{dwells}[^.;:!?\n]{{0,70}}",
    )
    yield rule(
        "LIEU",
        r"\b(?:le|du|au) (?P<mask>(?:9|neuf)[ -](?:[1-5]|un|deux|trois|quatre|cinq))(?![\w:])(?! (?:fois|ans|mois|heures?))",
        certainty=0.7,
        any_case=True,
    )


def _lines() -> Iterator[Rule]:
    kinds = r"bus|ligne|lignes|tram|tramway|métro|metro|rer|car|navette|noctilien|transilien"
    length = r"(?! ?(?:minutes?|min|mn|heures?|h|fois|euros?|€|ans|mois|jours?|km|personnes|places|stations|arrêts))"
    yield rule(
        "LIEU",
        rf"\b(?P<mask>(?i:{kinds}) (?:n° ?)?(?:[A-Za-z]?\d{{1,3}}[a-z]?|[A-Z]))(?![\w'’]){length}",
        certainty=0.8,
    )
    yield rule("LIEU", r"(?P<mask>(?i:\b(?:tram|rer|ligne)) [a-z])(?=[.,;]|$)", certainty=0.7)
    yield rule("LIEU", r"\b(?:le|du|au|en) (?P<mask>[TL]\d{1,2}[ab]?)(?!\w)", certainty=0.7)
    yield rule(
        "LIEU",
        rf"(?P<mask>(?i:\b(?:arrêt|arret|station|terminus|métro|metro))[ ](?:« ?)?{RUN})(?![\w-])",
        certainty=0.8,
    )


def organisations() -> Iterator[Rule]:
    """Heads (« collège », « association ») with a name, and whoever one works for."""
    heads = any_of(words("organisations", "lieux"))
    qualities = any_of(re.findall(r"d['’]\S+|de \S+|des \S+|\S+", lexicon()["organisations"]["qualites"]))
    head = rf"(?i:{heads}|[a-zéèê]{{4,}}erie)(?: (?:{qualities}))*"
    yield rule("ORGANISATION", rf"(?<![\w-])(?P<mask>{head}{OF}{RUN})(?![\w-])")
    signs = any_of(words("lieux", "enseignes"))
    yield rule(
        "ORGANISATION",
        rf"(?<![\w-])(?P<mask>{head} (?:les|des|le|la|du) (?:{signs}))(?!\w)",
        certainty=0.8,
        any_case=True,
    )
    quoted = r"(?i:association|asso|groupe|troupe|chorale|collectif|compagnie|restaurant|café|boutique|salon|club|GEM)"
    yield rule("ORGANISATION", rf"\b(?P<mask>{quoted} «[ \u00a0]?[^»\n]{{2,40}}»)", certainty=0.8)
    yield rule("ORGANISATION", rf"\b(?i:{_WORKING}) chez (?P<mask>{RUN})(?![\w-])", certainty=0.8)
