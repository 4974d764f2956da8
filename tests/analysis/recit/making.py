"""A realistic made-up source for the récit: people, KPAs, words of every kind, weighed by the real steps."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from analysis.card_life import Game, Played, Taken
from analysis.recit.source import RecitSource
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.saturate import saturate
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from analysis.steps.types import Analysis, Extract, Label, Mask, Note, Person, Reading, Theme
from analysis.steps.weigh import weigh
from cards.deck import load_deck

ROOT = Path(__file__).parents[3]
KPAS = ("La Passerelle", "Les Tilleuls", "L'Atelier des Combes", "Ker Solidaire", "Le Grand Large", "Les Mains Vertes")
NAMES = (
    *("Malika", "Awa", "Thi-Lan", "Zohra", "Kévin", "Joséphine", "Rosa", "Idriss", "Maryse", "Bintou"),
    *("Loïc", "Samia", "Paulo", "Nour", "Ginette", "Hawa", "Théo", "Carmen", "Ousmane", "Fatou"),
    *("Yves", "Lina", "Rachid", "Solène", "Marie-Jo", "Tarek", "Denise", "Aminata", "Basile", "Inès"),
)
WORDS: dict[str, tuple[str, ...]] = {
    "liens-sociaux": (
        "Le mardi je ne mange plus seule, on pousse les tables et il y a toujours quelqu'un qui rapporte du pain.",
        "J'ai croisé la dame du troisième. Douze ans qu'on habitait le même escalier, on s'était jamais parlé.",
        "Maintenant quand ma fille est malade, j'ai deux voisines que je peux appeler la nuit.",
    ),
    "vivre-ensemble": (
        "On s'est fâchés pour le planning, puis on l'a écrit au mur tous ensemble, et depuis on s'y tient.",
        "Je laisse finir les gens avant de répondre. À la maison aussi, ils ont vu la différence.",
        "Si l'un est en retard, un autre commence ses cageots. Personne ne compte.",
    ),
    "confiance": (
        "La première fois au téléphone j'ai raccroché. Hier j'ai pris trois commandes, debout, sans papier.",
        "On m'a confié les clés. Moi ! J'ai dormi avec, la première nuit.",
        "Avant de parler je comptais mes mots. Je ne les compte plus.",
    ),
    "projection": (
        "J'ai rempli le dossier pour le CAP. Si c'est non, je le remplirai encore l'an prochain.",
        "Une remorque, un four, et je fais les marchés. J'ai déjà demandé les prix.",
    ),
    "bien-etre": (
        "Quand je ponce, je n'entends plus rien. Ça me lave la tête mieux que les cachets.",
        "Je rentre fatiguée mais c'est une bonne fatigue, je dors d'une traite depuis l'automne.",
    ),
    "situation-personnelle": (
        "Le matin je pose mon réveil à sept heures, même le dimanche maintenant, et mes fils se moquent.",
        "J'ai ouvert le courrier toute seule. Il y en avait pour huit mois.",
    ),
    "competences-metier": (
        "La défonceuse me faisait peur. J'ai fait le plateau en entier, sans personne derrière moi.",
        "Je sais reprendre un ourlet à l'œil, sans règle, et la cliente n'a rien vu.",
    ),
    "competences-entrepreneuriales": (
        "Je fais les devis du jeudi. On retire la marge, on remet les heures, et on discute avec le client.",
        "Depuis qu'on m'a montré les comptes je comprends pourquoi on dit non à des commandes.",
    ),
    "": (
        "Le bus ne passe plus après dix-neuf heures, je rentre à pied et il fait noir.",
        "Ma sœur est malade, c'est moi qui fais tout à la maison en ce moment.",
        "Les papiers, on attend encore, deux ans que ça dure.",
    ),
}
AGAINST = (
    "Quand on m'a reprise devant la cliente, je me suis fermée. Je n'ai plus pris de commande de la semaine.",
    "On m'avait dit que ça changerait quelque chose pour l'argent. Non, rien n'a bougé de ce côté.",
    "En réunion je me tais. Ceux qui parlent bien parlent, et voilà.",
)
NASTY = (
    'Elle m\'a dit : « fais & fais encore », <vraiment>, "sans règle" '
    "{{ title }} {% if x %} {_{ et }_} 100 % 😀 ça l'étonne",
    "تعلمت الخياطة هنا وصرت أساعد النساء الأخريات في الحي كل يوم بعد الظهر",
    "J'ai compté : 3 < 5 et 5 > 3, l'addition n'est pas fausse & c'est déjà ça, pour une fois !",
)


def taxonomy() -> Taxonomy:
    """The grid that ships with the product."""
    return parse_taxonomy((ROOT / "analysis" / "taxonomy.toml").read_text(encoding="utf-8"))


def make_source(
    *, people: int = 30, each: int = 10, checked: bool = True, long: bool = False, silent: str = "", seed: int = 3
) -> RecitSource:
    """A source of ``people`` × ``each`` extracts; nobody speaks of the effect ``silent``; one seed, one source."""
    chance = random.Random(seed)
    persons = tuple(_person(number, each, chance, long=long) for number in range(people))
    extracts = tuple(_extract(person, note) for person in persons for note in person.notes)
    readings = {extract.id: _reading(extract, chance, silent=silent) for extract in extracts}
    themes = _themes(extracts, readings)
    analysis = _analysis(persons, extracts, readings, themes)
    held = {extract.id for place, extract in enumerate(extracts) if checked and place % 9 == 4}
    return RecitSource(
        analysis=analysis,
        taxonomy=taxonomy(),
        deck=load_deck(),
        names={person.id: NAMES[number % len(NAMES)] for number, person in enumerate(persons)},
        quotable={extract.id: extract.text for extract in extracts if extract.id not in held},
        withheld={"accord": len(held) - len(held) // 3, "masquage": len(held) // 3} if held else {},
        checked=checked,
        dated="12 mars 2026",
        played=played_by(persons),
    )


def played_by(persons: tuple[Person, ...]) -> Played:
    """The cards that these people took, as their notes tell it; every third joker has a title."""
    deck = load_deck()
    games = []
    for number, person in enumerate(persons):
        cards = dict.fromkeys(note.card for note in person.notes if note.card)
        taken = tuple(Taken(card, title="Chez Malika" if card == "joker" and number % 3 == 0 else "") for card in cards)
        games.append(Game(person.id, deck.version, date(2026, 3, 1), taken))
    return Played(tuple(games), {deck.version: deck}, deck)


def _person(number: int, each: int, chance: random.Random, *, long: bool) -> Person:
    code = f"ENT-{number + 1:02d}"
    deck = load_deck()
    taken = [*chance.sample([card for card in deck.cards if not card.joker], 3), deck.cards[-1]]
    notes = []
    for place in range(each):
        card = taken[place * len(taken) // each]
        part = "introduction" if place == 0 else "carte"
        text = _words(number, place, chance, long=long)
        notes.append(
            Note(f"{code}.{place}", part, text, None if place == 0 else taken.index(card) + 1,
                 None if place == 0 else ("joker" if card.joker else card.id), None)
        )  # fmt: skip
    gender = "femme" if number % 3 else ("autre" if number == 6 else "homme")
    age = None if number == 11 else 17 + (number * 37) % 58
    return Person(code, KPAS[number % len(KPAS)], age, gender, tuple(notes))


def _words(number: int, place: int, chance: random.Random, *, long: bool) -> str:
    key = chance.choice(list(WORDS))
    text = chance.choice(WORDS[key])
    if place == 3 and chance.random() < 0.6:
        text = chance.choice(AGAINST)
    elif place == 5 and number < len(NASTY):
        text = NASTY[number]
    # Nobody speaks twice in the same words.
    ending = chance.choice(("Voilà.", "Franchement.", "Si, si.", "Écrivez-le.", "Bref."))
    text = f"{text} {ending}" if place % 2 else text
    text = f"{text} C'était ma {number + 2}e semaine, le {place + 1} du mois." if place % 3 == 0 else text
    return " ".join([text] * 30) if long and place % 2 else text


def _extract(person: Person, note: Note) -> Extract:
    exact = not note.id.endswith("2")
    return Extract(
        f"{note.id}.1", person.id, note.id, note.part, note.card, note.rank, 0, len(note.text), note.text, exact
    )


def _reading(extract: Extract, chance: random.Random, *, silent: str) -> Reading:
    effect = next((key for key, texts in WORDS.items() if any(extract.text.startswith(t) for t in texts)), "")
    if any(extract.text.startswith(text) for text in NASTY):
        effect = "confiance"
    confidence = round(0.5 + chance.random() / 2, 3)
    if any(extract.text.startswith(text) for text in AGAINST):
        target = chance.choice([e for e in list(WORDS)[:6] if e != silent])
        label = Label(target, chance.choice(("negative", "absente")), None, confidence)
        return Reading((label,), target, confidence)
    if not effect or effect == silent:
        return Reading((), "confiance", 0.2)
    subs = taxonomy().effect(effect)
    sub = subs.subs[0].id if subs and subs.subs and chance.random() < 0.6 else None
    return Reading((Label(effect, "positive", chance.choice((1, 2, 2, 3)), confidence, sub=sub),), effect, confidence)


def _themes(extracts: tuple[Extract, ...], readings: dict[str, Reading]) -> tuple[Theme, ...]:
    alone = [e.id for e in extracts if not readings[e.id].labels]
    if len(alone) < 12:
        return ()
    buses, papers = alone[: len(alone) // 2], alone[len(alone) // 2 :]
    return (
        Theme("t1", "le trajet du soir", ("bus", "noir", "pied", "soir"), tuple(buses), tuple(buses[:3])),
        Theme("t2", "les papiers & l'attente", ("papiers", "ans", "attendre"), tuple(papers), tuple(papers[:3])),
    )


def _analysis(
    persons: tuple[Person, ...], extracts: tuple[Extract, ...], readings: dict[str, Reading], themes: tuple[Theme, ...]
) -> Analysis:
    effects = taxonomy().ids
    table = gather_evidence(persons, extracts, readings)
    return Analysis(
        people=persons,
        extracts=extracts,
        masks={e.note: (Mask(0, 2, "PERSONNE", e.text[:2]),) for e in extracts[::17]},
        readings=readings,
        themes=themes,
        weights=weigh(persons, extracts, table, effects=effects, draws=200, seed=0),
        crossings=cross(persons, extracts, table, effects=effects),
        saturation=saturate(persons, extracts, readings, themes, orders=30),
        version="kparole-analyse essai · grille 0123456789ab",
        parameters={"encodeur": "use-multilingue", "tirages": 200, "graine": 0, "ordres": 30},
        duration={"segment": 0.1, "mask": 0.4, "classify": 1.2, "cluster": 0.3} if persons else {},
    )
