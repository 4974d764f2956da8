from __future__ import annotations

import threading
from pathlib import Path

from flask_security import hash_password, verify_password
from passlib.context import CryptContext

from kparole.accounts.hashing import AT_ONCE, Gate
from kparole.store import open_app
from tests.kparole.doors import BASE, network_settings


def test_passwords_are_kept_as_argon2id_that_takes_64_mb(tmp_path: Path) -> None:
    app = open_app(network_settings(tmp_path))
    with app.app_context(), app.test_request_context(base_url=BASE):
        hashed = hash_password("quatre mots sans aucun lien")
        assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=")
        assert verify_password("quatre mots sans aucun lien", hashed)
        assert not verify_password("quatre mots", hashed)


def test_two_are_computed_at_once_and_no_more() -> None:
    inside, most, lock = 0, 0, threading.Lock()
    started = threading.Semaphore(0)
    free = threading.Event()

    class Slow(CryptContext):
        def hash(self, *_args: object, **_options: object) -> str:
            nonlocal inside, most
            with lock:
                inside += 1
                most = max(most, inside)
            started.release()
            free.wait(60)
            with lock:
                inside -= 1
            return "haché"

    gate = Gate(Slow(schemes=["argon2"]))
    threads = [threading.Thread(target=gate.hash, args=("mot",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(AT_ONCE):
        assert started.acquire(timeout=60)
    assert not started.acquire(blocking=False)
    free.set()
    for thread in threads:
        thread.join(60)
    assert most == AT_ONCE
