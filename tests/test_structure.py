"""The house: no module of the analysis escapes the import contract; tests that share something stay together."""

from __future__ import annotations

import tomllib

import pytest

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


@pytest.mark.xdist_group("structure")
def test_tests_that_share_something_long_to_make_stay_in_one_worker(request: pytest.FixtureRequest) -> None:
    """When the groups are lost nothing fails, and each worker makes everything: the tests take half as long again."""
    grouped = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@structure") == grouped
