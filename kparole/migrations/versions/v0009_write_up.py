"""le compte-rendu s'écrit ici : chaque paragraphe a son nom, chaque changement son retour, chaque version se garde"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('compte_rendu', sa.Column('revision', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('compte_rendu', sa.Column('declined', sa.JSON(none_as_null=True), nullable=True))
    op.add_column('note', sa.Column('origin', sa.JSON(none_as_null=True), nullable=True))
    op.add_column('note', sa.Column('rival', sa.String(), nullable=True))
    for table, column in (('note', 'uid'), ('pick', 'key')):
        op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default='-'))
        _name_each(table, column)
    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('session', sa.String(), nullable=False),
    sa.Column('edit', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('back', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_revision_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    sa.UniqueConstraint('compte_rendu_id', 'number', name=op.f('uq_revision_compte_rendu_id'))
    )
    op.create_table('version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('sheet', sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_version_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version'))
    )
    op.create_index(op.f('ix_version_compte_rendu_id'), 'version', ['compte_rendu_id'])
    op.create_table('stage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('compte_rendu_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['compte_rendu_id'], ['compte_rendu.id'], name=op.f('fk_stage_compte_rendu_id_compte_rendu'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage'))
    )
    op.create_index(op.f('ix_stage_compte_rendu_id'), 'stage', ['compte_rendu_id'])


def _name_each(table: str, column: str) -> None:
    rows = sa.table(table, sa.column('id', sa.Integer), sa.column(column, sa.String))
    bind = op.get_bind()
    named = [{'row': one.id, 'name': uuid4().hex} for one in bind.execute(sa.select(rows.c.id))]
    if named:
        bind.execute(sa.update(rows).where(rows.c.id == sa.bindparam('row')).values({column: sa.bindparam('name')}), named)
