"""Flask-Security set up our way: names instead of e-mail addresses, Argon2id, one-time codes, French words and addresses."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import qrcode
from flask import Flask, Response, abort, g, request, session
from flask_babel import Babel
from flask_security import FSQLALiteUserDatastore, Security, tf_disabled, tf_profile_changed, user_authenticated
from flask_security.totp import Totp
from markupsafe import Markup
from passlib.totp import TotpMatch
from qrcode.image.svg import SvgPathImage

from kparole.access import NOBODY, current
from kparole.accounts.forms import ChangePasswordForm, LoginForm, RecoveryForm, VerifyCodeForm, VerifyForm
from kparole.accounts.hashing import Gate
from kparole.accounts.messages import MESSAGES
from kparole.accounts.models import Account
from kparole.db import db
from kparole.journal import Action, Outcome, note

FRESH = timedelta(minutes=30)
PASSWORD_MIN = 12
CODE_PAGES = {"security.two_factor_token_validation", "security.mf_recovery"}


class NoRoleTable:
    """Roles are words in code, not rows: Flask-Security asks for a table all the same and never opens it."""

    name = ""


class CountedTotp(Totp):
    """One-time codes that are good once, and a QR code drawn in the page itself."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """An SVG element: an image address holding data is refused by our own policy."""
        return Markup(svg_qr(self.get_totp_uri(username, totp)))  # drawn by us from an address of ours

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        """True for the right code; never when the server's key changed since, which an administrator's link mends."""
        try:
            return super().verify_totp(token, totp_secret, user, window)
        except (LookupError, ValueError):
            return False

    def get_last_counter(self, user: Any) -> int | None:
        """The last code this account used."""
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        """Remember the code just used, so that nobody who saw it can use it again."""
        user.totp_counter = tmatch.counter
        db.session.add(user)
        db.session.commit()


def svg_qr(content: str) -> str:
    """A QR code as an SVG element, without style attributes nor scripts."""
    drawn: bytes = qrcode.make(content, image_factory=SvgPathImage, border=2).to_string(encoding="utf-8")
    return drawn.decode().partition("?>")[2].strip() if drawn.startswith(b"<?xml") else drawn.decode()


def install(app: Flask) -> None:
    """Open the login pages."""
    app.config.update(_options(str(app.config["SECRET_KEY"])))
    Babel(app, default_locale="fr")
    security = Security(
        app,
        FSQLALiteUserDatastore(db, Account, NoRoleTable),  # type: ignore[arg-type]
        login_form=LoginForm,
        two_factor_verify_code_form=VerifyCodeForm,
        mf_recovery_form=RecoveryForm,
        verify_form=VerifyForm,
        change_password_form=ChangePasswordForm,
        totp_cls=CountedTotp,
    )
    security.pwd_context = Gate(security.pwd_context)
    user_authenticated.connect(_came_in, app)
    tf_profile_changed.connect(_second_factor_changed, app)
    tf_disabled.connect(_second_factor_changed, app)
    security.want_json(lambda _request: False)
    # Flask-Security also takes a token from a header or an address, outside of every session and of its limits: never.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    app.before_request(_only_forms)
    app.before_request(_no_code_without_a_first_step)
    app.after_request(write_down_what_happened)


def _came_in(_app: Flask, user: Account, **_more: Any) -> None:
    """Flask-Login offers a cookie that outlives the session; nothing here ever asks for it."""
    session.pop("_remember", None)
    g.kparole_happened = (Action.ENTER, user.key)


def _only_forms() -> None:
    """Flask-Security answers JSON too, with tokens in it; KParole's doors are pages."""
    if request.blueprint == "security" and request.is_json:
        abort(400)


def _no_code_without_a_first_step() -> None:
    """Flask-Security ends the session of whoever asks for the code page out of turn: a link elsewhere could do that."""
    if request.endpoint in CODE_PAGES and "tf_state" not in session and current().role is not None:
        abort(404)


def _second_factor_changed(_app: Flask, user: Account, **_more: Any) -> None:
    g.kparole_happened = (Action.SECOND_FACTOR, user.key)


def write_down_what_happened(response: Response) -> Response:
    """The journal says who came in, once the answer is ready and the request's own work is written."""
    if g.pop("kparole_refused", False):
        note(Action.ENTER, "compte", outcome=Outcome.REFUSED, actor=NOBODY)
    if "kparole_happened" in g:
        action, key = g.pop("kparole_happened")
        note(action, key, actor=replace(NOBODY, key=key))
    return response


def _derived(secret: str, what: str) -> str:
    return hashlib.sha256(f"{what}:{secret}".encode()).hexdigest()


def _options(secret: str) -> dict[str, Any]:
    options = {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_HASH_PASSLIB_OPTIONS": {"argon2__type": "ID", "argon2__memory_cost": 65536, "argon2__rounds": 3},
        "PASSWORD_SINGLE_HASH": {
            "argon2"
        },  # Argon2 salts by itself; a key mixed in would close every account if it changed
        "PASSWORD_SALT": "",
        "PASSWORD_LENGTH_MIN": PASSWORD_MIN,
        "USERNAME_ENABLE": True,
        "USERNAME_MIN_LENGTH": 2,
        # Letters, marks and figures of any script, spaces, dots and dashes: an e-mail address is a fine name too.
        "USERNAME_ALLOWED_CHARS": ["L", "M", "N", "Zs", "Pd", "Pc", "Po"],
        "USER_IDENTITY_ATTRIBUTES": [{"username": {"mapper": _as_name, "case_insensitive": True}}],
        "API_ENABLED_METHODS": ["session"],
        "RETURN_GENERIC_RESPONSES": True,
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "JOIN_USER_ROLES": False,
        "LOGOUT_METHODS": ["POST"],
        "FRESHNESS": FRESH,
        "FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_RESCUE_MAIL": "",
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [_fernet(secret)],
        "TOTP_SECRETS": {"1": _derived(secret, "codes")},
        "TOTP_ISSUER": "KParole",
        "LOGIN_URL": "/entrer",
        "LOGOUT_URL": "/sortir",
        "CHANGE_URL": "/compte/mot-de-passe",
        "VERIFY_URL": "/compte/verifier",
        "TWO_FACTOR_SETUP_URL": "/compte/second-facteur",
        "TWO_FACTOR_TOKEN_VALIDATION_URL": "/entrer/code",
        "TWO_FACTOR_RESCUE_URL": "/entrer/aide",
        "MULTI_FACTOR_RECOVERY_CODES_URL": "/compte/codes-de-secours",
        "MULTI_FACTOR_RECOVERY_URL": "/entrer/secours",
        "POST_CHANGE_VIEW": "/compte",
        "TWO_FACTOR_POST_SETUP_VIEW": "/compte",
        "FLASH_MESSAGES": True,
        "STATIC_FOLDER": None,
        "CACHE_CONTROL": None,  # every answer of KParole is no-store already (kparole.headers)
    }
    options |= {f"MSG_{name}": said for name, said in MESSAGES.items()}
    return {f"SECURITY_{name}": value for name, value in options.items()}


def _fernet(secret: str) -> bytes:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(bytes.fromhex(_derived(secret, "codes-de-secours")))


def _as_name(typed: str) -> str | None:
    return typed.strip().casefold() or None
