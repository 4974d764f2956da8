"""Rules for what is said of a life and singles someone out: family, origin and languages."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.steps.mask_lexicon import any_of, words
from analysis.steps.mask_patterns import CAPITAL, Rule, rule


def family() -> Iterator[Rule]:
    """Many children or siblings, twins, widows, orphans: AUTRE. One or two children are everybody's."""
    count, children = any_of(words("famille", "nombres")), any_of(words("famille", "enfants"))
    group = rf"(?:{count}) (?:petits |grands |grandes |jeunes )?(?:{children})"
    many = rf"{group}(?: et (?:une?|deux|{count}) (?:{children}|fille|garçon|fils|frère|sœur)| et (?:{children}))?"
    owned = r"(?:mes|ses|nos|leurs|tes|vos)"
    had = (
        r"(?:ai|a|as|avons|avait|avais|ont|eu|eus|élevé|elevé|élève|élevait|faire?|porté|avec|étions|étaient|était|sommes|"
        r"fratrie de|"
        r"famille de|aînée? de|ainée? de|dernière? de|cadette? de|parmi)"
    )
    yield rule("AUTRE", rf"\b(?P<mask>{owned} {many})\b", certainty=0.8, any_case=True)
    yield rule("AUTRE", rf"\b{had} (?P<mask>{many})\b(?! (?:du|de l|qui|à l|au) )", certainty=0.7, any_case=True)
    both = r"(?:garçons|filles|fils|frères|sœurs|soeurs)"
    few = rf"(?:une?|deux|{count})"
    yield rule(
        "AUTRE",
        rf"\b(?P<mask>(?:{count}) {both} et {few} (?:garçon|fille|frère|sœur|soeur)s?)\b",
        certainty=0.7,
        any_case=True,
    )
    parent = r"(?:mère|mere|père|pere|maman|papa|parent)s?(?: solo| seule?| célibataire| isolée?)?"
    yield rule(
        "AUTRE",
        rf"\b(?P<mask>{parent} (?:de |d['’])(?:{many}|{count}|jumeaux|jumelles|triplée?s))\b",
        certainty=0.8,
        any_case=True,
    )
    twins = r"jumeaux|jumelles|triplée?s|quadruplée?s"
    yield rule(
        "AUTRE",
        rf"\b(?P<mask>(?:(?:deux|trois|mes|ses|des|les|vrais|nos) )+(?:{twins})|(?:sœur|soeur) jumelle|frère jumeau)\b",
        certainty=0.8,
        any_case=True,
    )
    yield rule(
        "AUTRE",
        r"\b(?P<mask>veufs?|veuves?|veuvage|orpheline?s?|orphelinat|pupille de l['’]État|polygam(?:e|ie))\b",
        certainty=0.8,
        any_case=True,
    )
    yield rule(
        "AUTRE",
        r"\b(?P<mask>(?:été|suis|était|étais|enfant|fille|fils) (?:adoptée?|placée?(?! sous| de la| du))|famille d['’]accueil|"
        r"née? sous X|enfant de la DDASS|à la DDASS)\b",
        certainty=0.7,
        any_case=True,
    )


def origins() -> Iterator[Rule]:
    """Where somebody is from and what she speaks, when it is said of a person and not of a dish."""
    peoples = any_of(words("origines", "peuples"))
    kin = (
        r"mari|femme|époux|épouse|père|mère|parents|compagne|compagnon|voisine?|copine|copain|amie?|famille|grand-père|"
        r"grand-mère"
    )
    someone = rf"(?:(?i:je|j['’]|tu|il|elle|on|nous|ils|elles|qui|{kin})|{CAPITAL})"
    being = r"(?:suis|es|est|sommes|sont|étais|était|étaient)"
    near = r"(?: aussi| moitié| d['’]origine| né| née| une?| tous| toutes)?"
    yield rule(
        "AUTRE",
        rf"\b{someone}(?:(?<=['’])|,? ){being}{near} (?P<mask>(?i:{peoples}))(?![\w-])",
        certainty=0.7,
    )
    yield rule(
        "AUTRE",
        rf"\b(?:origine|nationalité|réfugiée?s?|citoyenne?)(?: :)? (?P<mask>{peoples})(?![\w-])",
        certainty=0.8,
        any_case=True,
    )
    yield rule(
        "AUTRE",
        rf"\b(?:mon|ma|son|sa|un|une|leur|notre) (?:{kin}) (?P<mask>{peoples})(?![\w-])",
        certainty=0.7,
        any_case=True,
    )
    tongues = any_of(words("origines", "langues") - words("origines", "communes"))
    yield rule(
        "AUTRE",
        rf"(?<![\w-])(?P<mask>{tongues})(?![\w-])",
        certainty=0.7,
        any_case=True,
        within=r"\b(?:parl(?:e|es|ent|ait|aient|ons|er|ant|é)|(?:ma|sa|notre|leur|une|en) langue|langue maternelle|interprète|"
        r"traduit du)\b[^.;!?\n]{0,70}",
    )
    yield rule("AUTRE", r"\b(?P<mask>langue des signes|LSF|braille)\b", certainty=0.7, any_case=True)
