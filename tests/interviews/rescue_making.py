"""Makes rescue files as a tablet makes them, for the tests that need no browser."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviews.rescue_key import BITS, private_key
from kparole.secret import RESCUE
from tests.interviews.journal_making import INTERVIEW, uid

CHUNK = 1000


@cache
def a_key() -> bytes:
    """One key for all tests: making one takes a second."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def other_key() -> rsa.RSAPrivateKey:
    """A key of another server; a short one will do."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def keyed(home: Path) -> Path:
    """This data folder, with that key in it."""
    file = home / RESCUE
    if not file.exists():
        file.write_bytes(a_key())
        file.chmod(0o600)
    return home


def text(value: bytes) -> str:
    return base64.b64encode(value).decode()


@dataclass
class Saved:
    """A rescue file that is being written for the server whose data are in ``home``."""

    home: Path
    lines: list[dict[str, Any]] = field(default_factory=list)
    key: bytes = b"k" * 32
    name: str = uid("key")
    theirs: bool = False
    """Closed for another server."""

    def __post_init__(self) -> None:
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        private = other_key() if self.theirs else private_key(keyed(self.home))
        wrapped = private.public_key().encrypt(self.key, oaep)
        self.lines += [
            {"what": "kparole-secours", "version": 1, "device": uid("A"), "at": "2026-11-22T04:05:06.789Z"},
            {"what": "key", "id": self.name, "server_key": "x", "for_server": text(wrapped), "pin": None},
        ]

    def seal(self, content: bytes, *place: object) -> dict[str, str]:
        iv = os.urandom(12)
        sealed = AESGCM(self.key).encrypt(iv, content, ":".join(str(one) for one in place).encode())
        return {"key": self.name, "iv": text(iv), "sealed": text(sealed)}

    def saves(self, *operations: dict[str, Any]) -> Saved:
        for one in operations:
            place = {"interview": one["interview"], "id": one["id"]}
            sealed = self.seal(json.dumps(one).encode(), "operation", *place.values())
            self.lines.append({"what": "operation", **place, **sealed})
        return self

    def types(self, words: str, *, on: str, interview: str = INTERVIEW) -> Saved:
        place = {"interview": interview, "field": on}
        sealed = self.seal(json.dumps({"text": words}).encode(), "draft", *place.values())
        self.lines.append({"what": "draft", **place, "at": 1_800_000_000_000, **sealed})
        return self

    def joins(
        self, content: bytes, *, attachment: str, kind: str = "photo", type: str = "image/jpeg", cut: bool = False
    ) -> Saved:
        """A photo or a sound by pieces; ``cut``: a recording that was never ended."""
        place = {"interview": INTERVIEW, "attachment": attachment}
        head = {"what": "file", **place, "kind": kind, "type": type, "card": None, "at": 1_800_000_000_000}
        told = {"sha256": None if cut else hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        self.lines.append(head | told | {"state": "chunks" if cut else "ready"})
        for n, offset in enumerate(range(0, len(content), CHUNK)):
            sealed = self.seal(content[offset : offset + CHUNK], "piece", *place.values(), n)
            self.lines.append({"what": "piece", **place, "n": n, "offset": offset, **sealed})
        return self

    def written(self, *, end: bool = True) -> bytes:
        last = [{"what": "end", "lines": len(self.lines)}] if end else []
        return b"".join(json.dumps(line).encode() + b"\n" for line in [*self.lines, *last])
