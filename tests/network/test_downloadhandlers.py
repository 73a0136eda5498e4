"""Certificates are verified, but for a site whose file says that its server is out of date."""

import base64
import hashlib
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from OpenSSL import SSL

from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.errors import UsageError
from dvcrawler.network.tls import SiteTls
from tests import warm
from tests.portal import NO_DELAYS, environment, records
from tests.site import PARAGRAPH, last_run
from tests.webserver import Quiet, Web, _Handler, running

ARTICLE = (
    '<html><body><article><h1>Mùa gặt về trên những cánh đồng quê</h1><p class="date">08:15, 05/02/2024</p>'
    f"<p>Bài viết thử.</p>{PARAGRAPH * 4}</article></body></html>"
)


@pytest.fixture
def secure(tmp_path):
    """The port of an https server with a certificate that nobody vouches for."""
    pair = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = warm.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-out",
            str(pair[0]),
            "-keyout",
            str(pair[1]),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    server = Quiet(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    port = server.server_address[1]
    link = f"https://localhost:{port}/thoi-su/mua-gat-ve-123456.html"
    server.web = Web(
        {
            ("localhost", "/"): f'<html><body><a href="{link}">bài</a></body></html>',
            ("localhost", "/thoi-su/mua-gat-ve-123456.html"): ARTICLE,
        }
    )
    with running(server):
        yield port


def crawl_portal(port, data, *arguments, **env):
    import sys

    command = [
        sys.executable,
        "-m",
        "dvcrawler",
        "crawl",
        "portal",
        "-a",
        f"start=https://localhost:{port}/",
        "--data",
        str(data),
        *NO_DELAYS,
        "-s",
        "RETRY_ENABLED=False",
        *arguments,
    ]
    return warm.run(command, env=environment(**env), capture_output=True, text=True, timeout=300, check=False)


def test_a_certificate_that_nobody_vouches_for_is_refused_and_named(secure, tmp_path):
    ended = crawl_portal(secure, tmp_path / "data")
    assert ended.returncode == 11, ended.stdout + ended.stderr
    assert "certificate" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert last_run(tmp_path / "data", f"portal+localhost+{secure}")["tls"] == {}


def fingerprint(path, public_key):
    read = x509.load_pem_x509_certificate((path / "cert.pem").read_bytes())
    key = read.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(key if public_key else read.public_bytes(Encoding.DER)).digest()


def written(pin, form):
    if form == "curl":
        return "sha256//" + base64.b64encode(pin).decode()
    return pin.hex(":").upper() if form == "openssl" else pin.hex()


def test_old_renegotiation_leaves_certificates_verified(secure, tmp_path):
    ended = crawl_portal(secure, tmp_path / "data", "-a", "tls=legacy")
    assert ended.returncode == 11, ended.stdout + ended.stderr
    assert "TLS failed: the certificate is signed by itself" in ended.stdout
    assert "old TLS renegotiation is allowed for its hosts: tls=legacy" in ended.stderr
    assert "Deprecat" not in ended.stderr
    assert last_run(tmp_path / "data", f"portal+localhost+{secure}")["tls"] == {"localhost": "legacy"}
    trusted = crawl_portal(
        secure, tmp_path / "data", "-a", "tls=legacy", SSL_CERT_FILE=str(tmp_path / "cert.pem")
    )
    assert trusted.returncode == 0, trusted.stdout + trusted.stderr


@pytest.mark.parametrize(
    ("form", "public_key"),
    [
        ("hexadecimal", False),
        pytest.param("openssl", False, marks=pytest.mark.slow),
        pytest.param("curl", True, marks=pytest.mark.slow),
        pytest.param("hexadecimal", True, marks=pytest.mark.slow),
    ],
)
def test_a_pinned_certificate_is_accepted_and_named_in_the_run_record(secure, tmp_path, form, public_key):
    pin = written(fingerprint(tmp_path, public_key), form)
    ended = crawl_portal(secure, tmp_path / "data", "-a", f"tls_pin={'0' * 64},{pin}")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(records(tmp_path / "data")) == 1
    assert "certificates of its hosts are verified by tls_pin alone" in ended.stderr
    assert last_run(tmp_path / "data", f"portal+localhost+{secure}")["tls"] == {"localhost": "pinned"}


def test_a_certificate_that_is_not_the_pinned_one_is_refused_by_name(secure, tmp_path):
    """Also one that the system's authorities vouch for."""
    ended = crawl_portal(
        secure,
        tmp_path / "data",
        "-a",
        f"tls_pin={'0' * 64}",
        "-a",
        "tls=legacy",
        SSL_CERT_FILE=str(tmp_path / "cert.pem"),
    )
    assert ended.returncode == 11, ended.stdout + ended.stderr
    shown = fingerprint(tmp_path, public_key=False).hex()
    assert (
        f"TLS failed: the certificate is not the one of tls_pin; its SHA-256 is {shown}, at localhost"
        in ended.stdout
    )
    assert "Traceback" not in ended.stderr
    assert records(tmp_path / "data") == []


def probe(port, *arguments):
    import sys

    command = [
        sys.executable,
        "-m",
        "dvcrawler",
        "probe",
        f"https://localhost:{port}/",
        *arguments,
        *NO_DELAYS,
    ]
    return warm.run(command, env=environment(), capture_output=True, text=True, timeout=300, check=False)


def test_a_probe_accepts_the_pinned_certificate_and_no_other(secure, tmp_path):
    refused = probe(secure)
    assert refused.returncode == 11, refused.stdout
    assert "--tls-pin" in refused.stdout
    wrong = probe(secure, "--tls-pin", "0" * 64)
    assert wrong.returncode == 11, wrong.stdout
    assert "is not the one of tls_pin" in " ".join(wrong.stdout.split())
    accepted = probe(secure, "--tls-pin", written(fingerprint(tmp_path, public_key=False), "openssl"))
    assert accepted.returncode in (0, 10), accepted.stdout + accepted.stderr
    assert "Mùa gặt về trên những cánh đồng quê" in accepted.stdout


@pytest.mark.parametrize("pins", [frozenset(), frozenset([b"x" * 32])])
@pytest.mark.parametrize("legacy", [True, False])
def test_only_legacy_allows_the_old_renegotiation(legacy, pins):
    """A ServerHello of TLS 1.2 without extensions, as a server sends it that does not know RFC 5746."""
    hello = b"\x03\x03" + b"r" * 32 + b"\0" + b"\xc0\x2f" + b"\0"
    message = b"\x02" + len(hello).to_bytes(3, "big") + hello
    creator = SiteTls(legacy=legacy, pins=pins).creatorForNetloc(b"localhost", 443)
    connection = creator.clientConnectionForTLS(None)
    connection.set_connect_state()
    with pytest.raises(SSL.WantReadError):
        connection.do_handshake()
    connection.bio_write(b"\x16\x03\x03" + len(message).to_bytes(2, "big") + message)
    with pytest.raises(SSL.WantReadError if legacy else SSL.Error) as told:
        connection.do_handshake()
    assert ("unsafe legacy renegotiation disabled" in str(told.value)) == (not legacy)


@pytest.mark.parametrize(
    "pin", ["", "abc", "0" * 63, "0" * 66, "sha256//AAAA", "sha1:" + "0" * 40, "g" * 64, ","]
)
def test_a_pin_that_is_not_a_hash_is_refused_in_one_line(pin):
    with pytest.raises(UsageError, match="is not a SHA-256 hash"):
        parse_arguments({"tls_pin": pin})
