from __future__ import annotations

import re
import sys

import click
import pytest
from click.testing import CliRunner

from kparole.cli import commands, main

NAMES = sorted(
    [
        *("demo", "servir", "importer", "analyser", "recit", "comptes-rendus", "classer", "regrouper", "masquer"),
        *("cartes", "kit"),
        *("reglages", "verifier", "migrer", "sauvegarder", "restaurer"),
    ]
)
ENGLISH = re.compile(
    r"\b(Usage:|Show|Commands|Missing|Error|Try|No such|show|Options? requires|required|default|Invalid)\b"
    r"|Got unexpected|Did you mean"
)


def ended(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    """How the command as installed ends: exit code, what it says, what it complains of."""
    monkeypatch.setattr(sys, "argv", ["kparole", *arguments])
    try:
        main()
        code: object = 0
    except SystemExit as error:
        code = error.code
    said = capsys.readouterr()
    assert isinstance(code, int)
    return code, said.out, said.err


def test_the_commands_are_those_of_the_contract() -> None:
    assert sorted(commands.commands) == NAMES


def test_the_help_lists_every_command_in_french() -> None:
    said = CliRunner().invoke(commands, ["--help"]).output
    assert all(name in said for name in NAMES)
    assert "Usage :" in said
    assert "Commandes" in said
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize("option", ["--help", "-h", "--aide"])
@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_french_with_an_example(name: str, option: str) -> None:
    found = CliRunner().invoke(commands, [name, option])
    assert found.exit_code == 0
    assert f"Exemple : kparole {name}" in found.output
    assert not ENGLISH.search(found.output), found.output


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [parameter for parameter in commands.commands[name].params if isinstance(parameter, click.Option)]
    assert all(option.help and option.help[0].isupper() for option in options)


@pytest.mark.parametrize(
    "arguments",
    [
        ["inconnue"],
        ["importer"],
        ["importer", "a", "--inconnue"],
        ["classer", "a.csv"],
        ["recit"],
        ["regrouper", "a.csv", "--sortie", "b.csv", "--nombre", "zéro"],
        ["servir", "--port", "0"],
        ["servir", "--port", "cent"],
        ["recit", "recit.pdf"],
        ["verifier", "de trop"],
        ["importer", "a", "--accord"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_a_french_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    code, out, err = ended(capsys, monkeypatch, *arguments)
    assert code == 2
    assert err
    assert not out
    assert "Traceback" not in err
    assert not ENGLISH.search(err), err


def test_without_a_command_the_help_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = ended(capsys, monkeypatch)
    assert code in {0, 2}
    assert "kparole demo" in out + err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = ended(capsys, monkeypatch, "--version")
    assert code == 0
    assert re.fullmatch(r"kparole \d+\.\d+\.\d+\n", out)
