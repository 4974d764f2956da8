"""Rules for health as people say it: what a body no longer does, what was done to it, who and what looks after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.steps.mask_lexicon import lexicon
from analysis.steps.mask_patterns import Rule, rule

_SIDE = r"(?: (?:droite?|gauche))?"
_BODY = (
    r"(?:dos|épaules?|bras|mains?|doigts?|poignets?|coudes?|jambes?|genoux?|hanches?|pieds?|chevilles?|cou|nuque|tête|yeux|œil|oeil|"
    r"oreilles?|cœur|coeur|reins?|foie|poumons?|estomac|ventre|seins?|utérus|ovaires?|prostate|peau|os|sang|cerveau|nerfs?|colonne|"
    r"vertèbres?|thyroïde|intestins?|gorge|vue|rétine|articulations?|muscles?|rotule|bassin|crâne|mâchoire|vessie|côlon|moelle)"
)
_OF = r"(?:au|aux|à la|à l['’]|du|de la|de l['’]|des|de|d['’]|dans la|dans les?|sur la|sur le)[ \u00a0]?(?:deux )?"
_SOMEBODY = r"(?:je|j['’]|tu|il|elle|qui|mon \w+|ma \w+|son \w+|sa \w+)"


def health() -> Iterator[Rule]:
    """Illnesses, treatments and handicaps: those of the lexicon, whatever the capitals, and the ways of saying the others."""
    terms = sorted(lexicon()["sante"]["termes"], key=lambda term: (-len(term), term))
    forms = "|".join(_loose(term) for term in terms)
    yield rule("SANTE", rf"(?<![\w-])(?P<mask>{forms})(?![\w-])", certainty=0.9, any_case=True)
    for pattern in (*_ills(), *_handicaps(), *_done_to_the_body(), *_cares()):
        yield rule("SANTE", pattern, certainty=0.7, any_case=True)


def _ills() -> Iterator[str]:
    ill = r"(?:maladies?|infections?|insuffisances?|malformations?|boules?|kystes?|problèmes?|soucis?|faiblesses?|inflammations?)"
    grave = r"(?: (?:graves?|chroniques?|héréditaires?))?"
    yield rf"\b(?P<mask>{ill}{grave} {_OF}{_BODY}{_SIDE})(?!\w)"
    yield (
        r"\b(?P<mask>(?:longue|grave|sale) maladie|maladie (?:grave|rare|chronique|génétique|incurable|professionnelle|"
        r"dégénérative|auto-?immune|longue durée|mentale|héréditaire|évolutive|neurologique|respiratoire|cardiaque))\b"
    )
    yield (
        r"\b(?P<mask>(?:crises?|attaques?) (?:d['’]angoisses?|de panique|cardiaques?|de nerfs|de tétanie|de spasmophilie|"
        r"convulsives?|d['’]asthme|d['’]épilepsie|de démence|de foie|de goutte)|arrêt cardiaque|attaque cérébrale)\b"
    )
    yield r"\b(?:fait|a|ai|eu|avait|fais) (?P<mask>(?:une|deux|trois|des|plusieurs|sa) (?:TS|tentatives?))\b(?! d)"


def _handicaps() -> Iterator[str]:
    yield r"(?<!['’])\b(?P<mask>entend(?:s|ais|ait|aient|ent)? (?:très |plutôt )?mal)\b"
    yield rf"\b{_SOMEBODY} (?P<mask>boit(?:e|es|ait|ais))\b(?! (?:aux lettres|à))"
    yield r"\b(?P<mask>bégai(?:e|es|ent|ait|ais|ement)|bég(?:aye|ayer|ayait|ue)s?|boiter(?:ie)?)\b"
    sees = r"(?:voi[stx]|voyait|voyais|entend(?:s|ais|ait)?|bouge|sens|sent)"
    one = rf"(?:d['’]une? |de l['’])(?:œil|oeil|oreille){_SIDE}"
    yield rf"\b(?P<mask>(?:ne |n['’])?{sees} (?:presque )?(?:plus|pas|rien) {one})"
    kin = r"fille|fils|enfant|mari|femme|sœur|soeur|frère|mère|père|adultes?|personne"
    who = rf"(?:suis|es|est|était|étais|née?|{kin})"
    yield rf"\b{who} (?:un peu |lourdement |très )?(?P<mask>(?:reconnue? )?handicapée?s?(?: à \d\d ?%)?)(?!\w)"
    lost = r"(?:doigts?|phalanges?|orteils?|œil|oeil|bras|jambes?|rein|sein|pied|vue|ouïe|audition|odorat|motricité)"
    yield rf"\bperdu (?P<mask>(?:une?|deux|trois|quatre|la|le|mon|ma|mes|son|sa|ses|les|l['’]) ?(?:usage \w+ \w+|{lost}))\b"


def _done_to_the_body() -> Iterator[str]:
    yield rf"\b(?P<mask>opérée?s? {_OF}{_BODY}{_SIDE}|opérations? {_OF}{_BODY}{_SIDE}|greffée?s? {_OF}{_BODY})(?!\w)"
    organ = (
        r"(?:rein|sein|poumon|utérus|rate|vésicule|thyroïde|ovaire|prostate|estomac|tumeur|kyste|boule|bout \w+ \w+)s?"
    )
    yield rf"\b(?:enlevé|retiré|ôté|greffé|transplanté) (?P<mask>(?:une?|deux|le|la|les|l['’]|mon|ma|son|sa) ?{organ})\b"
    device = r"(?:pile|plaque|broche|valve|stent|sonde|vis|poche|stomie|pompe|appareil|tige|anneau)s?"
    where = rf"(?: (?:{_OF}|pour (?:le|la|les) ){_BODY}{_SIDE})?"
    put = r"(?:m['’]a|lui a|m['’]ont|lui ont) (?:mis|posé)"
    yield rf"\b{put} (?P<mask>(?:une?|des|deux) {device}{where})(?! (?:sur|à la porte))(?!\w)"
    yield r"\b(?P<mask>(?:sous|en) dialyse|dialysée?s?|sous oxygène|en rééducation|en soins palliatifs|en rémission)\b"


def _cares() -> Iterator[str]:
    drugs = r"(?:médicaments?|médocs|cachets?|comprimés?|piqûres?|gouttes|traitements?|injections?)"
    owner = r"(?:le|la|les|une?|mon|ma|mes|son|sa|ses)"
    what = rf"(?:{_BODY}|dormir|tension|douleurs?|diabète|angoisses?)"
    yield rf"\b(?P<mask>{drugs} (?:pour|contre) (?:{owner} |l['’])?{what})(?!\w)"
    yield rf"\b(?P<mask>suivie?s? (?:en|par {owner}) psy\w*|suivi psy\w*|(?:voi[st]|voyait|voyais) {owner} psy\w*)"
    yield r"\b(?P<mask>(?:clinique|hôpital|hopital|service|unité|secteur|centre|urgences|soins) psy\w*)"
    lasting = r"(?: (?:lourd|à vie|de fond|hormonal|médical))?"
    yield rf"\b(?:mon|son|sous|un) (?P<mask>traitement{lasting})\b(?! de(?! fond)| d['’]| des| du)"


_ACCENTS = {"é": "[ée]", "è": "[èe]", "ê": "[êe]", "ï": "[ïi]", "ô": "[ôo]", "â": "[âa]", "'": "['’]"}


def _loose(term: str) -> str:
    """A term of the lexicon as a pattern: « * » is any ending, accents may be missing."""
    form = re.escape(term).replace(r"\*", r"[^\W\d_]{0,4}").replace(r"\ ", r"\s")
    return "".join(_ACCENTS.get(sign, sign) for sign in form)
