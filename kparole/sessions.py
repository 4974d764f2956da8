"""Sessions kept on the server: the cookie holds a random key, the table its SHA-256 and what the session remembers.

A session ends for good when its row goes: at logout, when its owner ends it from elsewhere, at a change of role or
password, after too long without a sign of life, or after too long in all.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, request
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import CursorResult, Text, delete, insert, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from kparole.config import Settings
from kparole.db import Base, db, now, own_transaction

OWNER = "_user_id"
TOKEN = "csrf_token"
"""Where Flask-WTF keeps what it signs for forms and scripts."""
"""Where Flask-Login keeps whose session it is; passes and the launch key use the same place."""
TOUCH_EVERY = timedelta(minutes=1)
STRANGER_IDLE = timedelta(hours=1)
MAX_SESSION = 64 * 1024
_serializer = TaggedJSONSerializer()


class SessionRow(Base):
    """One open session. ``owner``: the opaque key of whoever came in, None before that."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[str | None] = mapped_column(index=True)
    data: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    agent: Mapped[str]


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What a session remembers, and the key it is kept under."""

    def __init__(self, data: dict[str, Any], key: str | None, seen_at: datetime | None) -> None:
        super().__init__(data, _changed)
        self.key = key
        self.seen_at = seen_at
        self.new = key is None
        self.modified = False
        self.opened_by = data.get(OWNER)


def _changed(session: Any) -> None:
    session.modified = True


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts without a sign of life, and in all."""

    idle: timedelta
    whole: timedelta


class ServerSessions(SessionInterface):
    """Reads the session when a request comes, writes it when the answer leaves, on a connection of its own."""

    def __init__(self, settings: Settings) -> None:
        self.limits = Limits(timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.session_hours))
        # A browser gives the cookies of one host to all its ports: two KParole side by side must not share theirs.
        folder = hashlib.sha256(str(settings.home).encode()).hexdigest()[:8]
        self.cookie = "__Host-kparole" if settings.network else f"kparole-{folder}"
        self.secure = settings.network

    def open_session(self, _app: Flask, request: Request) -> ServerSession:
        """The session of this cookie, else a new one."""
        key = request.cookies.get(self.cookie, "")
        if not key:
            return ServerSession({}, None, None)
        with db.engine.connect() as connection:
            row = connection.execute(select(SessionRow).where(SessionRow.key_hash == _hash(key))).first()
        if row is None or self._over(row.owner, row.created_at, row.seen_at):
            return ServerSession({}, None, None)
        return ServerSession(_serializer.loads(row.data), key, row.seen_at)

    def _over(self, owner: str | None, created_at: datetime, seen_at: datetime) -> bool:
        idle = self.limits.idle if owner else STRANGER_IDLE
        return now() - seen_at > idle or now() - created_at > self.limits.whole

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed, under a new key whenever somebody comes in or goes out."""
        assert isinstance(session, ServerSession)
        response.vary.add("Cookie")
        if session.key and not session:
            self._forget(session.key)
            response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")
        elif session.modified and session:
            self._write(session, response)
        elif session.key and session.seen_at and now() - session.seen_at > TOUCH_EVERY:
            self._touch(session.key)

    def _write(self, session: ServerSession, response: Response) -> None:
        owner = session.get(OWNER)
        if (
            owner
        ):  # from its birth: two requests at once would otherwise each make one, and one of the two would be refused
            session.setdefault(TOKEN, secrets.token_hex(20))
        data = _serializer.dumps(dict(session))
        fresh = session.key is None or owner != session.opened_by
        if not fresh and _update(session.key or "", data) == 0:
            return  # ended from elsewhere while this request ran: it must not come back to life
        if fresh:
            if session.key:
                self._forget(session.key)
            session.key = secrets.token_urlsafe(32)
            _insert(session.key, owner, data)
            self._set_cookie(session.key, response)

    def _set_cookie(self, key: str, response: Response) -> None:
        response.set_cookie(
            self.cookie, key, max_age=self.limits.whole, path="/", secure=self.secure, httponly=True, samesite="Lax"
        )

    def _forget(self, key: str) -> None:
        with own_transaction() as connection:
            connection.execute(delete(SessionRow).where(SessionRow.key_hash == _hash(key)))

    def _touch(self, key: str) -> None:
        try:
            with own_transaction(patience=200) as connection:
                connection.execute(update(SessionRow).where(SessionRow.key_hash == _hash(key)).values(seen_at=now()))
        except OperationalError:
            return  # somebody is writing: the next request will say that this session lives


def open_sessions(owner: str) -> list[SessionRow]:
    """The sessions of this owner, the last seen first."""
    wanted = select(SessionRow).where(SessionRow.owner == owner).order_by(SessionRow.seen_at.desc(), SessionRow.id)
    return list(db.session.scalars(wanted))


def end_sessions(owner: str, *, only: int | None = None, but: str | None = None) -> None:
    """End the sessions of this owner: all, ``only`` one by its id, or all ``but`` the one with this key. Commits."""
    ended = delete(SessionRow).where(SessionRow.owner == owner)
    if only is not None:
        ended = ended.where(SessionRow.id == only)
    if but is not None:
        ended = ended.where(SessionRow.key_hash != _hash(but))
    db.session.execute(ended)
    db.session.commit()


def forget_old_sessions(settings: Settings) -> None:
    """Delete the sessions that are over. Commits."""
    limits = ServerSessions(settings).limits
    old = or_(
        SessionRow.created_at < now() - limits.whole,
        SessionRow.seen_at < now() - limits.idle,
        SessionRow.owner.is_(None) & (SessionRow.seen_at < now() - STRANGER_IDLE),
    )
    db.session.execute(delete(SessionRow).where(old))
    db.session.commit()


def is_current(row: SessionRow, key: str | None) -> bool:
    """True when this row is the session of this key."""
    return key is not None and row.key_hash == _hash(key)


def _insert(key: str, owner: str | None, data: str) -> None:
    values = {"key_hash": _hash(key), "owner": owner, "data": data, "created_at": now(), "seen_at": now()}
    with own_transaction() as connection:
        connection.execute(insert(SessionRow).values(**values, agent=_device(request.user_agent.string)))


def _update(key: str, data: str) -> int:
    with own_transaction() as connection:
        answer: CursorResult[Any] = connection.execute(
            update(SessionRow).where(SessionRow.key_hash == _hash(key)).values(data=data, seen_at=now())
        )
        return answer.rowcount


def _device(agent: str) -> str:
    """What a person recognises her device by: a browser and a system, nothing finer."""
    browsers = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (("Android", "Android"), ("iPad", "iPad"), ("iPhone", "iPhone"), ("Windows", "Windows"))
    more = (("Mac OS", "Mac"), ("Linux", "Linux"))
    browser = next((name for mark, name in browsers if mark in agent), "Navigateur")
    system = next((name for mark, name in (*systems, *more) if mark in agent), "appareil inconnu")
    return f"{browser} sur {system}"


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
