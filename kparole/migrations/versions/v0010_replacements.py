"""ce qui est écrit à la place des noms, scellé, et les décisions que l'on peut reprendre"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('correspondence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('kpa_id', sa.Integer(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('change', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['kpa_id'], ['kpa.id'], name=op.f('fk_correspondence_kpa_id_kpa')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correspondence')),
    sa.UniqueConstraint('uid', name=op.f('uq_correspondence_uid'))
    )
    op.create_index(op.f('ix_correspondence_kpa_id'), 'correspondence', ['kpa_id'])
    op.create_table('name_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('masks', sa.JSON(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_name_decision'))
    )
    op.create_index(op.f('ix_name_decision_who'), 'name_decision', ['who'])
