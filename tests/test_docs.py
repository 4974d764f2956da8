"""What a person can type or set is written in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kparole.cli import commands
from kparole.config import SETTINGS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
OPTIONS = sorted(
    {
        (name, option)
        for name, command in commands.commands.items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"kparole {name}" in README


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_readme(command: str, option: str) -> None:
    assert option in README, f"kparole {command} {option}"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_readme(setting: object) -> None:
    assert f"`{setting.name}`" in README  # type: ignore[attr-defined]


def test_the_readme_names_no_setting_nor_command_that_is_not_there() -> None:
    assert set(re.findall(r"KPAROLE_\w+", README)) <= {setting.name for setting in SETTINGS}
    typed = set(re.findall(r"(?:^\$ |`|^)kparole ([a-z-]+)", README, re.MULTILINE))
    assert typed <= set(commands.commands)
