"""What one interview leaves: its compte-rendu, cards taken, notes, consents and mask decisions; and the imports they came by."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, ColumnElement, ForeignKey, UniqueConstraint, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kparole.access import Scope
from kparole.db import Base, now
from network.models import Kpa

CASCADE = "all, delete-orphan"


class OfOneInterview:
    """A table whose rows belong to one compte-rendu: they are reached with it."""

    compte_rendu_id: Mapped[int]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The rows of the comptes-rendus this scope reaches."""
        if scope.kpas is None:
            return true()
        return cls.compte_rendu_id.in_(select(CompteRendu.id).where(CompteRendu.within(scope)))


class CompteRendu(Base):
    """One interview, written up. ``code`` is shown instead of a name; ``words_hash`` stops the same text coming in twice.

    ``revision``: the number of the last edit made by hand, 0 before any; ``declined``: the facts she did not wish to say.
    """

    __tablename__ = "compte_rendu"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    pseudonym: Mapped[str]
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("word_import.id"), index=True)
    words_hash: Mapped[str] = mapped_column(unique=True)
    age: Mapped[int | None]
    gender: Mapped[str | None]
    since: Mapped[str | None]
    deck_version: Mapped[str]
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    masks_proposed: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    declined: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))

    kpa: Mapped[Kpa | None] = relationship(lazy="joined")
    notes: Mapped[list[NoteRow]] = relationship(cascade=CASCADE, order_by="NoteRow.position")
    picks: Mapped[list[Pick]] = relationship(cascade=CASCADE, order_by="Pick.rank")
    consents: Mapped[list[Consent]] = relationship(cascade=CASCADE)
    masks: Mapped[list[MaskRow]] = relationship(cascade=CASCADE, order_by="MaskRow.note_id, MaskRow.start")

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The comptes-rendus of the KPAs of this scope, and those it names one by one."""
        if scope.kpas is None:
            return true()
        return or_(cls.kpa_id.in_(sorted(scope.kpas)), cls.code.in_(sorted(scope.interviews)))


class Pick(OfOneInterview, Base):
    """A card taken: its place in the order of selection, its id in the deck, its title as it was; ``key`` never changes."""

    __tablename__ = "pick"
    __table_args__ = (UniqueConstraint("compte_rendu_id", "rank"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int]
    card: Mapped[str | None]
    title: Mapped[str | None]
    key: Mapped[str] = mapped_column(default=lambda: uuid4().hex, server_default="-")


class NoteRow(OfOneInterview, Base):
    """One paragraph. ``part``: vecu, modalites, introduction, carte, cloture, non-classe; ``rank`` joins it to its Pick.

    ``exact`` holds [start, end] pairs, code points, end exclusive: the person's own words. ``marks`` and ``operation``:
    those of the passage, when it was typed on the tablet. ``uid`` never changes; ``origin``: [part, key of its card] where it
    was said, when it was moved since; ``rival``: the uid of the paragraph written at the same time, when one is to choose.
    """

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    part: Mapped[str]
    rank: Mapped[int | None]
    text: Mapped[str]
    exact: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    marks: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    operation: Mapped[str | None]
    uid: Mapped[str] = mapped_column(default=lambda: uuid4().hex, server_default="-")
    origin: Mapped[list[str | None] | None] = mapped_column(JSON(none_as_null=True))
    rival: Mapped[str | None]


class Consent(OfOneInterview, Base):
    """What a person said about one use of her words: given, refused or withdrawn; who asked, when, how."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("compte_rendu_id", "use"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    use: Mapped[str]
    state: Mapped[str]
    who: Mapped[str]
    when: Mapped[str] = mapped_column("said_on")
    how: Mapped[str]


class MaskRow(OfOneInterview, Base):
    """A stretch of a note that may identify someone, and what a person decided: proposed, confirmed or refused."""

    __tablename__ = "mask"
    __table_args__ = (UniqueConstraint("note_id", "start", "stop"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int] = mapped_column("stop")
    kind: Mapped[str]
    text: Mapped[str]
    certainty: Mapped[float]
    state: Mapped[str] = mapped_column(default="proposed")


class WordImport(Base):
    """One sending of Word files: what was declared about consent, and a report a file once it is read."""

    __tablename__ = "word_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"))
    consent: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    files: Mapped[list[ImportedFile]] = relationship(cascade=CASCADE, order_by="ImportedFile.id")

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The imports declared for the KPAs of this scope."""
        return true() if scope.kpas is None else cls.kpa_id.in_(sorted(scope.kpas))


class ImportedFile(Base):
    """One file of an import. ``state``: waiting, taken, known (same words already there), refused, or version (a Word copy
    of ours that came back, to be compared).
    """

    __tablename__ = "imported_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("word_import.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    folder: Mapped[str | None]
    stored: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    message: Mapped[str | None]
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    compte_rendu_id: Mapped[int | None] = mapped_column(ForeignKey("compte_rendu.id", ondelete="SET NULL"))

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The files of the imports this scope reaches."""
        if scope.kpas is None:
            return true()
        return cls.import_id.in_(select(WordImport.id).where(WordImport.within(scope)))
