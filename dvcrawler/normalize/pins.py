"""The hashes of certificates that a site is pinned to."""

import base64
import binascii


def read_pins(text: str | None) -> frozenset[bytes]:
    """The hashes of a `tls_pin`: hexadecimal, colons allowed, or `sha256//` and base64 as curl writes it.

    Raises ValueError for anything else.
    """
    return frozenset(_read_pin(part.strip()) for part in text.split(",")) if text is not None else frozenset()


def _read_pin(text: str) -> bytes:
    try:
        if text.startswith("sha256/"):
            pin = base64.b64decode(text.removeprefix("sha256/").removeprefix("/"), validate=True)
        else:
            pin = bytes.fromhex(text.replace(":", ""))
    except (ValueError, binascii.Error):
        pin = b""
    if len(pin) != 32:
        raise ValueError(f"{text!r} is no SHA-256: write 64 hexadecimal digits, or sha256// and base64")
    return pin
