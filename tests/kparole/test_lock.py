from __future__ import annotations

from pathlib import Path

import pytest

from kparole.errors import UserError
from kparole.lock import only_server


def test_a_second_server_on_the_same_data_is_refused_in_french(tmp_path: Path) -> None:
    with only_server(tmp_path), pytest.raises(UserError, match="déjà ouvert"), only_server(tmp_path):
        pytest.fail("two servers hold one folder")


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with only_server(tmp_path):
        pass
    with only_server(tmp_path):
        assert (tmp_path / "serveur.verrou").is_file()
