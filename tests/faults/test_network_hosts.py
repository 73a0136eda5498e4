"""Hosts that cannot be reached, or only for a while, or not as they should be: the documented code, nothing lost."""

import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.faults.network import IMPATIENT, SHORT, first_then, heal, hold, listening, problems, raw, watch
from tests.faults.network import head as lines
from tests.portal import command, environment, records
from tests.site import HOST, PARAGRAPH, article, home, path_of, served, site
from tests.webserver import Answer, Quiet, Web, _Handler, running

ARTICLE = "/thoi-su/mua-gat-ve-123456.html"
TEXT = (
    '<html><body><article><h1>Mùa gặt về trên những cánh đồng quê</h1><p class="date">08:15, 05/02/2024</p>'
    f"<p>Bài viết thử.</p>{PARAGRAPH * 4}</article></body></html>"
)


# --- for a while ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_a_burst_of_errors_that_ends_loses_nothing(tmp_path, status):
    numbers = range(1, 7)
    pages = site(*numbers)
    for n in numbers:
        pages[HOST, path_of(n)] = first_then(Answer(b"", status), article(n))
    with served(pages) as web:
        first = watch(tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", lead=web.connect_to)
        hold(first, tmp_path, first.code)
        assert first.code in ((0, 10, 12) if status == 503 else (0, 10)), first.out
        heal(web, *numbers)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=numbers)


@pytest.mark.slow
@pytest.mark.parametrize("answer", [raw(reset=True), raw(hang=8)], ids=["resets", "silence"])
def test_a_burst_of_resets_or_silence_that_ends_loses_nothing(tmp_path, answer):
    pages = site(1, 2, 3)
    for n in (1, 2, 3):
        pages[HOST, path_of(n)] = first_then(answer, article(n), times=6)
    with served(pages) as web:
        hold(watch(tmp_path, *SHORT, lead=web.connect_to), tmp_path, 10, numbers=[])
        heal(web, 1, 2, 3)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2, 3])


# --- not at all -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_host_name_that_does_not_resolve_is_11(tmp_path):
    name = "danvan"
    ended = watch(tmp_path, "-a", "host=no-such-host.invalid", name=name)
    hold(ended, tmp_path, 11, name=name)
    assert "robots.txt cannot be fetched: the host name cannot be resolved" in ended.out


@pytest.mark.slow
def test_a_refused_connection_is_11(tmp_path):
    with served(site(1)) as web:
        pass
    ended = watch(tmp_path, lead=web.connect_to)
    hold(ended, tmp_path, 11, numbers=[])
    assert "the server refuses the connection" in ended.out


@pytest.mark.slow
def test_a_server_that_accepts_and_never_answers_is_11(tmp_path):
    with listening() as (port, touched):
        ended = watch(tmp_path, *SHORT, lead=f"{HOST}=127.0.0.1:{port}")
        assert touched
    hold(ended, tmp_path, 11, numbers=[])
    assert "no connection, or no answer, in time" in ended.out


@pytest.mark.slow
@pytest.mark.parametrize("status", [500, 502, 503])
def test_robots_txt_that_cannot_be_had_is_14_and_nothing_is_lost(tmp_path, status):
    with served(site(1, 2, robots=Answer(b"", status))) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 14, numbers=[])
        assert {path for _, path in web.asked} == {"/robots.txt"}
        heal(web, 1, 2)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        raw(lines("Content-Length: 99"), b"User-agent", reset=True),
        raw(b"garbage\r\n\r\n"),
        raw(hang=8),
        raw(),
    ],
    ids=["reset", "garbage", "silence", "nothing"],
)
def test_robots_txt_that_breaks_off_is_11(tmp_path, answer):
    with served(site(1, robots=answer)) as web:
        hold(watch(tmp_path, *SHORT, lead=web.connect_to), tmp_path, 11, numbers=[])
        assert {path for _, path in web.asked} == {"/robots.txt"}


@pytest.mark.slow
@pytest.mark.parametrize("size", ["gigabyte", "all it may"])
def test_a_robots_txt_as_large_as_a_film(tmp_path, size):
    if size == "gigabyte":
        answer, code = raw(lines(), lambda: (b"# " + b"x" * 65534 for _ in range(16384))), 11
    else:
        answer, code = "User-agent: *\nDisallow:\n" + "Disallow: /nothing/here\n" * 400_000, 0
    with served(site(1, robots=answer)) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, code, numbers=[1] if code == 0 else [])


@pytest.mark.slow
@pytest.mark.parametrize("delay", ["1000000000", "999999.5"])
def test_a_crawl_delay_of_years_leaves_the_host_alone(tmp_path, delay):
    with served(site(1, robots=f"User-agent: *\nCrawl-delay: {delay}\n")) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        hold(ended, tmp_path, 12, numbers=[])
        assert [path for _, path in web.asked] == ["/robots.txt"]
    assert "s between two pages (Crawl-delay); it gets no more requests in this run" in ended.out


# --- gates ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_gate_that_changes_its_cookie_each_time_is_12_and_asked_twice_a_page(tmp_path):
    count = iter(range(10**6))

    def gate(handler):
        cookie = f"D1N={next(count):032x}"
        return (
            f'<html><body><script>document.cookie="{cookie}"+"; path=/";window.location.reload(true);'
            "</script></body></html>"
        )

    with served({(HOST, "/robots.txt"): Answer(b"", 404), (HOST, "/"): gate}) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        hold(ended, tmp_path, 12, numbers=[])
        assert len(web.asked) == 3
    assert "a cookie gate asks again despite its cookie" in ended.out
    pages = site(1, 2, 3, **{path_of(2): gate, path_of(3): gate})
    with served(pages) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 10, numbers=[1])
        assert {outcome for outcome, _ in problems(tmp_path).values()} == {"blocked"}
        heal(web, 1, 2, 3)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2, 3])


# --- TLS --------------------------------------------------------------------------------------------


def certificate(folder, name="localhost", days=2):
    """(certificate, key) that nobody vouches for, for `name`; of negative days it has run out already."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    end = now + timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=9))
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pair = folder / "cert.pem", folder / "key.pem"
    pair[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pair[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pair


@contextmanager
def https(pair, *, family=socket.AF_INET, host="localhost"):
    class Server(Quiet):
        address_family = family

    server = Server(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), _Handler)
    if pair is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.web = Web(
        {(host, "/"): f'<html><body><a href="{ARTICLE}">bài</a></body></html>', (host, ARTICLE): TEXT}
    )
    with running(server):
        yield server.server_address[1]


def crawl_portal(data, start, *arguments, **more):
    return watch(data, "-a", f"start={start}", *arguments, name="portal", **more)


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["self-signed", "wrong name", "expired", "plain http"])
def test_tls_that_cannot_be_trusted_is_11_and_says_so(tmp_path, fault):
    pair = (
        None
        if fault == "plain http"
        else certificate(
            tmp_path,
            "other.example" if fault == "wrong name" else "localhost",
            -1 if fault == "expired" else 2,
        )
    )
    trusted = {} if fault in ("self-signed", "plain http") else {"SSL_CERT_FILE": str(pair[0])}
    with https(pair) as port:
        ended = crawl_portal(tmp_path / "data", f"https://localhost:{port}/", **trusted)
    hold(ended, tmp_path / "data", 11, name=f"portal/localhost:{port}")
    assert "TLS failed: " in ended.out
    assert records(tmp_path / "data") == []


@pytest.mark.slow
def test_https_on_a_server_that_resets_the_handshake_is_11(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def slam():
            while not over.is_set():
                try:
                    server.accept()[0].close()
                except TimeoutError:
                    continue

        thread = threading.Thread(target=slam, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        ended = crawl_portal(tmp_path, f"https://localhost:{port}/")
        over.set()
        thread.join()
    hold(ended, tmp_path, 11, name=f"portal/localhost:{port}")


# --- IPv6 -------------------------------------------------------------------------------------------


def has_ipv6():
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def resolves_to_ipv6_alone(name):
    try:
        return {each[0] for each in socket.getaddrinfo(name, 80)} == {socket.AF_INET6}
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 on loopback")
@pytest.mark.parametrize("host", ["[::1]", "ip6-localhost"])
def test_a_server_that_has_only_ipv6_is_crawled(tmp_path, host):
    if host != "[::1]" and not resolves_to_ipv6_alone(host):
        pytest.skip(f"{host} is no name for ::1 here")
    # The server takes the host up to the first colon: "[" of "[::1]:8000".
    with https(None, family=socket.AF_INET6, host=host.partition(":")[0]) as port:
        hold(crawl_portal(tmp_path, f"http://{host}:{port}/"), tmp_path, 0, name=f"portal/{host}:{port}")
    assert len(records(tmp_path)) == 1


# --- memory -----------------------------------------------------------------------------------------


def test_too_much_memory_ends_the_run_with_17_and_the_next_has_the_rest(tmp_path):
    with served(site(1, 2)) as web:
        ended = watch(tmp_path, "-s", "MEMUSAGE_LIMIT_MB=20", lead=web.connect_to)
        hold(ended, tmp_path, 17)
        assert "the limit of 20 MB of memory is reached; the next run continues" in ended.err
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])


@pytest.mark.slow
def test_the_memory_of_the_program_that_starts_a_crawl_is_not_the_crawls(tmp_path):
    """The kernel's ru_maxrss begins with it."""
    with served(site(1, 2, home=home(1, 2))) as web:
        start = [*command(tmp_path, "baolamdong"), *IMPATIENT, "-s", "MEMUSAGE_LIMIT_MB=200"]
        program = (
            f"import subprocess; held = bytearray(400_000_000); raise SystemExit(subprocess.call({start!r}))"
        )
        ended = subprocess.run(
            [sys.executable, "-c", program],
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
