"""What the tests need not do thousands of times: each application writes the code of every address, most of which it never makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule

_write = Rule._compile_builder


def _write_when_asked(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The same function that makes an address, written when a test first makes one."""

    @cache
    def written() -> Callable[..., tuple[str, str]]:
        return _write(rule, append_unknown)

    def make(self: Rule, **values: Any) -> tuple[str, str]:
        return written()(self, **values)

    return make


def make_applications_quickly() -> None:
    """An application opens in a third of the time; its addresses are those it would have made."""
    Rule._compile_builder = _write_when_asked  # type: ignore[method-assign]
