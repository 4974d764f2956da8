"""Makes click speak French: its own messages go through gettext, whose catalogue is here."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def speak_french() -> None:
    """Point gettext at our catalogue, whatever the language of the system."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("messages", str(LOCALE))
    gettext.textdomain("messages")
