"""The one table of settings: name, default, what it is for, what it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kparole import settings_kinds as kinds

PREFIX = "KPAROLE_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: environment name, default as text, what it is for (French), how its text is read."""

    name: str
    default: str
    help: str
    parse: Callable[[str], Any]
    in_file: bool = True

    @property
    def key(self) -> str:
        """Its name in the file of settings: ``max_envoi`` for ``KPAROLE_MAX_ENVOI``."""
        return self.name.removeprefix(PREFIX).lower()


SETTINGS = (
    Setting(
        "KPAROLE_REGLAGES",
        "",
        "Fichier de réglages. Vide : reglages.toml dans votre dossier de configuration, s'il existe.",
        kinds.file_name,
        in_file=False,
    ),
    Setting("KPAROLE_HOME", "", "Dossier des données. Vide : le dossier de données de votre système.", kinds.folder),
    Setting(
        "KPAROLE_BASE",
        "",
        "Adresse de la base. Vide : un fichier SQLite dans le dossier des données.",
        kinds.database,
    ),
    Setting("KPAROLE_FILE", "", "File des travaux longs : vide pour SQLite, ou redis://…", kinds.queue),
    Setting(
        "KPAROLE_MAX_ENVOI",
        "100",
        "Taille la plus grande d'un envoi par le navigateur, en mégaoctets.",
        kinds.whole_number("de mégaoctets", least=1, most=10_000, example=100),
    ),
    Setting(
        "KPAROLE_CLE",
        "",
        "Clé secrète d'un serveur, 32 caractères au moins. Vide : faite par KParole, sauf en réseau.",
        kinds.key,
    ),
    Setting("KPAROLE_ADRESSE", "", "Adresse publique d'un serveur, en https:// et sans rien après.", kinds.address),
    Setting("KPAROLE_MANDATAIRE", "", "Adresse IP du mandataire de confiance qui parle https.", kinds.proxy),
    Setting(
        "KPAROLE_INACTIVITE",
        "180",
        "Minutes sans rien faire avant de devoir se reconnecter (100 au moins : un entretien en dure 90).",
        kinds.whole_number("de minutes", least=100, most=4320, example=180),
    ),
    Setting(
        "KPAROLE_SESSION",
        "12",
        "Heures avant de devoir se reconnecter, même sans pause (3 à 72).",
        kinds.whole_number("d'heures", least=3, most=72, example=12),
    ),
    Setting(
        "KPAROLE_DEBIT",
        "300",
        "Demandes par minute et par compte au-delà desquelles KParole fait attendre (30 au moins).",
        kinds.whole_number("de demandes par minute", least=30, most=100_000, example=300),
    ),
    Setting(
        "KPAROLE_JOURNAL",
        "12",
        "Mois pendant lesquels le journal des accès est gardé.",
        kinds.whole_number("de mois", least=1, most=120, example=12),
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_KEY = {setting.key: setting for setting in SETTINGS if setting.in_file}
