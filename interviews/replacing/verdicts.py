"""What was decided for good is decided again for the words of new interviews, without asking."""

from __future__ import annotations

from interviews.replacing.book import Book, scope_of


def state_of(book: Book, words: str, *, kpa_id: int | None, row_id: int) -> str:
    """The state of a new proposal: confirmed or refused when that was said for the interviews to come, else proposed."""
    entry = book.find(scope_of(kpa_id, row_id), words)
    if entry is None or not entry.always:
        return "proposed"
    return "refused" if entry.instead is None else "confirmed"
