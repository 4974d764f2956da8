"""The house: every module of the analysis is named in the import contract, so that a new one cannot escape it."""

from __future__ import annotations

import tomllib

from tests.conftest import ROOT


def test_every_module_of_the_analysis_is_in_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = {name.strip() for layer in contracts[0]["layers"] for name in layer.replace("|", ":").split(":")}
    folder = ROOT / "analysis"
    files = {f"analysis.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"}
    packages = {f"analysis.{path.parent.name}" for path in folder.glob("*/__init__.py")}
    assert files | packages <= named
