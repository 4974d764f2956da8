"""What the points find, for the tests."""

from __future__ import annotations

from kparole.checks import points


def found() -> dict[str, str]:
    """What is wrong, by point."""
    return {one.label: one.problem for one in points.examine() if one.problem is not None and not one.skipped}
