"""Makes the sample collector: 250 people who do not exist, and the activity of their KPAs.

Run as ``python data_samples/fabriquer_collecteur.py``.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20260430
LAST_DAY = dt.date(2026, 4, 30)  # the day the records were supposedly gathered
UNKNOWN = 0.07  # share of a column left blank, whatever the person
PEOPLE_COLUMNS = (
    "kpa", "genre", "annee_naissance", "tranche_age", "departement", "qpv", "parent_isole", "protection_internationale",
    "rqth", "niveau_formation", "inscription_emploi", "anciennete_inscription", "mission_locale", "contrat",
    "duree_prevue", "date_entree", "date_sortie", "situation_sortie", "detail_sortie",
)  # fmt: skip
ACTIVITY_COLUMNS = ("kpa", "debut", "fin", "chiffre_affaires_ht", "remunerations")
BANDS = ((16, 24, "16-24"), (25, 39, "25-39"), (40, 54, "40-54"), (55, 99, "55+"))
MAY_MISS = frozenset(
    {"departement", "qpv", "parent_isole", "protection_internationale", "rqth"}
    | {"niveau_formation", "mission_locale", "duree_prevue"}
)
PLANNED = {
    "cape": {"<1a": 1, "1a": 4, "1-2a": 3, "2a": 2, ">2a": 1},
    "cesa": {">2a": 3, "2a": 1},
    "volontariat": {"<1a": 3, "1a": 2},
}
AFTER = {"emploi": 30, "formation": 18, "creation": 9, "autre-dispositif": 12, "sans": 18, "inconnue": 13}
DETAILS = {
    "emploi": {"cdi": 3, "cdd-6m-plus": 4, "cdd-moins-6m": 5, "interim": 3},
    "formation": {"qualifiante": 3, "non-qualifiante": 2},
}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """What sets a KPA's people apart: how many, since when, where, age at entry, shares (0–1) of women and of QPV."""

    name: str
    people: int
    opened: dt.date
    departments: tuple[str, str]
    ages: tuple[int, int, int]  # youngest, most frequent, oldest at entry
    women: float
    qpv: float
    first_sales: int  # euros in the first whole year


PROFILES = (
    Profile("La Passerelle", 56, dt.date(2022, 9, 5), ("Drôme", "Ardèche"), (18, 43, 64), 0.78, 0.72, 21400),
    Profile("Les Tilleuls", 47, dt.date(2022, 11, 14), ("Loiret", "Yonne"), (22, 47, 69), 0.94, 0.64, 12900),
    Profile("L'Atelier des Hautes-Combes", 36, dt.date(2023, 9, 4), ("Ariège", "Aude"), (17, 36, 61), 0.4, 0.55, 26800),
    Profile("Ker Solidaire", 43, dt.date(2023, 3, 20), ("Finistère", "Morbihan"), (18, 41, 65), 0.67, 0.48, 38700),
    Profile("Le Grand Large", 37, dt.date(2024, 1, 15), ("Seine-Maritime", "Eure"), (16, 20, 25), 0.49, 0.76, 9700),
    Profile("Les Mains Vertes", 31, dt.date(2022, 1, 10), ("Loiret", "Cher"), (19, 42, 73), 0.61, 0.51, 15200),
)


def people() -> list[Row]:
    """One row a person, the same at every run; unknown = empty."""
    rng = random.Random(SEED)
    rows = [_person(profile, rng) for profile in PROFILES for _ in range(profile.people)]
    return sorted(rows, key=lambda row: (row["date_entree"], row["kpa"], row["annee_naissance"]))


def activity() -> list[Row]:
    """Sales and pay of each KPA, a line a calendar year it was open."""
    rng = random.Random(SEED + 1)
    return [row for profile in PROFILES for row in _years(profile, rng)]


def _person(profile: Profile, rng: random.Random) -> Row:
    entered = _day(rng, profile.opened, dt.date(2026, 4, 13))
    age = round(rng.triangular(profile.ages[0], profile.ages[2], profile.ages[1]))
    row = dict.fromkeys(PEOPLE_COLUMNS, "")
    row |= {"kpa": profile.name, "genre": _gender(profile, rng), "date_entree": entered.isoformat()}
    row |= _age(profile, age, entered.year - age, rng)
    row["departement"] = profile.departments[rng.random() < 0.06]
    row |= _situation(profile, row["genre"], age, rng)
    row |= _registration(age, rng)
    row |= _contract(age, rng)
    row |= _leaving(row["contrat"], age, entered, rng)
    return _with_blanks(row, rng)


def _gender(profile: Profile, rng: random.Random) -> str:
    return "autre" if rng.random() < 0.016 else ("femme" if rng.random() < profile.women else "homme")


def _age(profile: Profile, age: int, year: int, rng: random.Random) -> Row:
    """A birth year, a band, both (when the band still holds) or neither; young publics always give the year."""
    band = _band(age)
    lasting = band == _band(LAST_DAY.year - year)
    draw = rng.random()
    if draw < 0.22 and lasting:
        return {"annee_naissance": str(year), "tranche_age": band}
    if profile.ages[2] <= 25 or draw < 0.84:
        return {"annee_naissance": str(year)}
    return {"tranche_age": band} if draw < 0.96 else {}


def _band(age: int) -> str:
    return next(name for low, high, name in BANDS if low <= age <= high)


def _situation(profile: Profile, gender: str, age: int, rng: random.Random) -> Row:
    alone = 0.0 if age < 20 else (0.34 if gender == "femme" and age < 58 else 0.05)
    levels = {"infra-cap": 30, "cap-bep": 28, "bac": 20} | ({"bac+2-4": 9, "bac+5": 4} if age >= 23 else {})
    return {
        "qpv": _yes(profile.qpv, rng),
        "parent_isole": _yes(alone, rng),
        "protection_internationale": _yes(0.09, rng),
        "rqth": _yes(0.05 if age < 30 else 0.17, rng),
        "niveau_formation": _pick(levels if age >= 18 else {"infra-cap": 1}, rng),
    }


def _registration(age: int, rng: random.Random) -> Row:
    """Registered as looking for work before, during, or not; since when only for those registered before."""
    when = _pick({"avant": 0 if age < 17 else 58, "pendant": 14, "non": 28 if age < 63 else 200}, rng)
    since = {"<6m": 3, "6-12m": 3, "13-24m": 4, "2-5a": 4 if age >= 21 else 0, ">5a": 3 if age >= 26 else 0}
    return {
        "inscription_emploi": when,
        "anciennete_inscription": _pick(since, rng) if when == "avant" else "",
        "mission_locale": _yes(0.55 if age <= 25 else 0.0, rng),
    }


def _contract(age: int, rng: random.Random) -> Row:
    kinds = {"cape": 74 if age < 66 else 5, "cesa": 6, "benevole": 14 if age < 60 else 40}
    kinds |= {"volontariat": 8} if age <= 25 else {}
    contract = _pick(kinds, rng)
    return {"contrat": contract, "duree_prevue": _pick(PLANNED[contract], rng) if contract in PLANNED else ""}


def _leaving(contract: str, age: int, entered: dt.date, rng: random.Random) -> Row:
    """A past date of leaving, within three years under CAPE, and what came after; empty for those still there."""
    longest = 1094 if contract == "cape" else 1400
    stay = round(rng.triangular(25, longest, 400))
    left = entered + dt.timedelta(days=stay)
    if left > LAST_DAY:
        return {}
    after = _pick(AFTER | {"emploi": 30 if age < 63 else 2} | ({"service-civique": 10} if age < 25 else {}), rng)
    return {
        "date_sortie": left.isoformat(),
        "situation_sortie": after,
        "detail_sortie": _pick(DETAILS[after], rng) if after in DETAILS and rng.random() < 0.9 else "",
    }


def _with_blanks(row: Row, rng: random.Random) -> Row:
    """Leave out what a team did not ask or did not write down; who, when and what came after are always kept."""
    return {key: "" if key in MAY_MISS and rng.random() < UNKNOWN else row[key] for key in PEOPLE_COLUMNS}


def _years(profile: Profile, rng: random.Random) -> list[Row]:
    rows = []
    sales = float(profile.first_sales)
    for year in range(profile.opened.year, LAST_DAY.year):
        start = max(profile.opened.replace(day=1), dt.date(year, 1, 1))
        share = (13 - start.month) / 12
        turnover = round(sales * share * (0.55 if start.month > 1 else 1))
        paid = round(turnover * (0.36 + 0.2 * rng.random()))
        values = (profile.name, start.isoformat(), f"{year}-12-31", str(turnover), str(paid))
        rows.append(dict(zip(ACTIVITY_COLUMNS, values, strict=True)))
        sales *= 1 + 0.28 * rng.random() - 0.05
    return rows


def _day(rng: random.Random, first: dt.date, last: dt.date) -> dt.date:
    day = first + dt.timedelta(days=int(rng.random() * ((last - first).days + 1)))
    return day - dt.timedelta(days=max(0, day.weekday() - 4)) if day.weekday() > 4 else day


def _yes(chance: float, rng: random.Random) -> str:
    return "oui" if rng.random() < chance else "non"


def _pick(weights: dict[str, int], rng: random.Random) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def write(rows: list[Row], columns: tuple[str, ...], path: Path) -> None:
    """A CSV as a French spreadsheet reads it: UTF-8, semicolons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write both files beside this script."""
    write(people(), PEOPLE_COLUMNS, HERE / "collecteur.csv")
    write(activity(), ACTIVITY_COLUMNS, HERE / "activite.csv")
    sys.stdout.write(f"{len(people())} personnes, {len(activity())} années d'activité.\n")


if __name__ == "__main__":
    main()
