"""Alembic's entry: the connection is given by kparole.migrate."""

from __future__ import annotations

from alembic import context

import network.models  # noqa: F401  (importing the models declares the tables)
from kparole.db import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
