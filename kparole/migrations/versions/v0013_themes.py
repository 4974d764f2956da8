"""ce que des personnes font des thèmes : leur nom, leurs passages, chaque geste avec qui l'a fait"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(), nullable=True),
    sa.Column('name', sa.String(), nullable=True),
    sa.Column('effect', sa.String(), nullable=True),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('who_name', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_theme'))
    )
    op.create_table('kept_passage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('scope', sa.String(), nullable=True),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('stop', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_kept_passage_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['kept_theme.id'], name=op.f('fk_kept_passage_theme_id_kept_theme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_passage'))
    )
    op.create_index(op.f('ix_kept_passage_compte_rendu_id'), 'kept_passage', ['compte_rendu_id'])
    op.create_index(op.f('ix_kept_passage_theme_id'), 'kept_passage', ['theme_id'])
    op.create_table('theme_gesture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('who_name', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme_gesture'))
    )
