"""Builds the récit's context out of an analysis, part after part in the order of the document."""

from __future__ import annotations

from collections.abc import Callable

from analysis.effect_map.drawing import map_for_word
from analysis.effect_map.picture import MapPicture, picture_of
from analysis.effect_map.saving import UNSAYABLE, leaving_branches, may_be_said
from analysis.recit import annexes, card_annex, crossings, key_figures, method
from analysis.recit.context import EffectSection, Fact, Figure, RecitContext, ThemeSection
from analysis.recit.counts import contrary, headline, how_strong, under_cards, with_others
from analysis.recit.quotes import Chosen, choose
from analysis.recit.source import RecitSource
from analysis.recit.voice import Quote, Speakers, card_name
from analysis.steps.chart_sheet import Chart
from analysis.steps.charts import Column, proof_chart
from analysis.steps.evidence import NOTHING, gather_evidence
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.wording import capital, counted, listed, people

DRAFT = "brouillon : accords et masquage non vérifiés"
TITLE = "Récit évaluatif"
Draw = Callable[[Chart | MapPicture], object]


def build_context(source: RecitSource, *, draw: Draw) -> RecitContext:
    """Everything the template prints. ``draw`` turns a chart into what the file holds in its place."""
    chosen = choose(source.analysis, source.quotable, effects=source.taxonomy.ids)
    refs = {extract.id: number for number, extract in enumerate(chosen.in_order, 1)}
    speakers = Speakers(source, refs)
    tables = crossings.crossing_tables(source, draw=draw)
    life = card_annex.life_in(source)
    return RecitContext(
        title=TITLE,
        network=source.network,
        dated=source.dated,
        draft="" if source.checked else DRAFT,
        epigraph=speakers.quote(chosen.opening) if chosen.opening else None,
        opening=key_figures.opening(source),
        key_figures=key_figures.key_figures(source),
        method=method.method(source),
        effects_intro=_effects_intro(source),
        effects_map=_map(source, draw=draw),
        effects=_effects(source, chosen, speakers, draw=draw),
        unplaced=_unplaced(source),
        themes=_themes(source, chosen, speakers),
        limits=method.limits(source),
        weights=annexes.weight_rows(source),
        weights_note=annexes.weights_note(source),
        weights_figure=annexes.weights_figure(source, draw=draw),
        crossings=tables,
        crossings_note=crossings.crossings_note(tables),
        saturation=annexes.saturation_note(source),
        saturation_figure=annexes.saturation_figure(source, draw=draw),
        deck_intro=annexes.deck_intro(source),
        deck=annexes.deck_rows(source),
        life_said=card_annex.life_said(life),
        life=card_annex.life_rows(life),
        cards_figure=card_annex.cards_figure(life, draw=draw),
        life_facts=card_annex.life_facts(source, life),
        origins=tuple(speakers.origin(extract) for extract in chosen.in_order),
        origins_note=annexes.origins_note(len(refs)),
        parameters=method.parameters(source),
    )


def _effects_intro(source: RecitSource) -> tuple[str, ...]:
    quiet = [e.label for e, w in annexes.pairs(source) if not w.people]
    lines = [
        "Chaque partie suit le même chemin : ce que l'effet couvre, les paroles qui le montrent, celles qui disent "
        "le contraire, puis un petit tableau. Les prénoms sont changés. Le numéro entre crochets renvoie à l'origine "
        "de la parole, en annexe.",
    ]
    if quiet and source.analysis.people:
        names = listed([f"« {label} »" for label in quiet])
        one = f"Un effet n'est dit par personne : {names}. Il a quand même sa partie."
        many = f"Des effets ne sont dits par personne : {names}. Chacun a quand même sa partie."
        lines.append(one if len(quiet) == 1 else many)
    return tuple(lines)


def _map(source: RecitSource, *, draw: Draw) -> Figure | None:
    """All the effects on one drawing, and what the team filled by hand beside them; None when there is nothing to draw."""
    if not source.analysis.people and not source.by_hand:
        return None
    picture = picture_of(
        map_for_word(leaving_branches(source.analysis, source.taxonomy, source.quotable, source.by_hand))
    )
    return Figure(picture.title, draw(picture))


def _effects(source: RecitSource, chosen: Chosen, speakers: Speakers, *, draw: Draw) -> tuple[EffectSection, ...]:
    columns = _columns(source)
    return tuple(
        _effect(source, effect, weight, chosen, speakers, proof=columns[effect.id], draw=draw)
        for effect, weight in annexes.pairs(source)
    )


def _effect(
    source: RecitSource,
    effect: Effect,
    weight: Weight,
    chosen: Chosen,
    speakers: Speakers,
    *,
    proof: tuple[Column, ...],
    draw: Draw,
) -> EffectSection:
    family = source.taxonomy.family(effect.family)
    quotes = tuple(speakers.quote(extract) for extract in chosen.supporting[effect.id])
    against = tuple(speakers.quote(extract) for extract in chosen.contrary[effect.id])
    chart = proof_chart(effect, weight, proof)
    return EffectSection(
        label=effect.label,
        style=effect.style if effect.style in {"social", "inner", "trade"} else "",
        family=family.label if family else "",
        covers=tuple(line.strip() for line in effect.help.splitlines() if line.strip()),
        finer=_finer(source, effect),
        quotes=quotes,
        silence="" if quotes else _silence(weight),
        against=_against(weight, against),
        counter_examples=against,
        box=_box(source, weight),
        figure=Figure(chart.title, draw(chart)) if weight.people else None,
    )


def _finer(source: RecitSource, effect: Effect) -> str:
    """The finer effects that were heard, most said first."""
    said: dict[str, set[str]] = {}
    for extract in source.analysis.extracts:
        reading = source.analysis.readings.get(extract.id)
        for label in reading.labels if reading else ():
            if label.effect == effect.id and label.sub and label.polarity == "positive":
                said.setdefault(label.sub, set()).add(extract.person)
    heard = [sub for sub in effect.subs if sub.id in said]
    heard.sort(key=lambda sub: -len(said[sub.id]))
    names = [f"« {sub.label} »" for sub in heard[:4]]
    return f"Ce qu'on y entend le plus : {listed(names)}." if names else ""


def _silence(weight: Weight) -> str:
    if weight.people:
        verb = "en parle" if weight.extracts == 1 else "en parlent"
        return (
            f"{capital(counted(weight.extracts, 'un passage', 'passages'))} {verb}, mais aucun ne peut être cité pour "
            "le moment : il manque un accord, ou la relecture du masquage."
        )
    if not weight.base:
        return "Aucun entretien n'a encore été lu."
    asked = "la personne interrogée" if weight.base == 1 else f"les {weight.base} personnes interrogées"
    return (
        f"Personne n'en a parlé parmi {asked}. Cela ne veut pas dire que l'effet n'existe pas : les cartes "
        "prises n'y menaient peut-être pas. C'est une question à poser."
    )


def _against(weight: Weight, quotes: tuple[Quote, ...]) -> str:
    if quotes or not weight.contrary:
        return ""
    return contrary(weight) + " Ces paroles ne peuvent pas être citées pour le moment."


def _box(source: RecitSource, weight: Weight) -> tuple[Fact, ...]:
    names = {card.id: card_name(card) for card in source.deck.cards} | {"joker": "JOKER"}
    kpas = len({person.kpa for person in source.analysis.people if person.kpa})
    if not weight.people and not weight.contrary:
        return ()  # the silence is said in the text
    facts = (
        Fact("Combien de personnes", headline(weight, kpas=kpas)),
        Fact("Jusqu'où va la preuve", how_strong(weight)),
        Fact("Sous quelles cartes", under_cards(weight, names)),
        Fact("Ce qui dit le contraire", contrary(weight) if weight.people or weight.contrary else ""),
        Fact("Et ailleurs ?", with_others(weight, kpas=kpas)),
    )
    return tuple(fact for fact in facts if fact.said)


def _columns(source: RecitSource) -> dict[str, tuple[Column, ...]]:
    """For each effect, everybody's strongest evidence and whether she also says the contrary."""
    analysis = source.analysis
    table = gather_evidence(analysis.people, analysis.extracts, analysis.readings)
    return {
        effect: tuple(
            (row.strength, bool(row.contrary))
            for row in (table[person.id].get(effect, NOTHING) for person in analysis.people)
        )
        for effect in source.taxonomy.ids
    }


def _unplaced(source: RecitSource) -> tuple[str, ...]:
    analysis = source.analysis
    alone = [e for e in analysis.extracts if e.id in analysis.readings and not analysis.readings[e.id].labels]
    if not alone:
        everything = "Tous les passages lus ont trouvé une place dans la grille."
        return (everything if analysis.readings else "Aucun passage n'a encore été lu.",)
    who = people(len({extract.person for extract in alone}))
    verb = "n'entre" if len(alone) == 1 else "n'entrent"
    lines = [
        f"{capital(counted(len(alone), 'un passage', 'passages'))} sur {len(analysis.extracts)} {verb} dans aucun "
        f"effet de la grille. {'Il est dit' if len(alone) == 1 else 'Ils sont dits'} par {who}. On ne les force pas à "
        "entrer : ils disent l'arrivée, la vie autour, ou quelque chose que la grille n'a pas prévu.",
    ]
    if not any(theme.scope is None for theme in analysis.themes):
        lines.append("Il y a trop peu de matière pour y dessiner des thèmes sûrs.")
    return tuple(lines)


def _themes(source: RecitSource, chosen: Chosen, speakers: Speakers) -> tuple[ThemeSection, ...]:
    owners = {extract.id: extract.person for extract in source.analysis.extracts}
    sayable = {theme.id: may_be_said(theme, source.quotable) for theme in source.analysis.themes}
    return tuple(
        ThemeSection(
            name=capital(", ".join(sayable[theme.id][:3])) or UNSAYABLE,
            said=f"{capital(counted(len(theme.members), 'un passage', 'passages'))}, "
            f"{people(len({owners[member] for member in theme.members if member in owners}))}. "
            f"Mots qui reviennent : {', '.join(sayable[theme.id][:6]) or 'aucun qui puisse être cité'}.",
            quotes=tuple(speakers.quote(extract) for extract in chosen.themes[theme.id]),
        )
        for theme in source.analysis.themes
        if theme.scope is None
    )
