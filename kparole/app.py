"""The application factory: settings in, a Flask application out. Nothing heavy is loaded here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import iscoroutinefunction
from urllib.parse import urlsplit

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

import analysis.campaigns.models  # noqa: F401  (importing the models declares the tables)
import network.models  # noqa: F401
from analysis.campaigns.views import blueprint as campaigns_blueprint
from analysis.card_views import blueprint as card_life_blueprint
from analysis.coding.service import forget_gone
from analysis.double.views import blueprint as double_blueprint
from analysis.effect_map.forgetting import forget_proofs
from analysis.effect_map.views import blueprint as effect_map_blueprint
from analysis.findings.views import blueprint as findings_blueprint
from analysis.forgetting import forget_read, forget_unsaid
from analysis.game.views import blueprint as game_blueprint
from analysis.recit.views import blueprint as recit_blueprint
from analysis.review.views import blueprint as review_blueprint
from analysis.themes.forgetting import forget_shaped
from analysis.themes.views import blueprint as themes_blueprint
from analysis.views import blueprint as analysis_blueprint
from analysis.weighing.views import blueprint as weighing_blueprint
from cards.deck_room import NAMES
from cards.deck_views import blueprint as decks_blueprint
from cards.print_views import blueprint as print_blueprint
from cards.views import blueprint as cards_blueprint
from interviews.api import blueprint as sync_blueprint
from interviews.handback.removing import FORGETTERS
from interviews.handback.views import blueprint as handback_blueprint
from interviews.kit_views import blueprint as kit_blueprint
from interviews.plan_views import blueprint as plans_blueprint
from interviews.received_views import blueprint as tablets_blueprint
from interviews.replacing.forgetting import forget_unsaid_names
from interviews.replacing.views import blueprint as names_blueprint
from interviews.rescue_views import blueprint as rescue_blueprint
from interviews.search.views import blueprint as search_blueprint
from interviews.tablet_views import api as tablet_api_blueprint
from interviews.tablet_views import blueprint as tablet_blueprint
from interviews.views import blueprint as interviews_blueprint
from interviews.word_out.handing import forget_archives
from interviews.word_out.views import blueprint as comptes_rendus_word_blueprint
from interviews.writeup.views import blueprint as writeup_blueprint
from kparole import (
    api_answers,
    bodies,
    failures,
    guard,
    headers,
    home,
    jobs,
    jobs_views,
    launch,
    menu,
    setup,
    trail,
    walk,
)
from kparole import rows as _rows  # noqa: F401  (importing it narrows every question to what its asker reaches)
from kparole.access import current
from kparole.accounts import entrust, passes, people, security, views
from kparole.accounts import identify as accounts_identify
from kparole.config import Settings
from kparole.db import db, engine_options, prepare_engine
from kparole.paths import STATIC, TEMPLATES
from kparole.secret import secret_key
from kparole.sessions import ServerSessions
from kparole.wording import FILTERS

BLUEPRINTS = (
    home.blueprint,
    setup.blueprint,
    trail.blueprint,
    cards_blueprint,
    print_blueprint,
    decks_blueprint,
    plans_blueprint,
    kit_blueprint,
    interviews_blueprint,
    handback_blueprint,
    writeup_blueprint,
    names_blueprint,
    comptes_rendus_word_blueprint,
    search_blueprint,
    sync_blueprint,
    tablet_blueprint,
    rescue_blueprint,
    tablets_blueprint,
    tablet_api_blueprint,
    analysis_blueprint,
    card_life_blueprint,
    themes_blueprint,
    review_blueprint,
    campaigns_blueprint,
    findings_blueprint,
    double_blueprint,
    game_blueprint,
    effect_map_blueprint,
    weighing_blueprint,
    recit_blueprint,
    jobs_views.blueprint,
)
WITH_ACCOUNTS = (views.blueprint, people.blueprint, passes.blueprint, entrust.blueprint)


def create_app(settings: Settings) -> Flask:
    """Make the application for these settings. The database must be migrated before a page is asked for."""
    app = Flask("kparole", static_folder=str(STATIC), template_folder=str(TEMPLATES / "html"))
    app.config.update(
        KPAROLE=settings,
        SECRET_KEY=settings.secret_key or secret_key(settings.home),
        TRUSTED_HOSTS=_hosts(settings),  # another name for this machine would let any site read the answers
        PREFERRED_URL_SCHEME="https" if settings.network else "http",
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        SQLALCHEMY_ENGINES={"default": engine_options(settings.database_url)},
    )
    app.session_interface = ServerSessions(settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    _open_database(app)
    app.extensions["kparole.enqueue"] = _enqueuer(settings)
    app.extensions[NAMES] = trail.names
    app.extensions[FORGETTERS] = (
        forget_unsaid,
        forget_read,
        forget_proofs,
        forget_gone,
        forget_shaped,
        forget_archives,
        forget_unsaid_names,
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    bodies.install(app, most=settings.max_upload)
    _open_doors(app, settings)
    CSRFProtect(app)
    setup.install(app)
    headers.install(app, settings)
    api_answers.install(app)
    failures.install(app)
    app.context_processor(menu.context)
    app.add_url_rule("/favicon.ico", "favicon", _favicon)
    return app


def _hosts(settings: Settings) -> list[str]:
    if settings.network and settings.address:
        return [urlsplit(settings.address).netloc]
    return ["127.0.0.1", "localhost"]


def _open_doors(app: Flask, settings: Settings) -> None:
    """One way in a mode: the printed address, or accounts, or none at all in the demonstration."""
    if settings.demo:
        app.register_blueprint(walk.blueprint)
        guard.install(app, settings, walk.identify)
        app.context_processor(lambda: {"walks": walk.choices(), "walking": current().key})
    elif settings.network:
        guard.install(app, settings, accounts_identify.identify)
    else:
        app.extensions[launch.LAUNCH] = launch.LaunchKey()
        app.register_blueprint(launch.blueprint)
        guard.install(app, settings, launch.identify)
    if settings.network or settings.demo:
        for blueprint in WITH_ACCOUNTS:
            app.register_blueprint(blueprint)
        security.install(app)  # after the guard: its pages ask who acts


def _open_database(app: Flask) -> None:
    db.init_app(app)
    # No session here is asynchronous: to close those, Flask would start a thread and a loop at the end of each request.
    app.teardown_appcontext_funcs[:] = [end for end in app.teardown_appcontext_funcs if not iscoroutinefunction(end)]
    with app.app_context():
        prepare_engine(db.engine)


def _enqueuer(settings: Settings) -> Callable[[int], None]:
    """Put a job's id in the queue, which is opened at the first job."""

    @cache
    def task() -> Callable[[int], object]:
        return jobs.task_of(jobs.make_queue(settings))

    def enqueue(job_id: int) -> None:
        task()(job_id)

    return enqueue


def _favicon() -> ResponseReturnValue:
    return redirect(url_for("static", filename="favicon.svg"))
