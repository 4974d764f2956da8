"""la carte des effets : ce que l'équipe remplit à la main, et chaque geste, que l'on peut reprendre"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('hand_entry',
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('under', sa.String(), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('proof', sa.String(), nullable=False),
    sa.Column('interview', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('uid', name=op.f('pk_hand_entry'))
    )
    op.create_index(op.f('ix_hand_entry_under'), 'hand_entry', ['under'])
    op.create_table('hand_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gesture', sa.String(), nullable=False),
    sa.Column('entry', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('before', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('after', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_step'))
    )
    op.create_index(op.f('ix_hand_step_gesture'), 'hand_step', ['gesture'])
    op.create_index(op.f('ix_hand_step_entry'), 'hand_step', ['entry'])
