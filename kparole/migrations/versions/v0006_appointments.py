"""les rendez-vous : entretiens à venir, ce qui a été convenu, ce qui est préparé"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('kpa_id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('naming', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('interpreter', sa.String(), nullable=False),
    sa.Column('starts_at', sa.DateTime(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('roles', sa.String(), nullable=False),
    sa.Column('swap', sa.Boolean(), nullable=False),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('agreed', sa.JSON(), nullable=False),
    sa.Column('agreed_how', sa.String(), nullable=False),
    sa.Column('person_reminders', sa.String(), nullable=False),
    sa.Column('own_reminders', sa.String(), nullable=False),
    sa.Column('ticked', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('click', sa.String(), nullable=True),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['kpa_id'], ['kpa.id'], name=op.f('fk_appointment_kpa_id_kpa')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment')),
    sa.UniqueConstraint('click', name=op.f('uq_appointment_click')),
    sa.UniqueConstraint('uid', name=op.f('uq_appointment_uid'))
    )
    op.create_index(op.f('ix_appointment_kpa_id'), 'appointment', ['kpa_id'], unique=False)
    op.create_index(op.f('ix_appointment_starts_at'), 'appointment', ['starts_at'], unique=False)
