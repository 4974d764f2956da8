"""The log: one JSON object a line on the error output, without a word of anybody.

Our own lines hold names from the code and numbers: an endpoint, never a path or what was searched; an actor's key, never
her name; an error's type and place, never its message, which may carry what she wrote. Of other libraries' lines only the
place is kept, from the level warning up: their messages hold paths and messages of errors.

What the levels mean:

- debug: what happens all the time (static files, a page asking where a job stands);
- info: what was asked and answered, what started and stopped; the life of a sound server;
- warning: something was wrong and KParole went on by itself (a key made anew, a queue that did not answer);
- error: somebody was told that something failed, or a job ended badly;
- critical: KParole stops.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import IO

from flask import Flask, Response, g, request, request_finished, request_started
from flask.logging import default_handler

from kparole.access import current

log = logging.getLogger(__name__)

OURS = ("analysis", "cards", "interviews", "kparole", "network")
ALL_THE_TIME = {"static", "favicon", "jobs.state"}
FIELDS = "kparole_fields"
LONGEST = 300

Value = str | int | float | None


class JsonLines(logging.Formatter):
    """Makes a record a line. A line of ours keeps its message; of another's, only who spoke and where."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON: time (UTC), level, event, then its own fields."""
        line: dict[str, Value] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if is_ours(record.name):
            line |= {"event": record.getMessage()[:LONGEST], **getattr(record, FIELDS, {})}
        else:
            line |= {"event": "other", "logger": record.name, "at": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[1] is not None:
            line |= {"error": type(record.exc_info[1]).__name__, "at": place_of(record.exc_info[1])}
        return json.dumps(line, ensure_ascii=False)


class _Handler(logging.StreamHandler[IO[str]]):
    """Writes the lines; a line that cannot be made is dropped, because telling why would show what it held."""

    def filter(self, record: logging.LogRecord) -> bool:
        wanted = record.levelno >= logging.WARNING or is_ours(record.name)
        return wanted and bool(super().filter(record))

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        return None


def install(
    app: Flask | None = None, *, level: int = logging.INFO, stream: IO[str] | None = None
) -> Callable[[], None]:
    """Send every log line of this process to ``stream`` (the error output), and one line a request of ``app``.

    Errors that nobody caught are logged the same way instead of being printed with their message. Returns what undoes it.
    """
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda thread: _uncaught(thread.exc_type, thread.exc_value, thread.exc_traceback)
    if app is not None:
        log_requests(app)

    def undo() -> None:
        root.handlers[:], level_before, sys.excepthook, threading.excepthook = before
        root.setLevel(level_before)
        logging.captureWarnings(False)

    return undo


def log_requests(app: Flask) -> None:
    """One line a request: endpoint, method, status, milliseconds, actor. Of an unknown address, nothing but that."""
    app.logger.removeHandler(default_handler)  # it would print the path, and errors with their message
    request_started.connect(_started, app)
    request_finished.connect(_finished, app)


def event(logger: logging.Logger, name: str, *, level: int = logging.INFO, **fields: Value) -> None:
    """Log that something happened; ``fields`` are names from the code, keys and numbers, never words of people."""
    logger.log(level, name, extra={FIELDS: fields})


def place_of(error: BaseException) -> str:
    """Where an error was raised: our innermost « module:line », or the innermost of all when none is ours; "?" = nowhere."""
    place, trace = "?", error.__traceback__
    ours = False
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__"))
        here = module.partition(".")[0] in OURS
        if here or not ours:
            place, ours = f"{module}:{trace.tb_lineno}", here
        trace = trace.tb_next
    return place


def is_ours(name: str) -> bool:
    """True for a logger of one of our modules. « kparole » alone is Flask's own, which logs paths."""
    return name.partition(".")[0] in OURS and name not in OURS


def _started(_app: Flask, **_: object) -> None:
    g.kparole_started = time.perf_counter()


def _finished(_app: Flask, response: Response, **_: object) -> None:
    quiet = request.endpoint in ALL_THE_TIME and response.status_code < 400
    event(
        log,
        "request",
        level=logging.DEBUG if quiet else logging.INFO,
        endpoint=request.endpoint,
        method=request.method,
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("kparole_started", time.perf_counter())) * 1000),
        actor=current().key,
    )


def _uncaught(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if not issubclass(kind, (KeyboardInterrupt, SystemExit)):
        place = place_of(error) if error is not None else "?"
        event(log, "uncaught", level=logging.CRITICAL, error=kind.__name__, at=place)
