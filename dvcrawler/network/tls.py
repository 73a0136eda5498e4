"""TLS for servers that are out of date: old renegotiation, and certificates that are known by their hash."""

import hmac
from collections.abc import Callable
from typing import Any, Self

from cryptography.hazmat.primitives import hashes, serialization
from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy.crawler import Crawler
from service_identity import VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from dvcrawler.discovery.protocols import find_site
from dvcrawler.network.public_addresses import numeric_address
from dvcrawler.normalize.pins import read_pins

#: OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT: a server without RFC 5746. pyOpenSSL has no name for it.
_LEGACY_SERVER_CONNECT = 0x4
_Check = Callable[[SSL.Connection, X509, int, int, int], bool]


class PinMismatchError(Exception):
    """The server's certificate is none of those that `tls_pin` names."""


@implementer(IPolicyForHTTPS)
class SiteTls:
    """Verifies certificates as usual, or where the site has a `tls_pin` by that alone: then neither chain,
    nor name, nor date counts. Old renegotiation passes where `tls` is "legacy", and nothing else does.
    """

    def __init__(self, *, legacy: bool, pins: frozenset[bytes]) -> None:
        self._pins = pins
        self._context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        self._context.set_min_proto_version(SSL.TLS1_2_VERSION)
        self._context.set_options(SSL.OP_NO_COMPRESSION | (_LEGACY_SERVER_CONNECT if legacy else 0))
        self._context.set_default_verify_paths()

    @classmethod
    def from_crawler(cls, crawler: Crawler, method: int | None = None) -> Self:
        site = find_site(crawler)
        assert site is not None  # only sites with an exception have a handler of this kind
        return cls(legacy=site.tls == "legacy", pins=read_pins(site.tls_pin))

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_Connections":
        return _Connections(self._context, hostname.decode("ascii"), self._pins)


@implementer(IOpenSSLClientConnectionCreator)
class _Connections:
    def __init__(self, context: SSL.Context, host: str, pins: frozenset[bytes]) -> None:
        self._context, self._host, self._pins = context, host, pins

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:
        connection = SSL.Connection(self._context)
        number = numeric_address(self._host)
        if number is None:
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        service = DNS_ID(self._host) if number is None else IPAddress_ID(str(number))
        check = _check_pin(tlsProtocol, self._pins) if self._pins else _check_name(tlsProtocol, service)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, check)
        return connection


def _check_name(protocol: Any, service: ServiceID) -> _Check:
    """OpenSSL has judged the chain (`ok`); the name is left."""

    def check(connection: SSL.Connection, certificate: X509, error: int, depth: int, ok: int) -> bool:
        if depth != 0 or not ok:
            return bool(ok)
        try:
            verify_service_identity(extract_patterns(certificate), [service], [])
        except (
            Exception
        ) as reason:  # whatever is odd in a stranger's certificate: an error here would be lost
            wrong = reason if isinstance(reason, VerificationError) else VerificationError(errors=[])
            protocol.failVerification(Failure(wrong))  # type: ignore[no-untyped-call]
            return False
        return True

    return check


def _check_pin(protocol: Any, pins: frozenset[bytes]) -> _Check:
    def check(connection: SSL.Connection, certificate: X509, error: int, depth: int, ok: int) -> bool:
        if depth != 0:
            return True
        found = _hashes(certificate)
        if any(hmac.compare_digest(each, pin) for each in found for pin in pins):
            return True
        shown = found[0].hex() if found else "unreadable"
        wrong = PinMismatchError(f"the certificate is not the one of tls_pin; its SHA-256 is {shown}")
        protocol.failVerification(Failure(wrong))  # type: ignore[no-untyped-call]
        return False

    return check


def _hashes(certificate: X509) -> list[bytes]:
    """SHA-256 of the certificate and of its public key; none where it cannot be read."""
    try:
        read = certificate.to_cryptography()
        key = read.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        digest = hashes.Hash(hashes.SHA256())
        digest.update(key)
        return [read.fingerprint(hashes.SHA256()), digest.finalize()]
    except Exception:  # a stranger's certificate; an error in a callback of OpenSSL's would be lost
        return []
