"""les travaux : à qui, sur quoi, une fois à la fois"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

UNDER_WAY = sa.text("state IN ('queued', 'running')")


def upgrade() -> None:
    op.add_column('job', sa.Column('owner', sa.String(), nullable=True))
    op.add_column('job', sa.Column('kpa_id', sa.Integer(), nullable=True))
    op.add_column('job', sa.Column('corpus', sa.String(), server_default='tout', nullable=False))
    op.add_column('job', sa.Column('attempts', sa.Integer(), server_default='0', nullable=False))
    # Jobs asked for before this rule may be several on the same corpus: each gets its own, and all will be done.
    op.execute("UPDATE job SET corpus = uid WHERE state IN ('queued', 'running')")
    op.create_index(op.f('ix_job_owner'), 'job', ['owner'], unique=False)
    op.create_index(
        'uq_job_under_way', 'job', ['kind', 'corpus'], unique=True, sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY
    )
