"""Brings a database to the tables of this version, with Alembic; the revisions travel inside the package."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

REVISIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Create or update the tables of this database."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(REVISIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
