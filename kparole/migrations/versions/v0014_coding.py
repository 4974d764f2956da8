"""on relit les passages : chaque décision avec qui l'a prise, les premières lectures, le double codage, les campagnes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def _of_interview(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f'fk_{table}_compte_rendu_id_compte_rendu')
    return sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=name, ondelete='CASCADE')


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f'{other}.id'], name=op.f(f'fk_{table}_{column}_{other}'), ondelete='CASCADE')


def upgrade() -> None:
    op.create_table('coding_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('scheme', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('units', sa.JSON(), nullable=False),
    sa.Column('result', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_round'))
    )
    op.create_table('coding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('stop', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('scheme', sa.String(), nullable=False),
    sa.Column('coder', sa.String(), nullable=False),
    sa.Column('coder_name', sa.String(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Boolean(), nullable=False),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.Column('machine', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('saw', sa.Boolean(), nullable=False),
    sa.Column('why', sa.String(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    _of_interview('coding'),
    _of('coding', 'round_id', 'coding_round'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding'))
    )
    op.create_index(op.f('ix_coding_compte_rendu_id'), 'coding', ['compte_rendu_id'])
    op.create_index(op.f('ix_coding_round_id'), 'coding', ['round_id'])
    op.create_table('reading_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('coder', sa.String(), nullable=False),
    sa.Column('coder_name', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    _of_interview('reading_mark'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading_mark')),
    sa.UniqueConstraint('compte_rendu_id', 'coder', 'what', name=op.f('uq_reading_mark_compte_rendu_id'))
    )
    op.create_index(op.f('ix_reading_mark_compte_rendu_id'), 'reading_mark', ['compte_rendu_id'])
    op.create_table('coding_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('coder', sa.String(), nullable=False),
    sa.Column('coder_name', sa.String(), nullable=False),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    _of_interview('coding_task'),
    _of('coding_task', 'round_id', 'coding_round'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_task')),
    sa.UniqueConstraint('round_id', 'compte_rendu_id', 'coder', name=op.f('uq_coding_task_round_id'))
    )
    op.create_index(op.f('ix_coding_task_compte_rendu_id'), 'coding_task', ['compte_rendu_id'])
    op.create_index(op.f('ix_coding_task_round_id'), 'coding_task', ['round_id'])
    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public', sa.JSON(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding'))
    )
    op.create_table('campaign',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('begins', sa.Date(), nullable=True),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('read_first', sa.Boolean(), nullable=False),
    sa.Column('weighing', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign'))
    )
    op.create_table('campaign_interview',
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    _of_interview('campaign_interview'),
    _of('campaign_interview', 'campaign_id', 'campaign'),
    sa.PrimaryKeyConstraint('compte_rendu_id', name=op.f('pk_campaign_interview'))
    )
    op.create_index(op.f('ix_campaign_interview_campaign_id'), 'campaign_interview', ['campaign_id'])
