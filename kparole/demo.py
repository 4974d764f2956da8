"""Fills a throw-away copy with the sample data: KPAs, comptes-rendus, consents, checked names, one analysis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from analysis.service import run_analysis
from analysis.tasks import engine
from cards.deck import load_deck
from interviews.plan_choices import PARIS
from interviews.plan_service import PlanData, make_plan, open_place_for, plan_by_uid, tick
from interviews.reading import gather, read_files
from interviews.service import (
    compte_rendu_by_code,
    confirm_masks,
    leave_file,
    open_import,
    pending_masks,
    take_file,
    whole_corpus,
    words_heard,
)
from kparole.access import Role
from kparole.accounts.models import Account
from kparole.accounts.service import give_pass
from kparole.db import db
from kparole.demo_tablet import lead_interviews
from kparole.paths import SAMPLES
from network.kpas import read_sheets
from network.service import add_kpa, known_names, set_network

SILENT = 4
"""Every so many people, one has not said anything about the récit: the demonstration must show it."""
UNCHECKED = 6
"""Every so many comptes-rendus, one still waits for its names to be checked."""

CONSENT = {
    "uses": ["notes", "equipe", "atelier", "recit"],
    "who": "la personne qui a mené l'entretien",
    "when": "après l'entretien",
    "how": "oral",
}
SHY = {**CONSENT, "uses": ["notes", "equipe"]}


PEOPLE = (
    ("sylvie", "Sylvie", Role.CONTRIBUTOR),
    ("malik", "Malik", Role.FACILITATION),
    ("ines", "Inès", Role.COORDINATION),
    ("theo", "Théo", Role.EVALUATION),
    ("awa", "Awa", Role.ADMINISTRATION),
)
"""Somebody for each role, to see KParole as each of them sees it; they have no password and cannot log in."""


def fill(say: Callable[[str], None]) -> None:
    """Load the samples and analyse them, telling each step."""
    say("Je prépare la démonstration (données fictives)…")
    set_network(name="Réseau de démonstration", deck=load_deck().id, owner="", kpas=[])
    for sheet in read_sheets(SAMPLES / "kpa.toml"):
        add_kpa(
            sheet.name,
            code=sheet.code,
            town=sheet.town,
            district=sheet.district,
            public=sheet.public,
            baseline=sheet.baseline,
            aliases=list(sheet.aliases),
        )
    db.session.commit()
    say(f"  {_take_samples()} comptes-rendus Word lus")
    said: set[str] = set()

    def tell(step: str, _done: int, _total: int) -> None:
        if step not in said:
            said.add(step)
            say(f"  {step}…")

    run_analysis(engine(), progress=tell)
    _check_most_names()
    kpa = whole_corpus()[0].kpa
    lead_interviews(kpa.code if kpa else None)
    plan = plan_interviews(kpa.id if kpa else None)
    _welcome_people(plan)


def _take_samples() -> int:
    deck = load_deck()
    read = read_files(gather([SAMPLES / "comptes_rendus"]), deck=deck, known_kpas=known_names()[0])
    shy = open_import(consent=SHY, kpa_id=None)
    open_ = open_import(consent=CONSENT, kpa_id=None)
    heard = words_heard(read)
    for place, one in enumerate(read, 1):
        word_import = shy if place % SILENT == 0 else open_
        entry = leave_file(word_import, name=one.source.name, content=one.source.content)
        take_file(word_import, entry, one, deck=deck, heard=heard)
    return sum(one.document is not None for one in read)


def _check_most_names() -> None:
    """In the demonstration most names are taken as checked, so that the récit has words to quote."""
    waiting = set(pending_masks())
    for place, row in enumerate(whole_corpus(), 1):
        if row.code in waiting and place % UNCHECKED:
            fresh = compte_rendu_by_code(row.code)
            if fresh is not None:
                confirm_masks(fresh)


def plan_interviews(kpa_id: int | None) -> str:
    """Two interviews to come and the id of the first, half prepared."""
    nine = datetime.combine(date.today(), time(9, 30))
    first = _planned(
        kpa_id, nine + timedelta(days=1), "Awa", language="ar", interpreter="Samira", naming="changed",
        agreed={"notes": "given", "audio": "refused"}, agreed_how="oral", own_reminders="Prendre le jeu imprimé.",
    )  # fmt: skip
    for point in ("invitation:pourquoi", "invitation:nom", "invitation:ou", "preparation:guide"):
        tick(first, point, done=True)
    _planned(kpa_id, nine + timedelta(days=9, hours=5), "", roles="cooperant-contributeur", mode="imprimees")
    return first


def _planned(kpa_id: int | None, starts_at: datetime, name: str, **other: Any) -> str:
    plain = {"naming": "", "language": "fr", "interpreter": "", "roles": "contributeur-cooperant", "mode": "ecran"}
    none = {"agreed": {}, "agreed_how": "", "person_reminders": "", "own_reminders": "", "swap": False}
    told: dict[str, Any] = {**plain, **none, **other, "name": name, "code": "" if name else "R2"}
    place = "La maison du quartier"
    data = PlanData(kpa_id=kpa_id, starts_at=starts_at, zone=PARIS, minutes=60, place=place, **told)
    return make_plan(data).uid


def _welcome_people(plan: str) -> None:
    """An account a role, and a pass of each kind for one interview; ``plan``: the one to come that is entrusted."""
    first = whole_corpus()[0]
    for username, name, role in PEOPLE:
        own = first.kpa_id if role is Role.CONTRIBUTOR else None
        ends_on = date.today() + timedelta(days=90) if role is Role.EVALUATION else None
        db.session.add(
            Account(
                username=username,
                name=name,
                role=str(role),
                kpa_id=own,
                ends_on=ends_on,
                fs_uniquifier=f"demonstration-{username}",
            )
        )
    db.session.commit()
    for purpose, name in ((Role.REREADING, "Samia"), (Role.CO_ANALYSIS, "Joël")):
        give_pass(name=name, purpose=purpose, interviews=[first.code], hours=24)
    entrusted = plan_by_uid(plan)
    if entrusted is not None:
        open_place_for(entrusted)
    give_pass(name="Léo", purpose=Role.LEADING, interviews=[plan], hours=96)
