"""The server's key that opens rescue files: made at first use in the data folder, readable by its owner only."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


NAME = "secours.pem"


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
    """The key of this data folder, made when there is none."""
    path = home / NAME
    if not path.is_file():
        made = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        encoded = made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(encoded)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(NAME)
    return key


def _text(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
