import http.client
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from sample_portal.portal import Portal
from sample_portal.server import PortalServer, connect_to, run_forever, serve


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with serve(Portal(20)) as running:
        yield running


@pytest.fixture
def client(server: PortalServer) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(server.host, server.port, timeout=300)
    yield connection
    connection.close()


def get(client, host, target, method="GET", **headers):
    client.request(method, target, headers={"Host": host, **headers})
    response = client.getresponse()
    return response, response.read()


def test_pages_come_over_http_by_host(server, client):
    for record in server.portal.expected():
        host, _, target = record["url"].partition("//")[2].partition("/")
        response, body = get(client, host, f"/{target}")
        assert response.status == 200
        assert body == server.portal.respond(host, f"/{target}").body


def test_the_connection_is_kept_open_and_every_request_is_logged(server, client):
    for target in ("/", "/robots.txt", "/nothing"):
        get(client, "phunu.namdinh.gov.vn", target)
        sock = client.sock
        assert sock is not None
    assert server.requests == [
        ("phunu.namdinh.gov.vn", target) for target in ("/", "/robots.txt", "/nothing")
    ]


def test_redirects_have_a_location(client):
    response, _ = get(client, "www.baonamdinh.vn", "/kinh-te/?paged=2")
    assert response.status == 301
    assert response.headers["Location"] == "https://baonamdinh.vn/kinh-te/?paged=2"


def test_an_unknown_host_is_404(client):
    assert get(client, "example.org", "/")[0].status == 404


def test_a_raw_apostrophe_in_the_address_is_accepted():
    with serve(Portal(150)) as server:
        check_raw_apostrophe(server)


def check_raw_apostrophe(server: PortalServer) -> None:
    target = next(r["url"] for r in server.portal.expected("danguykhoi") if "%27" in r["url"])
    path = target.partition(".vn")[2].replace("%27", "'")
    head = f"GET {path} HTTP/1.1\r\nHost: danguykhoicaccqvadn.namdinh.gov.vn\r\n"
    assert raw(server, f"{head}Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200 ")


def test_head_gives_the_length_without_the_body(client):
    head, nothing = get(client, "baonamdinh.vn", "/", "HEAD")
    whole, body = get(client, "baonamdinh.vn", "/")
    assert nothing == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(body))


def raw(server, text: str, pieces: int = 1) -> bytes:
    """What the server sends until it closes, for a request sent in pieces."""
    data, got = text.encode(), b""
    size = -(-len(data) // pieces)
    with socket.create_connection((server.host, server.port), timeout=300) as sock:
        for start in range(0, len(data), size):
            sock.sendall(data[start : start + size])
            time.sleep(0.005 if pieces > 1 else 0)
        while chunk := sock.recv(65536):
            got += chunk
    return got


def test_several_requests_in_one_packet_are_answered_in_order(server):
    one = "GET /robots.txt HTTP/1.1\r\nHost: baonamdinh.vn\r\n\r\n"
    two = "GET /nothing HTTP/1.1\r\nHost: baonamdinh.vn\r\nConnection: close\r\n\r\n"
    got = raw(server, one + two)
    assert got.count(b"HTTP/1.1 ") == 2
    assert got.index(b"200 OK") < got.index(b"404 Not Found")


def test_a_request_may_arrive_in_small_pieces(server):
    request = "GET /robots.txt HTTP/1.1\r\nHost: baonamdinh.vn\r\nConnection: close\r\n\r\n"
    assert b"200 OK" in raw(server, request, pieces=7)


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("POST / HTTP/1.1\r\nHost: baonamdinh.vn\r\n\r\n", b"405"),
        ("nonsense\r\n\r\n", b"400"),
        ("GET / HTTP/1.1\r\nX: " + "x" * 70_000, b"431"),
    ],
)
def test_an_invalid_request_is_refused_and_closes_the_connection(server, request_text, status):
    assert raw(server, request_text).startswith(b"HTTP/1.1 " + status)


def test_the_challenge_reads_the_cookie_header(server, client):
    server.portal.require_cookie("baonamdinh.vn")
    stub = get(client, "baonamdinh.vn", "/")[1].decode()
    cookie = stub.partition('cookie="')[2].partition('"')[0]
    assert len(get(client, "baonamdinh.vn", "/", Cookie=cookie)[1]) > len(stub) * 10


def test_connect_to_names_every_host(server):
    pairs = dict(pair.split("=") for pair in connect_to(server).split(","))
    assert set(pairs) == set(server.portal.hosts)
    assert set(pairs.values()) == {f"127.0.0.1:{server.port}"}


def test_the_port_is_free_again_with_clients_still_connected():
    with serve(Portal(5)) as running:
        client = http.client.HTTPConnection(running.host, running.port, timeout=300)
        get(client, "baonamdinh.vn", "/robots.txt")
        port = running.port
    with serve(Portal(5), port=port) as again:
        assert again.port == port
    client.close()


def test_a_taken_port_is_an_error(server):
    with pytest.raises(OSError, match=r"in use"), serve(Portal(5), port=server.port):
        pass


def test_run_forever_announces_its_port_and_serves():
    ready: list[PortalServer] = []
    known = threading.Event()

    def tell(server: PortalServer) -> None:
        ready.append(server)
        known.set()

    arguments = (Portal(5), 0, "127.0.0.1", tell)
    threading.Thread(target=run_forever, args=arguments, daemon=True).start()
    assert known.wait(300)
    client = http.client.HTTPConnection("127.0.0.1", ready[0].port, timeout=300)
    assert get(client, "baonamdinh.vn", "/robots.txt")[0].status == 200
    client.close()


def test_throughput_is_shown(server, client, capsys):
    started, count = time.perf_counter(), 1000
    for _ in range(count):
        assert get(client, "baonamdinh.vn", "/robots.txt")[0].status == 200
    rate = count / (time.perf_counter() - started)
    with capsys.disabled():
        print(f"\nsample server: {rate:.0f} requests/s, client in the same process")
