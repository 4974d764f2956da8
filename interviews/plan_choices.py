"""What can be chosen for an appointment, each with its French words: ids are kept in the base, words are shown."""

from __future__ import annotations

ROLES = {
    "contributeur-cooperant": "un·e contributeur·rice interroge un·e coopérant·e",
    "cooperant-contributeur": "un·e coopérant·e interroge un·e contributeur·rice",
    "ensemble-cooperant": "un·e coopérant·e et un·e contributeur·rice interrogent un·e coopérant·e",
    "entre-kpa": "quelqu'un d'une autre KPA pose les questions",
    "binome": "deux personnes posent les questions, en binôme",
}
MODES = {
    "ecran": "les cartes sur la tablette",
    "imprimees": "les cartes imprimées, la tablette pour noter",
    "papier": "les cartes imprimées et des notes sur papier, tapées ensuite",
}
NAMINGS = {
    "": "pas encore demandé",
    "own": "le sien",
    "changed": "un nom changé",
    "none": "aucun nom",
}
ANSWERS = {"given": "Oui", "refused": "Non", "": "Pas demandé"}
HOW_ASKED = {"": "pas encore demandé", "oral": "de vive voix", "ecrit": "par écrit"}

OTHER = "autre"
UNCODED = "mis"
"""What ISO 639 gives to a language that has no code of its own here."""
LANGUAGES = {
    "fr": "français",
    "fr-simple": "français simple",
    "ar": "arabe",
    "en": "anglais",
    "pt": "portugais",
    "es": "espagnol",
    "tr": "turc",
    "ru": "russe",
    "uk": "ukrainien",
    "ro": "roumain",
    "sq": "albanais",
    "ka": "géorgien",
    "fa": "persan, dari",
    "ps": "pachto",
    "ku": "kurde",
    "kab": "kabyle",
    "so": "somali",
    "ti": "tigrigna",
    "wo": "wolof",
    "bm": "bambara",
    "snk": "soninké",
    "ff": "peul",
    "ln": "lingala",
    "ta": "tamoul",
    "bn": "bengali",
    "vi": "vietnamien",
    "zh": "chinois",
    "fsl": "langue des signes",
    OTHER: "une autre langue",
}

PARIS = "Europe/Paris"
ZONES = {
    PARIS: "heure de Paris",
    "America/Guadeloupe": "heure de la Guadeloupe",
    "America/Martinique": "heure de la Martinique",
    "America/Cayenne": "heure de la Guyane",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "Indian/Reunion": "heure de La Réunion",
    "Indian/Mayotte": "heure de Mayotte",
    "Pacific/Noumea": "heure de la Nouvelle-Calédonie",
    "Pacific/Tahiti": "heure de Tahiti",
}


def language_said(language: str) -> str:
    """The French name of a language, or the words that were typed for one that is not in the list.

    >>> language_said("ar"), language_said("le comorien")
    ('arabe', 'le comorien')
    """
    return LANGUAGES.get(language, language)
