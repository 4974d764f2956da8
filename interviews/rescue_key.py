"""The server's key that opens rescue files: made at first use in the data folder, readable by its owner only."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import logging
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kparole.secret import OTHERS, RESCUE

log = logging.getLogger(__name__)

BITS = 3072
BROKEN = ".abimee"
"""The end of the name that a key which can no longer be read is kept under."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a tablet seals with: ``jwk`` for WebCrypto, ``id`` to know which key it was."""

    id: str
    jwk: dict[str, str]


@cache
def public_key(home: Path) -> PublicKey:
    """The public half of the key of this data folder."""
    numbers = private_key(home).public_key().public_numbers()
    jwk = {"kty": "RSA", "alg": "RSA-OAEP-256", "n": _text(numbers.n), "e": _text(numbers.e)}
    return PublicKey(hashlib.sha256(jwk["n"].encode()).hexdigest()[:16], jwk)


@cache
def private_key(home: Path) -> rsa.RSAPrivateKey:
    """The key of this data folder, made when there is none. Raises OSError when it can be neither read nor written.

    A file that holds no key is kept under another name and a new key takes its place: tablets learn of it by themselves.
    """
    path = home / RESCUE
    key = _read(path)
    if key is None:
        _make(path)
        key = _read(path)
    if key is None:
        raise OSError(f"{RESCUE} does not hold on this disk")
    return key


def _read(path: Path) -> rsa.RSAPrivateKey | None:
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return None
    if os.name != "nt" and path.stat().st_mode & OTHERS:
        with contextlib.suppress(PermissionError):  # a memory stick knows no rights; `kparole verifier` says it
            path.chmod(0o600)
            log.warning("rescue key was open to others, closed")
    try:
        key = serialization.load_pem_private_key(held, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= BITS else None


def _make(path: Path) -> None:
    """Put a whole key there at once; of two processes, the first one's stays."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    encoded = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    half = path.with_name(f".{RESCUE}.{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            log.warning("rescue key was broken, kept aside and made anew")
            path.replace(path.with_name(f"{path.name}{BROKEN}"))
        _put(half, path)
    finally:
        half.unlink(missing_ok=True)


def _put(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        return
    except OSError:
        half.replace(path)  # some disks have no links


def _text(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
