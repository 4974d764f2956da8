"""The server's key that opens rescue files: made at first use in the data folder, readable by its owner only."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kparole.key_file import close_to_others, put_key
from kparole.secret import RESCUE

BITS = 3072


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
    close_to_others(path, what="rescue")
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
    put_key(path, encoded, what="rescue")


def _text(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
