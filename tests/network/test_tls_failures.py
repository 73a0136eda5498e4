"""Why a secure connection failed is said in words: nobody can act on "certificate verify failed"."""

import ssl
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests import warm
from tests.portal import command, environment
from tests.webserver import Quiet, Web, _Handler, running

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def name_of(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


class Authority:
    """Signs certificates; only the crawl that is given `path` trusts it."""

    def __init__(self, folder, name):
        self.key, self.name = ec.generate_private_key(ec.SECP256R1()), name_of(name)
        self.folder, self.path = folder, folder / f"{name}.pem"
        made = self.signed(self.key, self.name, x509.BasicConstraints(ca=True, path_length=None))
        self.path.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    def signed(self, key, subject, extension, begin=-2 * DAY, end=2 * DAY):
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW + begin)
            .not_valid_after(NOW + end)
            .add_extension(extension, critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def issue(self, file, host="localhost", **validity):
        """The path of a file with key and certificate."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self.signed(key, name_of(host), x509.SubjectAlternativeName([x509.DNSName(host)]), **validity)
        path = self.folder / file
        path.write_bytes(
            made.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return path


@contextmanager
def serving(pair=None, answer=""):
    """The port of a server; without `pair` one that speaks no TLS."""
    server = Quiet(("127.0.0.1", 0), _Handler)
    if pair is not None:
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(pair)
        server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.web = Web({("localhost", "/robots.txt"): answer})
    with running(server):
        yield server.server_address[1]


class Alerting(_Handler):
    """Sends `server.sent` before anything was asked."""

    def handle(self):
        self.connection.recv(65536)
        self.connection.sendall(self.server.sent)


@contextmanager
def alerting(sent):
    server = Quiet(("127.0.0.1", 0), Alerting)
    server.sent = sent
    with running(server):
        yield server.server_address[1]


def tls_alert(number):
    return bytes([21, 3, 3, 0, 2, 2, number])


#: How each server is set up, given (the trusted authority, another one), and the words that tell.
KINDS = {
    "expired": (
        lambda ours, other: serving(ours.issue("expired.pem", end=-DAY)),
        f"the certificate expired on {NOW - DAY:%Y-%m-%d}",
    ),
    "not yet valid": (
        lambda ours, other: serving(ours.issue("early.pem", begin=DAY)),
        f"the certificate is valid only from {NOW + DAY:%Y-%m-%d} on; check this machine's clock",
    ),
    "another host": (
        lambda ours, other: serving(ours.issue("host.pem", "bao.example.vn")),
        "the certificate is for another host: bao.example.vn (tls_pin= accepts it), at localhost",
    ),
    "unknown authority": (
        lambda ours, other: serving(other.issue("unknown.pem")),
        "the certificate is from an authority that this machine does not know",
    ),
    "plain http": (
        lambda ours, other: serving(answer="User-agent: *"),
        "the server answers without TLS; try http://",
    ),
    "ssh": (lambda ours, other: alerting(b"SSH-2.0-OpenSSH_9.2\r\n"), "the server answers without TLS"),
    "old version": (
        lambda ours, other: alerting(tls_alert(70)),
        "the server speaks none of the TLS versions that are allowed here",
    ),
    "no cipher": (lambda ours, other: alerting(tls_alert(40)), "server and crawler have no cipher in common"),
    "unknown name": (lambda ours, other: alerting(tls_alert(112)), "the server does not know this host name"),
    "closed": (lambda ours, other: alerting(b""), "the server broke off the connection without an answer"),
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """{kind: what was printed of its server}, of one crawl of them all."""
    folder = tmp_path_factory.mktemp("tls")
    ours, other = Authority(folder, "ours"), Authority(folder, "other")
    with ExitStack() as servers:
        ports = {kind: servers.enter_context(start(ours, other)) for kind, (start, _) in KINDS.items()}
        addresses = folder / "addresses.txt"
        addresses.write_text(
            "".join(f"https://localhost:{port}/tin/bai-so-1-123456.html\n" for port in ports.values())
        )
        run = warm.run(
            [
                *command(folder / "data", "portal"),
                "-a",
                f"source=urls:{addresses}",
                "-s",
                "RETRY_ENABLED=False",
            ],
            env=environment(SSL_CERT_FILE=str(ours.path), DVCRAWLER_PRIVATE_HOSTS="localhost"),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert run.returncode == 11, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return {
        kind: "\n".join(line for line in run.stdout.splitlines() if f"localhost:{port}/" in line)
        for kind, port in ports.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_failed_handshake_is_named(ended, kind):
    assert ("" if kind == "closed" else "TLS failed: ") + KINDS[kind][1] in ended[kind]
