"""Every address of KParole and the right it asks for, on one page. An endpoint that is not here is closed to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from kparole.access import Right
from kparole.journal import Action


@dataclass(frozen=True, slots=True)
class Rule:
    """What an endpoint asks for. ``open``: anybody, before coming in. ``act``: what the journal of access writes, if
    anything, and ``on`` the object it writes it about, filled from the address; ``sent``: only when a form is sent.
    """

    right: Right | None = None
    open: bool = False
    act: Action | None = None
    on: str = ""
    sent: bool = False


OPEN = Rule(open=True)
ENTER = Rule(Right.ENTER)
CLOSED = Rule()
"""An address that a library brings and that KParole does not use."""

RULES: dict[str, Rule] = {
    "static": OPEN,
    "favicon": OPEN,
    "launch.enter": Rule(open=True, act=Action.ENTER, on="machine"),
    "home.index": ENTER,
    "cards.index": ENTER,
    "cards.picture": OPEN,
    "cards.media": OPEN,
    "cards.credits_page": ENTER,
    # The editor of decks (cards.deck_views)
    "decks.index": ENTER,
    "decks.show": Rule(Right.MAKE_CARDS),
    "decks.copy_deck": Rule(Right.MAKE_CARDS),
    "decks.rename": Rule(Right.MAKE_CARDS),
    "decks.move": Rule(Right.MAKE_CARDS),
    "decks.hide": Rule(Right.MAKE_CARDS),
    "decks.remove": Rule(Right.MAKE_CARDS),
    "decks.edit": Rule(Right.MAKE_CARDS),
    "decks.add": Rule(Right.MAKE_CARDS),
    "decks.take_back": Rule(Right.MAKE_CARDS),
    "decks.make_again": Rule(Right.MAKE_CARDS),
    "decks.editions": Rule(Right.MAKE_CARDS),
    "decks.come_back": Rule(Right.MAKE_CARDS),
    "decks.put_away": Rule(Right.MAKE_CARDS),
    "decks.put_in_service": Rule(Right.MAKE_CARDS, act=Action.CHANGE, on="jeu", sent=True),
    "decks.set_table": Rule(Right.SET_TABLE, act=Action.CHANGE, on="table"),
    "decks.export": Rule(Right.MAKE_CARDS, act=Action.DOWNLOAD, on="jeu"),
    "decks.take_in": Rule(Right.MAKE_CARDS, act=Action.IMPORT, on="jeu", sent=True),
    # The printed cards (cards.print_views)
    "print.index": ENTER,
    "print.preview": ENTER,
    "print.pdf": ENTER,
    "print.calibration": ENTER,
    "interviews.index": Rule(Right.READ_INTERVIEWS),
    "interviews.show": Rule(Right.READ_INTERVIEWS, act=Action.READ, on="entretien:{code}"),
    "interviews.confirm": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAMES, on="entretien:{code}"),
    "interviews.import_files": Rule(Right.IMPORT, act=Action.IMPORT, on="entretiens", sent=True),
    "interviews.report": Rule(Right.IMPORT),
    # Finding passages (interviews.search)
    "search.index": Rule(Right.READ_INTERVIEWS),
    "search.ask": Rule(Right.READ_INTERVIEWS),
    "search.show": Rule(Right.READ_INTERVIEWS, act=Action.READ, on="recherche"),
    # Double reading and training (analysis.double, analysis.game)
    "double.index": Rule(Right.CODE),
    "double.start": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="lecture"),
    "double.show": Rule(Right.CODE),
    "double.be": Rule(Right.CODE),
    "double.read": Rule(Right.CODE, act=Action.READ, on="lecture"),
    "double.say": Rule(Right.CODE),
    "double.finish": Rule(Right.CODE, act=Action.CHANGE, on="lecture"),
    "double.compare": Rule(Right.CODE, act=Action.READ, on="lecture"),
    "double.settle": Rule(Right.CODE, act=Action.CHANGE, on="lecture"),
    "game.index": Rule(Right.CODE),
    "game.play": Rule(Right.CODE),
    "game.answer": Rule(Right.CODE),
    "game.again": Rule(Right.CODE),
    # Names and places changed (interviews.replacing)
    "names.index": Rule(Right.CHECK_NAMES, act=Action.READ, on="noms"),
    "names.interview": Rule(Right.CHECK_NAMES, act=Action.READ, on="entretien:{code}"),
    "names.choose": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAME, on="noms"),
    "names.change_all": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAMES, on="noms"),
    "names.undo": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAMES, on="noms"),
    "names.search": Rule(Right.CHECK_NAMES, act=Action.START, on="noms"),
    "names.hide_words": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAME, on="entretien:{code}"),
    "names.rename": Rule(Right.CHECK_NAMES, act=Action.DECIDE_NAME, on="entretien:{code}"),
    "names.table": Rule(Right.CHECK_NAMES, act=Action.READ, on="noms"),
    "names.complete_table": Rule(Right.CHECK_NAMES, act=Action.CHANGE, on="noms"),
    "names.change_table": Rule(Right.CHECK_NAMES, act=Action.CHANGE, on="noms"),
    # Writing a compte-rendu up (interviews.writeup); each edit is kept with who made it, so the journal says it was opened
    "writeup.new": Rule(Right.WRITE_UP, act=Action.ADD, on="entretiens", sent=True),
    "writeup.edit": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "writeup.note": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "writeup.state": Rule(Right.WRITE_UP),
    "writeup.change": Rule(Right.WRITE_UP),
    "writeup.act": Rule(Right.WRITE_UP),
    "writeup.look_over": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "writeup.finish": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    "writeup.versions": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "writeup.keep": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    "writeup.compared": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "writeup.restore": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    # Comptes-rendus in Word, out and back (interviews.word_out.views)
    "comptes_rendus_word.index": Rule(Right.READ_INTERVIEWS),
    "comptes_rendus_word.all_of_them": Rule(Right.READ_INTERVIEWS, act=Action.DOWNLOAD, on="entretiens"),
    "comptes_rendus_word.archive": Rule(Right.READ_INTERVIEWS, act=Action.DOWNLOAD, on="entretiens"),
    "comptes_rendus_word.model": Rule(Right.READ_INTERVIEWS),
    "comptes_rendus_word.bring_model": Rule(Right.SET_TABLE, act=Action.CHANGE, on="modele"),
    "comptes_rendus_word.our_model": Rule(Right.SET_TABLE, act=Action.CHANGE, on="modele"),
    "comptes_rendus_word.show": Rule(Right.READ_INTERVIEWS, act=Action.READ, on="entretien:{code}"),
    "comptes_rendus_word.as_written": Rule(Right.READ_INTERVIEWS, act=Action.DOWNLOAD, on="entretien:{code}"),
    "comptes_rendus_word.masked": Rule(Right.READ_INTERVIEWS, act=Action.DOWNLOAD, on="entretien:{code}"),
    "comptes_rendus_word.bring_back": Rule(Right.WRITE_UP, act=Action.IMPORT, on="entretien:{code}"),
    "comptes_rendus_word.version": Rule(Right.WRITE_UP, act=Action.READ, on="entretien:{code}"),
    "comptes_rendus_word.decide": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    # The application of the tablet: the same files for everybody, with nobody's words (interviews.tablet_views)
    "tablet.shell": OPEN,
    "tablet.part": OPEN,
    "tablet.worker": OPEN,
    "tablet.manifest": OPEN,
    "tablet.settings": OPEN,
    "tablet.deck": OPEN,
    "tablet.known_deck": OPEN,
    "tablet.pictos": OPEN,
    "tablet_api.tablet": Rule(Right.LEAD),
    # Interviews to come (interviews.plan_views)
    "plans.index": Rule(Right.LEAD),
    "plans.new": Rule(Right.PLAN, act=Action.ADD, on="rendezvous", sent=True),
    "plans.show": Rule(Right.LEAD, act=Action.READ, on="rendezvous"),
    "plans.change": Rule(Right.PLAN, act=Action.CHANGE, on="rendezvous", sent=True),
    "plans.tick_point": Rule(Right.LEAD),
    "plans.delete": Rule(Right.PLAN, act=Action.DELETE, on="rendezvous"),
    "plans.calendar": Rule(Right.LEAD, act=Action.DOWNLOAD, on="rendezvous"),
    # The fiches outils (interviews.kit_views)
    "kit.index": ENTER,
    "kit.fiche": ENTER,
    "kit.download": ENTER,
    # What was received from tablets (interviews.received_views)
    "tablets.index": Rule(Right.LEAD),
    "tablets.show": Rule(Right.LEAD, act=Action.READ, on="entretien"),
    "tablets.piece": Rule(Right.LEAD, act=Action.DOWNLOAD, on="entretien"),
    "tablets.pour_it": Rule(Right.IMPORT, act=Action.ADD, on="entretien"),
    "tablets.clear": Rule(Right.IMPORT, act=Action.DELETE, on="entretien"),
    # What a tablet says to the server (interviews.api)
    "sync.token": ENTER,
    "sync.send": Rule(Right.LEAD, act=Action.ADD, on="entretien"),
    "sync.fetch": Rule(Right.LEAD, act=Action.READ, on="entretien"),
    "sync.piece_state": Rule(Right.LEAD),
    "sync.piece": Rule(Right.LEAD),
    "sync.finished": Rule(Right.LEAD, act=Action.ADD, on="entretien"),
    # What a tablet had saved in a rescue file (interviews.rescue_views)
    "rescue.index": Rule(Right.LEAD, act=Action.ADD, on="secours", sent=True),
    "rescue.take": Rule(Right.LEAD, act=Action.ADD, on="secours"),
    # Handing words back, and taking them back (interviews.handback)
    "handback.index": Rule(Right.HAND_BACK, act=Action.READ, on="entretien:{code}"),
    "handback.hand": Rule(Right.HAND_BACK, act=Action.READ, on="entretien:{code}"),
    "handback.answer": Rule(Right.HAND_BACK, act=Action.CHANGE, on="entretien:{code}"),
    "handback.agree": Rule(Right.HAND_BACK, act=Action.CHANGE, on="entretien:{code}"),
    "handback.validate": Rule(Right.HAND_BACK, act=Action.CHANGE, on="entretien:{code}", sent=True),
    "handback.paper": Rule(Right.HAND_BACK, act=Action.DOWNLOAD, on="entretien:{code}"),
    "handback.learnt": Rule(Right.HAND_BACK, act=Action.CHANGE, on="entretien:{code}", sent=True),
    "handback.words": Rule(Right.HAND_BACK, act=Action.READ, on="entretien:{code}"),
    "handback.withdraw": Rule(Right.HAND_BACK),
    "handback.set_aside": Rule(Right.HAND_BACK, act=Action.CHANGE, on="entretien:{code}"),
    "handback.hand_over": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    "handback.give_back": Rule(Right.WRITE_UP),
    "handback.stage": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    "handback.put_back": Rule(Right.WRITE_UP, act=Action.CHANGE, on="entretien:{code}"),
    "handback.erase": Rule(Right.WRITE_UP, act=Action.DELETE, on="entretien:{code}"),
    "analysis.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "analysis.grid": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "analysis.peek": Rule(Right.READ_ANALYSIS, act=Action.READ, on="entretien:{code}"),
    "analysis.effect": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "analysis.passages": Rule(Right.READ_PASSAGES, act=Action.READ, on="entretien:{code}"),
    # Themes, and another reading by the words (analysis.themes); each gesture is kept with who made it
    "themes.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "themes.show": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "themes.other": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "themes.rename": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "themes.merge": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "themes.part": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "themes.promote": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "themes.take_back": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "analysis.crossings": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "analysis.saturation": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "analysis.start": Rule(Right.RUN_ANALYSIS, act=Action.START, on="analyse"),
    # Reading passages again (analysis.review); each decision is kept with who made it
    "review.index": Rule(Right.CODE),
    "review.interview": Rule(Right.CODE),
    "review.passage": Rule(Right.CODE, act=Action.READ, on="entretien:{code}"),
    "review.near": Rule(Right.CODE),
    "review.decide_here": Rule(Right.CODE),
    "review.take_back": Rule(Right.CODE),
    "review.cut": Rule(Right.CODE),
    "review.add": Rule(Right.CODE),
    "review.read": Rule(Right.CODE, act=Action.CHANGE, on="entretien:{code}"),
    "review.show_anyway": Rule(Right.CODE, act=Action.CHANGE, on="entretien:{code}"),
    "review.show_all": Rule(Right.READ_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "review.needs": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    # Campaigns (analysis.campaigns), findings in free words (analysis.findings)
    "campaigns.index": Rule(Right.RUN_ANALYSIS),
    "campaigns.new": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse", sent=True),
    "campaigns.edit": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse", sent=True),
    "campaigns.put": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="entretien:{code}"),
    "findings.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "findings.remove": Rule(Right.CODE, act=Action.CHANGE, on="analyse"),
    # The life of the cards (analysis.card_views)
    "card_life.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "card_life.compare": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    # Weights, publics, campaigns side by side, the grid for Excel (analysis.weighing)
    "weighing.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.keep": Rule(Right.RUN_ANALYSIS, act=Action.CHANGE, on="analyse"),
    "weighing.public": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.words": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.first": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.evolution": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.leading": Rule(Right.RUN_ANALYSIS, act=Action.READ, on="analyse"),
    "weighing.workbook": Rule(Right.READ_ANALYSIS, act=Action.DOWNLOAD, on="analyse"),
    # The map of effects (analysis.effect_map); each gesture is kept with who made it
    "effect_map.index": Rule(Right.READ_ANALYSIS, act=Action.READ, on="analyse"),
    "effect_map.save": Rule(Right.READ_ANALYSIS, act=Action.DOWNLOAD, on="analyse"),
    "effect_map.by_hand": Rule(Right.FILL_MAP, act=Action.READ, on="carte"),
    "effect_map.add": Rule(Right.FILL_MAP),
    "effect_map.edit": Rule(Right.FILL_MAP, act=Action.READ, on="carte"),
    "effect_map.move": Rule(Right.FILL_MAP),
    "effect_map.delete": Rule(Right.FILL_MAP),
    "effect_map.undo": Rule(Right.FILL_MAP),
    "recit.index": Rule(Right.WRITE_RECIT, act=Action.READ, on="recit"),
    "recit.start": Rule(Right.WRITE_RECIT, act=Action.WRITE, on="recit"),
    "recit.download": Rule(Right.WRITE_RECIT, act=Action.DOWNLOAD, on="recit"),
    "jobs.show": ENTER,
    "jobs.state": ENTER,
    "jobs.stop": Rule(Right.ENTER, act=Action.STOP, on="travail:{uid}"),
    # Coming in and going out (kparole.accounts)
    "security.login": OPEN,
    "security.logout": CLOSED,  # accounts.leave closes every kind of session
    "security.two_factor_token_validation": OPEN,
    "security.two_factor_rescue": CLOSED,  # it sends e-mails
    "security.tf_select": CLOSED,  # there is one kind of second factor
    "security.mf_recovery": OPEN,
    "security.two_factor_setup": ENTER,
    "security.two_factor_setup_validate": CLOSED,  # two_factor_token_validation does it, and says what is wrong
    "security.mf_recovery_codes": ENTER,
    "security.change_password": Rule(Right.ENTER, act=Action.CHANGE_PASSWORD, on="compte", sent=True),
    "security.verify": ENTER,
    "accounts.join_by_link": Rule(open=True, act=Action.ACCEPT, on="compte", sent=True),
    "accounts.use_pass": Rule(open=True, act=Action.ENTER, on="passe", sent=True),
    "accounts.mine": ENTER,
    "accounts.end_session": Rule(Right.ENTER, act=Action.END_SESSION, on="session:{session_id}"),
    "accounts.leave": Rule(Right.ENTER, act=Action.LEAVE, on="compte"),
    "people.index": Rule(Right.MANAGE_ACCOUNTS, act=Action.READ, on="comptes"),
    "people.invite_someone": Rule(Right.MANAGE_ACCOUNTS, act=Action.INVITE, on="comptes"),
    "people.uninvite": Rule(Right.MANAGE_ACCOUNTS, act=Action.UNINVITE, on="comptes"),
    "people.change": Rule(Right.MANAGE_ACCOUNTS, act=Action.CHANGE_ROLE, on="compte:{account_id}", sent=True),
    "people.renew": Rule(Right.MANAGE_ACCOUNTS, act=Action.RENEW, on="compte:{account_id}"),
    "passes.index": Rule(Right.GIVE_PASSES),
    "passes.give": Rule(Right.GIVE_PASSES, act=Action.GIVE_PASS, on="entretiens"),
    "entrust.give": Rule(Right.GIVE_PASSES, act=Action.GIVE_PASS, on="rendezvous", sent=True),
    "passes.revoke": Rule(Right.GIVE_PASSES, act=Action.TAKE_PASS, on="passe:{pass_id}"),
    "trail.index": Rule(Right.READ_JOURNAL, act=Action.READ, on="journal"),
    "setup.index": Rule(Right.SET_UP, act=Action.SET_UP, on="reseau", sent=True),
    "demo.walk": ENTER,
}
