"""Where the files that travel with the code are: beside it in a checkout, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE if (HERE / "templates").is_dir() else HERE.parent
TEMPLATES = ROOT / "templates"
SAMPLES = ROOT / "data_samples"
STATIC = HERE / "static"
