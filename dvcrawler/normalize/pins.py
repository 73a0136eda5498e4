"""Certificate pins of a site, as hashes."""

import base64
import binascii

#: Characters of a value that cannot be read, in its message.
_MAX_SHOWN = 100


def read_pins(text: str | None) -> frozenset[bytes]:
    """Parses the comma-separated SHA-256 hashes of a `tls_pin`; None gives an empty set.

    A hash is hexadecimal, with or without colons, or `sha256//` and base64 as curl writes it. Raises
    ValueError for anything else.
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
        raise ValueError(
            f"{text[:_MAX_SHOWN]!r} is not a SHA-256 hash: "
            "write 64 hexadecimal digits, or sha256// and base64"
        )
    return pin
