"""The list of what is looked at, in the order it is told; whatever is broken, each point ends in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from kparole.checks import data, machine, reading
from kparole.checks.data import NotYet
from kparole.config import Settings, read_settings
from kparole.errors import SettingError, UserError
from kparole.logs import place_of
from kparole.troubles import trouble_of

LATER = "à voir quand les réglages conviendront."
REINSTALL = "il manque un morceau de KParole. Réinstallez-le : pip install kparole."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what it is, and the function that gives None when fine, else what is wrong and what to do."""

    label: str
    run: Callable[[Settings], str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing; ``problem`` None = fine. ``skipped``: it could not be looked at yet."""

    label: str
    problem: str | None
    skipped: bool = False


OF_THE_DATA = (
    Check("Le dossier des données", machine.folder),
    Check("Les droits sur les fichiers", machine.rights),
    Check("La place sur le disque", machine.disk),
    Check("Les fichiers reçus", machine.received),
    Check("La clé secrète", machine.key),
    Check("La base", data.database),
    Check("L'horloge", data.clock),
    Check("Les travaux en cours", data.jobs),
    Check("Le journal des accès", data.journal),
    Check("La recherche dans les paroles", data.search),
)
OF_THE_READING: tuple[tuple[str, Callable[[], str | None]], ...] = (
    ("Le jeu de cartes", reading.deck),
    ("Le modèle de français", reading.french),
    ("Les vecteurs de phrases", reading.vectors),
    ("La grille et les exemples de l'analyse", reading.engine),
)


def examine() -> Iterator[Finding]:
    """Look at everything, one finding after the other."""
    settings, problem = _settings()
    yield Finding("Les réglages", problem)
    for check in OF_THE_DATA:
        if settings is None:
            yield Finding(check.label, LATER, skipped=True)
        else:
            yield look(check.label, partial(check.run, settings))
    for label, run in OF_THE_READING:
        yield look(label, run)


def look(label: str, run: Callable[[], str | None]) -> Finding:
    """What a look finds; an error on the way is a finding too, in French, with its place and never a traceback."""
    try:
        return Finding(label, run())
    except NotYet as error:
        return Finding(label, str(error), skipped=True)
    except UserError as error:
        return Finding(label, str(error))
    except ImportError:
        return Finding(label, REINSTALL)
    except PermissionError as error:
        return Finding(label, f"ce compte ne peut pas lire « {error.filename or 'un fichier'} ». Vérifiez vos droits.")
    except Exception as error:
        unknown = (
            f"ce point n'a pas pu être vérifié ({type(error).__name__}, {place_of(error)}). "
            "Donnez cette ligne à la personne qui vous aide."
        )
        return Finding(label, str(trouble_of(error) or unknown))


def _settings() -> tuple[Settings | None, str | None]:
    try:
        return read_settings(), None
    except SettingError as error:
        return None, str(error)
