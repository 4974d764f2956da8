"""les portes : comptes, invitations, passes, séances, essais ratés, et le réseau"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('network',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('deck', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network'))
    )
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('username', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('password', sa.String(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('kpa_id', sa.Integer(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('tf_primary_method', sa.String(), nullable=True),
    sa.Column('tf_totp_secret', sa.String(), nullable=True),
    sa.Column('totp_counter', sa.Integer(), nullable=True),
    sa.Column('mf_recovery_codes', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['kpa_id'], ['kpa.id'], name=op.f('fk_account_kpa_id_kpa')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_account_fs_uniquifier')),
    sa.UniqueConstraint('username', name=op.f('uq_account_username'))
    )
    op.create_index(op.f('ix_account_kpa_id'), 'account', ['kpa_id'], unique=False)
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kpa_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('access_ends_on', sa.Date(), nullable=True),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_invitation_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['kpa_id'], ['kpa.id'], name=op.f('fk_invitation_kpa_id_kpa')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    op.create_index(op.f('ix_invitation_account_id'), 'invitation', ['account_id'], unique=False)
    op.create_table('pass',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('interviews', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pass')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_pass_token_hash'))
    )
    op.create_index(op.f('ix_pass_made_by'), 'pass', ['made_by'], unique=False)
    op.create_table('session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.Column('agent', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_session_key_hash'))
    )
    op.create_index(op.f('ix_session_owner'), 'session', ['owner'], unique=False)
    op.create_index(op.f('ix_session_seen_at'), 'session', ['seen_at'], unique=False)
    op.create_table('trial',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trial'))
    )
    op.create_index(op.f('ix_trial_at'), 'trial', ['at'], unique=False)
    op.create_index(op.f('ix_trial_who'), 'trial', ['who'], unique=False)
