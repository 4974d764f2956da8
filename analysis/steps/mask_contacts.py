"""Rules for what reaches someone (phones, mails, accounts) and for numbers that name a file, a card or a door."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.steps.mask_patterns import CAPITAL, Rule, rule

_HOST = r"[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|coop|bzh|info|io|be|ch|me|tv|alsace|paris|asso\.fr)"
_DIGIT_WORDS = (
    r"(?:z[ée]ro|une?|deux|trois|quatre(?:[ -]vingts?)?|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
    r"vingt|trente|quarante|cinquante|soixante|double|\d{1,2})"
)
_NETWORKS = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|messenger|telegram|skype|discord|twitter|linkedin|youtube|twitch|"
    r"vinted|whatsapp)"
)
_GLUE = r"(?:[ \u00a0]*(?::|=|,|c['’]est|est|pseudo|compte|nom|sous le nom(?: de)?|au nom de|qui s['’]appelle|«))*[ \u00a0]*"
_HANDLE = r"[^\W_][\w.-]*(?:[_#\d.][\w#-]+)"


def contacts() -> Iterator[Rule]:
    """Phones, mails, links, names of accounts."""
    yield from _phones()
    yield from _mails()
    yield from _accounts()


def _phones() -> Iterator[Rule]:
    sign = r"[ .\-/\u00a0\u202f]{0,3}"
    yield rule("CONTACT", rf"(?<![\d+])(?P<mask>0{sign}[1-9](?:{sign}\d){{8}})(?!\d)")
    yield rule("CONTACT", rf"(?<![\d+])(?P<mask>(?:\+|00){sign}33{sign}(?:\(0\){sign})?[1-9](?:{sign}\d){{8}})(?!\d)")
    yield rule("CONTACT", r"(?<![\d+])(?P<mask>(?:\+|00)[ .]?[1-9]\d{0,2}(?:[ .\-]?\(?\d{2,4}\)?){2,5})(?!\d)")
    yield rule(
        "CONTACT",
        rf"\b(?P<mask>z[ée]ro[ ,-]+{_DIGIT_WORDS}(?:[ ,-]+(?:et[ -])?{_DIGIT_WORDS}){{4,}})\b",
        any_case=True,
    )


def _mails() -> Iterator[Rule]:
    yield rule("CONTACT", r"(?<![\w.+-])(?P<mask>[\w.+-]+[ ]?@[ ]?[\w-]+(?:\.[\w-]+)+)(?!\w)")
    dot = r"(?: (?:point|tiret|underscore|tiret du bas) )"
    yield rule(
        "CONTACT",
        rf"(?<![\w.+-])(?P<mask>[\w.+-]+(?:{dot}[\w+-]+)* ?(?:\(at\)|\[at\]|\(a\)| arobase | arobas ) ?"
        rf"[\w-]+(?:(?:\.| point )\w+)+)",
        any_case=True,
    )
    yield rule("CONTACT", r"(?P<mask>(?:https?://|www\.)[^\s<>«»\"”)]*[^\s<>«»\"”).,;:!?…])", any_case=True)
    yield rule("CONTACT", rf"(?<![\w@./-])(?P<mask>{_HOST}(?:/[^\s<>«»\"”).,;:]*)?)(?![\w@])", any_case=True)


def _accounts() -> Iterator[Rule]:
    yield rule("CONTACT", r"(?<![\w@.])(?P<mask>@\w(?:[\w.-]*\w)?)")
    yield rule("CONTACT", r"(?<![\w/@.])(?P<mask>[^\W\d_][\w.-]*\w#\d{3,5})\b")
    yield rule(
        "CONTACT",
        r"(?<![\w/@.-])(?P<mask>[^\W_]+(?:_[^\W_]+)+)(?![\w@]|\.(?:jpe?g|png|pdf|docx?|mp[34]))",
        certainty=0.8,
    )
    yield rule("CONTACT", rf"\b{_NETWORKS}{_GLUE}(?P<mask>{_HANDLE})(?!\w)", certainty=0.9, any_case=True)
    # A bare word after the name of a network: kept when it is no word of French (see mask.py).
    yield rule("CONTACT", rf"\b{_NETWORKS}{_GLUE}(?P<mask>[^\W\d_]{{6,}})(?!\w)", certainty=0.5, any_case=True)
    yield rule(
        "CONTACT", rf"(?<![\w@])(?P<mask>[^\W\d_]{{7,}}) (?:sur|dans) {_NETWORKS}\b", certainty=0.5, any_case=True
    )
    shown = r"(?:c['’]est|sous le nom(?: de)?|au nom de|:|=|,|«)"
    yield rule(
        "CONTACT",
        rf"\b(?i:{_NETWORKS})[ \u00a0]?{shown}[ \u00a0]?(?P<mask>{CAPITAL}(?: (?:(?:des?|du|la|les?) )?{CAPITAL})+)",
    )
    yield rule(
        "CONTACT",
        rf"\b(?:page|compte|groupe|profil|chaîne)(?: {_NETWORKS})? ?«[ \u00a0]?(?P<mask>[^»\n]{{2,40}}?)[ \u00a0]?»",
        any_case=True,
    )


def numbers() -> Iterator[Rule]:
    """Identity, bank and file numbers, codes of doors: AUTRE, since they are no way to reach someone."""
    yield rule(
        "AUTRE",
        r"(?<!\d)(?P<mask>[12][ .]?\d\d[ .]?(?:0[1-9]|[1-9]\d) ?(?:\d\d|2[AB])(?:[ .]?\d{3}){2}(?:[ .]?\d\d)?)(?!\d)",
    )
    yield rule("AUTRE", r"(?<!\w)(?P<mask>[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?)(?!\w)")
    file = r"(?:dossier|allocataire|matricule|étranger|agdref|siret|siren|plaque|contrat|récépissé|passeport|titre de séjour)"
    owner = r"(?:[ \u00a0](?:caf|cpam|ofpra|mdph|rsa|préfecture|msa))?"
    yield rule(
        "AUTRE",
        rf"\b{file}{owner}[ \u00a0]*(?:n°|numéro|est le|:)*[ \u00a0]*"
        r"(?P<mask>[A-Z]{0,3}-?\d[\dA-Z \-]{3,18}\d(?: ?[A-Z])?)(?!\w)",
        any_case=True,
    )
    yield rule("AUTRE", r"(?<!\w)(?P<mask>[A-Z]{2}-\d{3}-[A-Z]{2})(?!\w)")
    door = r"(?:code|digicode|interphone|mot de passe|boîte aux lettres)"
    yield rule(
        "AUTRE", rf"(?i:\b{door})(?: c['’]est| est)?[ :n°]*(?P<mask>(?=[A-Z]*\d)[A-Z\d]{{3,8}}|\d[A-Z\d]{{2,7}})\b"
    )
