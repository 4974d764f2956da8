"""le journal des accès, et ses deux repères"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('acces',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('object', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acces'))
    )
    with op.batch_alter_table('acces', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acces_object'), ['object'], unique=False)
        batch_op.create_index(batch_op.f('ix_acces_who'), ['who'], unique=False)

    marks = op.create_table('acces_repere',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_acces_repere'))
    )
    # The empty chain is written down too: a mark that is missing later was removed by somebody.
    op.bulk_insert(marks, [{'name': name, 'count': 0, 'hash': '0' * 64} for name in ('debut', 'fin')])
