"""The application factory: settings in, a Flask application out. Nothing heavy is loaded here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

import network.models  # noqa: F401  (importing the models declares the tables)
from analysis.recit.views import blueprint as recit_blueprint
from analysis.views import blueprint as analysis_blueprint
from cards.views import blueprint as cards_blueprint
from interviews.views import blueprint as interviews_blueprint
from kparole import failures, headers, home, jobs, jobs_views
from kparole.config import Settings
from kparole.db import db, prepare_engine
from kparole.paths import STATIC, TEMPLATES
from kparole.secret import secret_key
from kparole.wording import FILTERS

BLUEPRINTS = (
    home.blueprint,
    cards_blueprint,
    interviews_blueprint,
    analysis_blueprint,
    recit_blueprint,
    jobs_views.blueprint,
)


def create_app(settings: Settings) -> Flask:
    """Make the application for these settings. The database must be migrated before a page is asked for."""
    app = Flask("kparole", static_folder=str(STATIC), template_folder=str(TEMPLATES / "html"))
    app.config.update(
        KPAROLE=settings,
        SECRET_KEY=secret_key(settings.home),
        TRUSTED_HOSTS=["127.0.0.1", "localhost"],  # another name for this machine would let any site read the answers
        MAX_CONTENT_LENGTH=settings.max_upload,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="kparole",
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        SQLALCHEMY_ENGINES={"default": settings.database_url},
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    CSRFProtect(app)
    _open_database(app)
    app.extensions["kparole.enqueue"] = _enqueuer(settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    headers.install(app)
    failures.install(app)
    app.context_processor(lambda: {"demo": settings.demo})
    app.add_url_rule("/favicon.ico", "favicon", _favicon)
    return app


def _open_database(app: Flask) -> None:
    db.init_app(app)
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
