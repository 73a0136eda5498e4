"""TLS with verified certificates, and its exceptions: legacy renegotiation, pinned certificates."""

import hmac
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from cryptography.hazmat.primitives import hashes, serialization
from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy.crawler import Crawler
from service_identity.hazmat import (
    DNS_ID,
    DNSPattern,
    IPAddress_ID,
    IPAddressPattern,
    ServiceID,
    verify_service_identity,
)
from service_identity.pyopenssl import extract_patterns
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.network.certificates import (
    CertificateNameError,
    explain_names,
    explain_verification,
    name_refusal,
)
from dvcrawler.network.connect_to import numeric_address
from dvcrawler.normalize.pins import read_pins

#: SSL_OP_LEGACY_SERVER_CONNECT, for servers without RFC 5746; pyOpenSSL does not export it.
_LEGACY_SERVER_CONNECT = 0x4
_Check = Callable[[SSL.Connection, X509, int, int, int], bool]


class PinMismatchError(Exception):
    """The server's certificate does not match `tls_pin`."""


@implementer(IPolicyForHTTPS)
class SiteTls:
    """Verifies certificates as usual, or only by the site's `tls_pin` if it has one: then chain, name and
    dates are ignored. Legacy renegotiation is allowed if `tls` is "legacy".
    """

    def __init__(self, *, legacy: bool, pins: frozenset[bytes]) -> None:
        self._pins = pins
        self._context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        self._context.set_min_proto_version(SSL.TLS1_2_VERSION)
        self._context.set_options(SSL.OP_NO_COMPRESSION | (_LEGACY_SERVER_CONNECT if legacy else 0))
        with suppress(SSL.Error):  # a file of authorities without one: certificates are refused with a reason
            self._context.set_default_verify_paths()

    @classmethod
    def from_crawler(cls, crawler: Crawler, method: int | None = None) -> Self:
        site = find_crawled_site(crawler)
        assert site is not None  # only sites with an exception have a handler of this kind
        return cls(legacy=site.tls == "legacy", pins=read_pins(site.tls_pin))

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_Connections":
        return _Connections(self._context, hostname.decode("ascii"), self._pins)


@implementer(IPolicyForHTTPS)
class VerifiedTls(SiteTls):
    """Verifies every certificate, and says why one is refused."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, method: int | None = None) -> Self:
        return cls(legacy=False, pins=frozenset())


@implementer(IOpenSSLClientConnectionCreator)
class _Connections:
    def __init__(self, context: SSL.Context, host: str, pins: frozenset[bytes]) -> None:
        self._context, self._host, self._pins = context, host, pins

    def clientConnectionForTLS(self, tlsProtocol: object) -> SSL.Connection:
        connection = SSL.Connection(self._context)
        number = numeric_address(self._host)
        if number is None:
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        service = DNS_ID(self._host) if number is None else IPAddress_ID(str(number))
        check = self._check_pin(tlsProtocol) if self._pins else self._check_name(tlsProtocol, service)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, check)
        return connection

    def _check_name(self, protocol: Any, service: ServiceID) -> _Check:
        """Checks the name; OpenSSL has already checked the chain (`ok`). The host is named: a redirect may
        have led to another one than the address that the run names.
        """

        def check(connection: SSL.Connection, certificate: X509, error: int, depth: int, ok: int) -> bool:
            reason = None if ok else explain_verification(error, certificate)
            if ok and depth == 0:
                reason = _find_wrong_name(certificate, service)
            if reason is not None:
                refused = CertificateNameError if ok else name_refusal(error)
                error_shown = refused(f"{reason}, at {self._host}")
                protocol.failVerification(Failure(error_shown))  # type: ignore[no-untyped-call]
            return reason is None

        return check

    def _check_pin(self, protocol: Any) -> _Check:
        def check(connection: SSL.Connection, certificate: X509, error: int, depth: int, ok: int) -> bool:
            if depth != 0:
                return True
            found = _compute_hashes(certificate)
            if any(hmac.compare_digest(each, pin) for each in found for pin in self._pins):
                return True
            shown = f"{found[0].hex() if found else 'unreadable'}, at {self._host}"
            wrong = PinMismatchError(f"the certificate is not the one of tls_pin; its SHA-256 is {shown}")
            protocol.failVerification(Failure(wrong))  # type: ignore[no-untyped-call]
            return False

        return check


def _find_wrong_name(certificate: X509, service: ServiceID) -> str | None:
    """Why the certificate is not for `service`; None if it is."""
    names: list[str] = []
    try:
        patterns = extract_patterns(certificate)
        names = [
            _show_name(each.pattern) for each in patterns if isinstance(each, DNSPattern | IPAddressPattern)
        ]
        verify_service_identity(patterns, [service], [])
    except Exception:  # OpenSSL would swallow any error that a malformed certificate causes
        return explain_names(names)
    return None


def _show_name(pattern: object) -> str:
    """A name that a certificate is for: bytes, or an IP address."""
    return pattern.decode("ascii", "replace") if isinstance(pattern, bytes) else str(pattern)


def _compute_hashes(certificate: X509) -> list[bytes]:
    """SHA-256 of the certificate and of its public key; empty if it cannot be read."""
    try:
        read = certificate.to_cryptography()
        key = read.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        digest = hashes.Hash(hashes.SHA256())
        digest.update(key)
        return [read.fingerprint(hashes.SHA256()), digest.finalize()]
    except Exception:  # OpenSSL would swallow any error that a malformed certificate causes
        return []


def describe_certificate(certificate: Any) -> str | None:
    """Issuer and last day of the certificate that Scrapy gives with a response; None without one."""
    try:
        read = certificate.original.to_cryptography()
        names = [each.value for each in read.issuer if each.oid.dotted_string in ("2.5.4.10", "2.5.4.3")]
        issuer = ", ".join(map(str, names)) or "an unnamed issuer"
        return f"verified, by {issuer}, until {read.not_valid_after_utc:%Y-%m-%d}"
    except Exception:  # as above: a malformed certificate may cause any error
        return None
