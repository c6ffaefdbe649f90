"""Signatures of what leaves as files: Ed25519 (RFC 8032), in a small file beside each.

``letter.md.sig`` beside ``letter.md``: JSON with the public key and the signature of the file's
SHA-256, so that the same file has the same signature, and a pack stays byte for byte what it is.
What may surprise: a signature tells that whoever has a key signed, not who that is. A key is known
by its fingerprint, which should be had by another way than the file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reports.own_keys import own_key
from sources.errors import CorrigendaError
from sources.tools.encoding import to_json

SUFFIX = ".sig"
_FORMAT = "corrigenda-signature/1"
_KEY_FILE = "signing.key"
_MOST_BYTES = 4096
SignatureState = Literal["signed", "unsigned"]


class SignatureError(CorrigendaError):
    """A file has changed since it was signed, or is signed by another key than was named."""


@dataclass(frozen=True)
class Signature:
    """What is beside a file.

    Attributes:
        state: Whether it is signed; a wrong signature is an error.
        signer: The fingerprint of the key; empty where it is unsigned.
    """

    state: SignatureState
    signer: str = ""


def load_signing_key(home: Path) -> bytes:
    """The key of this installation that signs, made at its first use.

    Raises:
        OutputError: It cannot be kept.
    """
    return own_key(home / _KEY_FILE, "the signatures")


def known_signer(home: Path) -> str:
    """The fingerprint of this installation's key; empty where it has signed nothing yet."""
    try:
        return fingerprint(public_key((home / _KEY_FILE).read_bytes()))
    except (OSError, ValueError):
        return ""


def public_key(key: bytes) -> bytes:
    """The 32 bytes that verify what a key signs."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """How a key is called: the SHA-256 of its public part."""
    return hashlib.sha256(public).hexdigest()


def sign(content: bytes, key: bytes) -> bytes:
    """What lies beside a file that was signed.

    Args:
        content: Of the file.
        key: Of the installation.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signed = Ed25519PrivateKey.from_private_bytes(key).sign(_said(content))
    return to_json(
        {
            "format": _FORMAT,
            "public_key": base64.b64encode(public_key(key)).decode(),
            "sha256": hashlib.sha256(content).hexdigest(),
            "signature": base64.b64encode(signed).decode(),
        }
    )


def check_signature(path: Path, content: bytes, signer: str = "") -> Signature:
    """Whether a file is signed, and by which key.

    Args:
        path: The file; its signature is beside it.
        content: What it holds.
        signer: The fingerprint that the key should have; empty for any.

    Raises:
        SignatureError: The signature is wrong, or not of the key that is named.
    """
    beside = path.parent / f"{path.name}{SUFFIX}"
    try:
        with beside.open("rb") as file:
            written = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        if signer:
            raise _wrong(path, "it is not signed") from None
        return Signature("unsigned")
    except OSError as error:
        raise _wrong(beside, f"it cannot be read ({error.strerror})") from None
    found = fingerprint(_verified(beside, written, content))
    if signer and found != signer.strip().lower():
        raise _wrong(beside, f"it was signed by the key {found}, another than was named")
    return Signature("signed", found)


def _verified(beside: Path, written: bytes, content: bytes) -> bytes:
    """The public key whose signature fits."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        said = json.loads(written)
        if len(written) > _MOST_BYTES or said["format"] != _FORMAT:
            raise ValueError
        public = base64.b64decode(said["public_key"], validate=True)
        signature = base64.b64decode(said["signature"], validate=True)
        key = Ed25519PublicKey.from_public_bytes(public)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise _wrong(beside, "this is no signature of ours") from None
    try:
        key.verify(signature, _said(content))
    except InvalidSignature:
        raise _wrong(beside, "the signature is wrong: the file was changed after it") from None
    return public


def _said(content: bytes) -> bytes:
    """What is signed: with the format's name, so that no signature of another kind fits."""
    return f"{_FORMAT}\n{hashlib.sha256(content).hexdigest()}\n".encode()


def _wrong(path: Path, what: str) -> SignatureError:
    return SignatureError(what, mend="Ask for the file again from whoever sent it", file=str(path))
