"""Why a certificate is refused, in words: OpenSSL itself only says "certificate verify failed"."""

import os
import re
import ssl
from pathlib import Path

from OpenSSL import SSL
from OpenSSL.crypto import X509
from OpenSSL.SSL import X509VerificationCodes as Codes

from dvcrawler.messages.printable import printable

#: Names of a certificate that are shown, and the length of each.
_SHOWN_NAMES = 3
_MAX_NAME = 60

_UNKNOWN_AUTHORITY = "the certificate is from an authority that this machine does not know"
_UNKNOWN_ISSUER = (
    f"{_UNKNOWN_AUTHORITY}, or the server leaves out the certificates in between (tls_pin= is for that)"
)
_NO_AUTHORITIES = (
    "this machine has no certificate authorities; `dvcrawler doctor` says where it looks for them"
)
#: Where pyOpenSSL looks for authorities: where the environment says, else the first of these that exists.
_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_PLACES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/certs",
    ssl.get_default_verify_paths().openssl_cafile,
    ssl.get_default_verify_paths().openssl_capath,
)
#: The name of a certificate in a folder: a checksum, by which OpenSSL looks it up, and a number.
_HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]+")
_REASONS = {
    Codes.ERR_DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is signed by itself (tls_pin= is for that)",
    Codes.ERR_SELF_SIGNED_CERT_IN_CHAIN: _UNKNOWN_AUTHORITY,
    Codes.ERR_UNABLE_TO_GET_ISSUER_CERT: _UNKNOWN_ISSUER,
    Codes.ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: _UNKNOWN_ISSUER,
    Codes.ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: _UNKNOWN_ISSUER,
    Codes.ERR_CERT_SIGNATURE_FAILURE: "the signature of the certificate is wrong",
    Codes.ERR_CERT_REVOKED: "the certificate was revoked",
    Codes.ERR_INVALID_CA: "the certificate is signed by one that may not sign others",
    Codes.ERR_INVALID_PURPOSE: "the certificate is not one for servers",
}


class CertificateRefusedError(Exception):
    """The server's certificate cannot be trusted; the message says why. Asking again does not help."""


class CertificateExpiredError(CertificateRefusedError):
    """It is no longer valid."""


class CertificateNameError(CertificateRefusedError):
    """It is for another host."""


def explain_verification(code: int, certificate: X509) -> str:
    """Explains a failed verification by OpenSSL's `code`; what expired may be an intermediate certificate."""
    if _REASONS.get(code) in (_UNKNOWN_AUTHORITY, _UNKNOWN_ISSUER) and find_authorities()[0] is None:
        return _NO_AUTHORITIES
    if code == Codes.ERR_CERT_HAS_EXPIRED:
        return f"the certificate expired on {_format_day(certificate, 'not_valid_after_utc')}"
    if code == Codes.ERR_CERT_NOT_YET_VALID:
        day = _format_day(certificate, "not_valid_before_utc")
        return f"the certificate is valid only from {day} on; check this machine's clock"
    return _REASONS.get(code, f"the certificate cannot be verified (OpenSSL's code {code})")


def find_authorities() -> tuple[str | None, list[str]]:
    """The file or folder with certificate authorities, None if none is found; and all that are looked at."""
    named = [os.environ[name] for name in _VARIABLES if name in os.environ]
    usual = next((path for path in _PLACES if Path(path).exists()), _PLACES[0])
    places = [path for each in named for path in each.split(os.pathsep)] or [usual]
    return next(filter(_holds_authority, places), None), places


def _holds_authority(place: str) -> bool:
    try:
        if Path(place).is_dir():
            return any(_HASHED.fullmatch(path.name) and path.exists() for path in Path(place).iterdir())
        SSL.Context(SSL.TLS_CLIENT_METHOD).load_verify_locations(place)
    except (SSL.Error, OSError, ValueError):
        return False
    return True


def name_refusal(code: int) -> type[CertificateRefusedError]:
    """The error for a failed verification. `code` is OpenSSL's."""
    return CertificateExpiredError if code == Codes.ERR_CERT_HAS_EXPIRED else CertificateRefusedError


def explain_names(names: list[str]) -> str:
    """Explains why a certificate for `names` is refused for another host."""
    shown = ", ".join(printable(name)[:_MAX_NAME] for name in names[:_SHOWN_NAMES])
    return "the certificate is for another host" + (f": {shown}" if shown else "") + " (tls_pin= accepts it)"


def _format_day(certificate: X509, field: str) -> str:
    try:
        return f"{getattr(certificate.to_cryptography(), field):%Y-%m-%d}"
    except Exception:  # OpenSSL would swallow any error that a malformed certificate causes
        return "an unreadable day"
