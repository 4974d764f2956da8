"""The method and the limits, written from what was really run: a step that was not run is not told."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.recit.context import Fact
from analysis.recit.source import RecitSource
from analysis.steps.cross import SMALL_CELL
from analysis.steps.types import Analysis
from analysis.steps.wording import capital, counted, listed, people

REASONS = {
    "accord": ("dont l'accord pour le récit n'est pas déclaré", "accord"),
    "masquage": ("dont le masquage attend une relecture", "masquage"),
}


def method(source: RecitSource) -> tuple[Fact, ...]:
    """How the words were gathered and read, step by step."""
    steps = (_gathered, _cut, _masked, _read, _grouped, _weighed, _crossed, _saturated)
    found = ((step.__name__, step(source)) for step in steps)
    told = tuple(Fact(_TITLES[name], said) for name, said in found if said)
    return told or (Fact("Rien encore", "Aucun compte-rendu n'a été lu pour le moment."),)


_TITLES = {
    "_gathered": "Recueillir",
    "_cut": "Découper",
    "_masked": "Protéger",
    "_read": "Rapprocher des effets",
    "_grouped": "Regrouper ce qui reste",
    "_weighed": "Peser",
    "_crossed": "Comparer les publics",
    "_saturated": "Savoir si l'on a assez écouté",
}


def limits(source: RecitSource) -> tuple[Fact, ...]:
    """What this récit cannot say, said plainly."""
    analysis = source.analysis
    kpas = len({person.kpa for person in analysis.people if person.kpa})
    found = [Fact(label, said) for label, said in _ALWAYS]
    found.insert(3, Fact("Peu de KPA", _few(kpas)))
    found += [
        Fact("Une lecture de machine", _machine(source)),
        Fact("Des petits nombres", _SMALL),
        Fact("Ce qui n'est pas cité", withheld(source)),
    ]
    return tuple(fact for fact in found if fact.said)


_ALWAYS = (
    (
        "Qui a été choisi",
        "Les personnes invitées sont plutôt celles qui sont à l'aise et qui restent. Celles qui sont parties, ou qui "
        "vont moins bien, manquent ici.",
    ),
    (
        "Qui posait les questions",
        "Les entretiens sont menés par des personnes qui accompagnent. On dit plus volontiers à quelqu'un qu'on aime "
        "bien ce qui va lui faire plaisir.",
    ),
    (
        "Des cartes inégales",
        "Certaines cartes sont prises souvent, d'autres presque jamais. Un effet dont aucune carte prise ne parle peut "
        "rester caché.",
    ),
    (
        "Pas de comparaison",
        "Personne n'a été interrogé hors des KPA. On ne sait donc pas ce qui aurait changé sans elles : ce récit dit "
        "ce que les gens vivent, il ne prouve pas une cause.",
    ),
)
_SMALL = (
    f"Dans les comparaisons, un nombre de 1 à {SMALL_CELL - 1} personnes est remplacé par « moins de {SMALL_CELL} », "
    "et d'autres sont tus avec lui, pour que personne ne soit reconnu sans l'avoir voulu."
)


def withheld(source: RecitSource) -> str:
    """What is counted and not quoted, and why; "" when everything may be quoted."""
    parts = []
    for reason, number in sorted(source.withheld.items()):
        if number:
            parts.append(f"{number} {REASONS.get(reason, (f'pour une autre raison ({reason})', ''))[0]}")
    total = sum(source.withheld.values())
    if not total:
        return ""
    many = "passages sont comptés mais pas cités" if total > 1 else "passage est compté mais pas cité"
    return f"{total} {many} : {listed(parts)}."


def _few(kpas: int) -> str:
    if not kpas:
        return "Les comptes-rendus ne disent pas de quelle KPA ils viennent."
    return (
        f"Ces entretiens viennent de {counted(kpas, 'une seule KPA', 'KPA')}. Le réseau en compte davantage, et elles "
        "ne se ressemblent pas : les nombres valent pour ces entretiens, pas pour toutes."
    )


def _machine(source: RecitSource) -> str:
    draft = "" if source.checked else " Les accords et le masquage n'ont pas été vérifiés non plus."
    return (
        "Un programme a rapproché les passages des effets. Tant que l'équipe n'a pas relu ses propositions, il se "
        f"trompe parfois : un mot pris à contresens, une ironie, un silence.{draft}"
    )


def _gathered(source: RecitSource) -> str:
    number = len(source.analysis.people)
    if not number:
        return ""
    notes = sum(len(person.notes) for person in source.analysis.people)
    return (
        f"Chaque personne a choisi des cartes du jeu « {source.deck.title} » et a raconté ce qu'elles lui rappelaient. "
        f"Les notes prises font {counted(number, 'un compte-rendu', 'comptes-rendus')} et "
        f"{counted(notes, 'un paragraphe', 'paragraphes')}.{_left_out(source.left_out)}"
    )


def _left_out(number: int) -> str:
    if not number:
        return ""
    said = counted(number, "un fichier a été laissé de côté", "fichiers ont été laissés de côté")
    return f" {capital(said)}, faute de pouvoir être lu comme un compte-rendu ou parce qu'il en répétait un autre."


def _cut(source: RecitSource) -> str:
    extracts = source.analysis.extracts
    if not extracts:
        return ""
    exact = sum(extract.exact for extract in extracts)
    return (
        f"Les notes sont coupées en {counted(len(extracts), 'un passage', 'passages')}, une idée chacun. "
        f"{capital(counted(exact, 'un passage rapporte', 'passages rapportent'))} les mots exacts de la personne ; les "
        "autres sont ce que la personne qui écoutait a noté."
    )


def _masked(source: RecitSource) -> str:
    number = sum(len(found) for found in source.analysis.masks.values())
    if not number and "mask" not in source.analysis.duration:
        return ""
    found = (
        "Le programme cherche ce qui pourrait faire reconnaître quelqu'un (noms, lieux, dates, santé) : "
        f"{counted(number, 'une proposition', 'propositions')}."
    )
    if source.checked:
        return f"{found} Une personne de l'équipe confirme ou refuse chacune. Les prénoms sont changés."
    return f"{found} Elles sont toutes appliquées ici, mais personne ne les a relues. Les prénoms sont changés."


def _read(source: RecitSource) -> str:
    analysis = source.analysis
    if not analysis.readings:
        return ""
    placed = sum(bool(reading.labels) for reading in analysis.readings.values())
    encoder = parameter(analysis, "encodeur", "encoder", "vecteurs")
    with_it = f" (modèle de phrases : {encoder})" if encoder else ""
    return (
        f"Un programme{with_it}, instruit par des exemples écrits à la main, propose pour chaque passage un ou "
        f"plusieurs effets de la grille, ou aucun : {counted(placed, 'un passage trouve', 'passages trouvent')} une "
        f"place, sur {len(analysis.readings)}. Il dit aussi si le passage va dans le sens de l'effet ou contre lui, et "
        "jusqu'où va la preuve : évoqué, exemple concret, changement qui dure."
    )


def _grouped(source: RecitSource) -> str:
    themes = [theme for theme in source.analysis.themes if theme.scope is None]
    if not themes:
        too_few = "Trop peu de matière reste hors de la grille pour y chercher des thèmes."
        return too_few if "cluster" in source.analysis.duration else ""
    return (
        "Les passages qui n'entrent dans aucun effet sont rapprochés par ressemblance : "
        f"{counted(len(themes), 'un thème se dessine', 'thèmes se dessinent')}."
    )


def _weighed(source: RecitSource) -> str:
    analysis = source.analysis
    if not any(weight.base for weight in analysis.weights):
        return ""
    return (
        "Le poids d'un effet est la moyenne, sur tous les entretiens, de la preuve la plus forte donnée par chaque "
        "personne (0 pour rien, 1 évoqué, 2 exemple, 3 changement qui dure), divisée par trois. L'intervalle indicatif "
        f"vient de tirages au hasard {_draws(analysis)}: des KPA entières sont retirées et remises, car les personnes "
        "d'une même KPA se ressemblent."
    )


def _draws(analysis: Analysis) -> str:
    draws, seed = parameter(analysis, "tirages", "draws"), parameter(analysis, "graine", "seed")
    known = [f"{draws} tirages" if draws else "", f"graine {seed}" if seed else ""]
    said = ", ".join(part for part in known if part)
    return f"({said}) " if said else ""


def _crossed(source: RecitSource) -> str:
    if not source.analysis.crossings:
        return ""
    variables = {crossing.variable for crossing in source.analysis.crossings}
    names = {"genre": "le genre", "age": "l'âge", "kpa": "la KPA", "carte": "la carte prise"}
    return (
        f"Les effets sont regardés selon {listed([names[v] for v in names if v in variables])}. Les nombres trop "
        "petits sont masqués, et d'autres avec eux pour qu'on ne puisse pas les retrouver par soustraction."
    )


def _saturated(source: RecitSource) -> str:
    if not source.analysis.saturation:
        return ""
    orders = parameter(source.analysis, "ordres", "orders")
    mixed = f" ({orders} ordres tirés au hasard)" if orders else ""
    return (
        "On compte combien de choses différentes sont entendues après un entretien, deux, trois… en mélangeant l'ordre "
        f"des entretiens{mixed}. Quand la courbe s'aplatit, un entretien de plus apprend peu."
    )


def parameter(analysis: Analysis, *names: str) -> str:
    """The first of these parameters that the run kept, as text; "" when it kept none."""
    return next((str(analysis.parameters[name]) for name in names if name in analysis.parameters), "")


def parameters(source: RecitSource) -> tuple[Fact, ...]:
    """Everything needed to run it again."""
    return tuple(Fact(label, said) for label, said in _parameters(source))


def _parameters(source: RecitSource) -> Iterator[tuple[str, str]]:
    analysis = source.analysis
    yield "Version de l'analyse", analysis.version
    effects = counted(len(source.taxonomy.effects), "un effet", "effets")
    yield "Grille d'effets", f"{effects}, version {source.taxonomy.version}"
    yield "Jeu de cartes", f"« {source.deck.title} », version {source.deck.version}"
    yield "Entretiens lus", capital(people(len(analysis.people)))
    for name in sorted(analysis.parameters):
        yield capital(name.replace("_", " ")), str(analysis.parameters[name])
    steps = list(analysis.duration)
    if steps:
        yield "Étapes lancées", ", ".join(steps)
