"""The letters that a Word file can hold, and the way a text reads. Pure."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text as XML can hold it: line ends as LF, what no document can carry as U+FFFD.

    >>> writable("a\\r\\nb\\x07")
    'a\\nb\ufffd'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are written from right to left (Arabic, Hebrew…)."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")
