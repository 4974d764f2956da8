"""The words of each passage as they are searched, one row a passage; the index of the database stands on this table."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from interviews.models import OfOneInterview
from kparole.db import Base


class SearchRow(OfOneInterview, Base):
    """One passage, folded (``interviews.search.tokens``). ``folding``: by which way of folding.

    SQLite keeps an FTS5 index of ``words`` (``search_words``), PostgreSQL a GIN one. Triggers take a row away as soon as
    the words of its passage or the names hidden in it change; it is written again when that is committed.
    """

    __tablename__ = "search_note"

    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    folding: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
