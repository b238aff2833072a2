"""Signs records of checks with Ed25519 (RFC 8032), and tells whether a signed record is as it was.

What is signed is the record as JSON with sorted keys, without white space, in UTF-8 (RFC 8785 but for the order of keys beyond the basic
plane). A copy that was printed with indentation or sent through another tool is therefore still the same record. The public key is
part of the signature: it tells that nothing was changed since, and who signed only to those who know whose key it is.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALGORITHM = "Ed25519"
_FINGERPRINT_DIGITS = 32  # of the hexadecimal SHA-256 of a public key


class Signature(NamedTuple):
    """A signature. `key`: the public key, 32 bytes in base64; `value`: 64 bytes in base64."""

    algorithm: str
    key: str
    value: str


def canonical(record: Mapping[str, object]) -> bytes:
    """Return a record as the bytes that are signed. Raises ValueError for numbers that JSON lacks."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sign(record: Mapping[str, object], private_key: bytes) -> Signature:
    """Sign a record. `private_key`: 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    return Signature(ALGORITHM, public_key(private_key), base64.b64encode(key.sign(canonical(record))).decode())


def public_key(private_key: bytes) -> str:
    """Return the public key of a private one, in base64."""
    key = Ed25519PrivateKey.from_private_bytes(private_key).public_key()
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def is_signed(record: Mapping[str, object], signature: Signature) -> bool:
    """Return whether a signature is that of a record."""
    if signature.algorithm != ALGORITHM:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signature.key, validate=True))
        key.verify(base64.b64decode(signature.value, validate=True), canonical(record))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def fingerprint(key: str) -> str:
    """Return what people compare a public key by: 32 hexadecimal digits of its SHA-256, in groups of four."""
    digits = sha256(key.encode()).hexdigest()[:_FINGERPRINT_DIGITS]
    return " ".join(digits[n : n + 4] for n in range(0, _FINGERPRINT_DIGITS, 4))
