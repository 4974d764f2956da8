"""ce que des personnes font des thèmes"""

from __future__ import annotations

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of the themes come here (room analysis.themes)."""
