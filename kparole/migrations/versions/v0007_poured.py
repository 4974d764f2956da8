"""de l'entretien mené avec la tablette au compte-rendu : lequel vient duquel, et d'où vient chaque passage"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('note', sa.Column('marks', sa.JSON(none_as_null=True), nullable=True))
    op.add_column('note', sa.Column('operation', sa.String(), nullable=True))
    op.create_table('poured',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_poured_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_poured_interview_id_interview'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poured')),
    sa.UniqueConstraint('compte_rendu_id', name=op.f('uq_poured_compte_rendu_id')),
    sa.UniqueConstraint('interview_id', name=op.f('uq_poured_interview_id'))
    )
