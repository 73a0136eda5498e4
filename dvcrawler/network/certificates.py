"""Why a certificate is refused, in words: OpenSSL itself only says "certificate verify failed"."""

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
    if code == Codes.ERR_CERT_HAS_EXPIRED:
        return f"the certificate expired on {_format_day(certificate, 'not_valid_after_utc')}"
    if code == Codes.ERR_CERT_NOT_YET_VALID:
        day = _format_day(certificate, "not_valid_before_utc")
        return f"the certificate is valid only from {day} on; check this machine's clock"
    return _REASONS.get(code, f"the certificate cannot be verified (OpenSSL's code {code})")


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
