"""on rend ses paroles à la personne : ce qu'elle en dit, ce qu'elle a appris, ce qu'elle reprend"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('hand_back',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('agreed_at', sa.DateTime(), nullable=True),
    sa.Column('validated_at', sa.DateTime(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=True),
    sa.Column('present', sa.JSON(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('interpreter', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_hand_back_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_back'))
    )
    op.create_index(op.f('ix_hand_back_compte_rendu_id'), 'hand_back', ['compte_rendu_id'])
    op.create_table('hand_back_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('piece', sa.String(), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_hand_back_answer_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_back_answer')),
    sa.UniqueConstraint('compte_rendu_id', 'piece', name=op.f('uq_hand_back_answer_compte_rendu_id'))
    )
    op.create_index(op.f('ix_hand_back_answer_compte_rendu_id'), 'hand_back_answer', ['compte_rendu_id'])
    op.create_table('learnt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('piece', sa.String(), nullable=False),
    sa.Column('line', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_learnt_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learnt'))
    )
    op.create_index(op.f('ix_learnt_compte_rendu_id'), 'learnt', ['compte_rendu_id'])
    op.create_table('taken_back',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('consents', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_taken_back_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_taken_back')),
    sa.UniqueConstraint('compte_rendu_id', name=op.f('uq_taken_back_compte_rendu_id'))
    )
