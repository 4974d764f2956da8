"""les entretiens menés avec la tablette : journal d'opérations, versions mises de côté, photos et sons"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('interview',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('kpa_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('deck', sa.String(), nullable=False),
    sa.Column('deck_version', sa.String(), nullable=False),
    sa.Column('trial', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['kpa_id'], ['kpa.id'], name=op.f('fk_interview_kpa_id_kpa')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interview')),
    sa.UniqueConstraint('uid', name=op.f('uq_interview_uid'))
    )
    op.create_index(op.f('ix_interview_kpa_id'), 'interview', ['kpa_id'], unique=False)
    op.create_table('operation',
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=True),
    sa.Column('base', sa.String(), nullable=True),
    sa.Column('data', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('received_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_operation_interview_id_interview'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('n', name=op.f('pk_operation')),
    sa.UniqueConstraint('interview_id', 'id', name=op.f('uq_operation_interview_id')),
    sqlite_autoincrement=True
    )
    op.create_table('operation_conflict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('operation', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('sent', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('received_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_operation_conflict_interview_id_interview'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_operation_conflict')),
    sa.UniqueConstraint('interview_id', 'operation', 'hash', name=op.f('uq_operation_conflict_interview_id'))
    )
    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('operation', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('bytes', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('stored', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_attachment_interview_id_interview'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('interview_id', 'uid', name=op.f('uq_attachment_interview_id'))
    )
    op.create_index(op.f('ix_attachment_stored'), 'attachment', ['stored'], unique=False)
