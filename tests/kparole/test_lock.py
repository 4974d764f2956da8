from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from kparole import lock
from kparole.errors import UserError
from kparole.lock import only_server, only_worker


def test_a_second_server_on_the_same_data_is_refused_in_french(tmp_path: Path) -> None:
    with only_server(tmp_path), pytest.raises(UserError, match="déjà ouvert"), only_server(tmp_path):
        pytest.fail("two servers hold one folder")


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with only_server(tmp_path):
        pass
    with only_server(tmp_path):
        assert (tmp_path / "serveur.verrou").is_file()


def test_a_second_worker_waits_until_the_first_lets_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, waited = ExitStack(), []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            first.close()

    monkeypatch.setattr(lock.time, "sleep", wait)
    first.enter_context(only_worker(tmp_path))
    with only_worker(tmp_path):
        assert len(waited) == 3


def test_a_server_does_not_keep_its_worker_waiting(tmp_path: Path) -> None:
    with only_server(tmp_path), only_worker(tmp_path):
        assert (tmp_path / "ouvrier.verrou").is_file()
