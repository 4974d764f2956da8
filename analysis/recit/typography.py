"""French spacing for the sentences we write: no line may begin with « : » or end with an opening guillemet.

What people said is left as it was noted.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from analysis.recit.voice import Quote

T = TypeVar("T")
_BEFORE = re.compile(r" (?=[:;?!»])")
_TAG = re.compile(r"(\{[{%].*?[%}]\})")


def spaced(text: str) -> str:
    """No-break spaces before double punctuation and inside guillemets; template tags are left alone.

    >>> spaced("Vraiment ?"), spaced("{% if a %}")
    ('Vraiment\\xa0?', '{% if a %}')
    """
    return "".join(part if _TAG.fullmatch(part) else _spaced(part) for part in _TAG.split(text))


def typeset(value: T) -> T:
    """The same data with every sentence spaced, except the words of a quote."""
    made: Any = value
    if isinstance(value, str):
        made = spaced(value)
    elif isinstance(value, tuple):
        made = tuple(typeset(item) for item in value)
    elif isinstance(value, Quote):
        made = replace(value, who=spaced(value.who))
    elif is_dataclass(value) and not isinstance(value, type):
        # A picture stands in ``image``: it is not text, whatever its type.
        kept = {f.name: getattr(value, f.name) for f in fields(value) if f.name != "image"}
        made = replace(value, **{name: typeset(item) for name, item in kept.items()})
    return made  # type: ignore[no-any-return]


def _spaced(text: str) -> str:
    return _BEFORE.sub("\u00a0", text).replace("« ", "«\u00a0")
