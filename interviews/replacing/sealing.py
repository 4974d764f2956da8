"""Closes and opens what the table of correspondence holds: AES-256-GCM, each row bound to its own id."""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def seal(key: bytes, what: Any, *, of: str) -> bytes:
    """This value closed, a JSON one, as what belongs to the row ``of``. Never twice the same bytes."""
    nonce = os.urandom(NONCE)
    plain = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return nonce + AESGCM(key).encrypt(nonce, plain, of.encode())


def unseal(key: bytes, sealed: bytes, *, of: str) -> Any | None:
    """What was closed; None when it was with another key, for another row, or is damaged."""
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], of.encode())
        return json.loads(plain.decode("utf-8", "surrogatepass"))
    except (InvalidTag, ValueError):
        return None
