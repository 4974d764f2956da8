"""on cherche dans les comptes-rendus : les mots de chaque passage, leur index, et ce qui les en ôte dès qu'ils changent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# FTS5 keeps no copy of the words: it reads them in search_note when one is taken away.
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "words, content='search_note', content_rowid='note_id', tokenize='unicode61 remove_diacritics 0')",
    """CREATE TRIGGER search_note_in AFTER INSERT ON search_note BEGIN
    INSERT INTO search_words (rowid, words) VALUES (new.note_id, new.words);
    END""",
    """CREATE TRIGGER search_note_out AFTER DELETE ON search_note BEGIN
    INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.note_id, old.words);
    END""",
    """CREATE TRIGGER search_note_changed AFTER UPDATE ON search_note BEGIN
    INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.note_id, old.words);
    INSERT INTO search_words (rowid, words) VALUES (new.note_id, new.words);
    END""",
    """CREATE TRIGGER search_note_rewritten AFTER UPDATE OF text, exact, part ON note
    WHEN old.text IS NOT new.text OR old.exact IS NOT new.exact OR old.part IS NOT new.part BEGIN
    DELETE FROM search_note WHERE note_id = old.id;
    END""",
    *(
        f"""CREATE TRIGGER search_mask_{name} AFTER {what} ON mask BEGIN
    DELETE FROM search_note WHERE note_id IN ({gone});
    END"""
        for name, what, gone in (
            ('in', 'INSERT', 'new.note_id'),
            ('changed', 'UPDATE', 'old.note_id, new.note_id'),
            ('out', 'DELETE', 'old.note_id'),
        )
    ),
)
POSTGRESQL = (
    "CREATE INDEX ix_search_note_words ON search_note USING gin (to_tsvector('simple', words))",
    """CREATE FUNCTION search_forget_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM search_note WHERE note_id = old.id;
    RETURN NULL;
    END $$""",
    """CREATE TRIGGER search_note_rewritten AFTER UPDATE OF text, exact, part ON note FOR EACH ROW
    WHEN (old.text IS DISTINCT FROM new.text OR old.exact::text IS DISTINCT FROM new.exact::text
    OR old.part IS DISTINCT FROM new.part) EXECUTE FUNCTION search_forget_note()""",
    """CREATE FUNCTION search_forget_masked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN DELETE FROM search_note WHERE note_id = old.note_id; END IF;
    IF TG_OP <> 'DELETE' THEN DELETE FROM search_note WHERE note_id = new.note_id; END IF;
    RETURN NULL;
    END $$""",
    """CREATE TRIGGER search_mask_changed AFTER INSERT OR UPDATE OR DELETE ON mask FOR EACH ROW
    EXECUTE FUNCTION search_forget_masked()""",
)


def upgrade() -> None:
    op.create_table('search_note',
    sa.Column('note_id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('folding', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_search_note_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['note_id'], ['note.id'], name=op.f('fk_search_note_note_id_note'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('note_id', name=op.f('pk_search_note'))
    )
    op.create_index(op.f('ix_search_note_compte_rendu_id'), 'search_note', ['compte_rendu_id'])
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)
