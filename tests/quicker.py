"""What the tests need not wait for: a disk, and the code of every address and of every template written for each application."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

MEMORY = "/dev/shm"
ROOM = 4 * 2**30
_write = Rule._compile_builder


def write_in_memory() -> None:
    """Put temporary folders in memory where the system gives some: data are synced as always, and no test waits for a disk.

    No test cuts the power; what a killed process wrote is still there. TMPDIR says another place.
    """
    if "TMPDIR" not in os.environ and os.path.isdir(MEMORY):
        room = os.statvfs(MEMORY)
        if room.f_bavail * room.f_frsize >= ROOM:
            os.environ["TMPDIR"] = tempfile.tempdir = MEMORY


def make_applications_quickly() -> None:
    """Applications of this process share the code of their templates, and write that of an address when it is first made."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Templates()}
    Rule._compile_builder = _write_when_asked  # type: ignore[method-assign]


class _Templates(BytecodeCache):
    """Jinja's own cache, in memory: a template whose words changed is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _write_when_asked(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The same function that makes an address, written when a test first makes one."""

    @cache
    def written() -> Callable[..., tuple[str, str]]:
        return _write(rule, append_unknown)

    def make(self: Rule, **values: Any) -> tuple[str, str]:
        return written()(self, **values)

    return make
