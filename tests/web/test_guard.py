"""Method, Host and headers, asked of the application and of a real server on loopback."""

import http.client
import re
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from dvcrawler.web.guard import host_name
from tests import warm
from tests.derived.store import article, write
from tests.web.store import client


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(folder, article(1, "Mở đường", "Một."))
    return folder


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/search", "/none", "/style.css"])
def test_only_get_and_head_are_answered(data, method, path):
    answer = client(data).request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


OURS = [
    "localhost",
    "localhost:8017",
    "LOCALHOST:1",
    "localhost.",
    "127.0.0.1",
    "127.0.0.1:9",
    "127.1.2.3",
    "[::1]",
    "[::1]:8017",
]
FOREIGN = [
    "evil.example",
    "evil.example:8017",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.4",
    "127.0.0.1@evil.example",
    "evil.example#localhost",
    "localhost:80:80",
    "localhost:x",
    "",
    " ",
    "[::1",
    "0x7f000001",
    "2130706433",
    "localhost,evil.example",
    "localhost/evil",
    "10.0.0.1:8017",
    "[fe80::1]",
]


@pytest.mark.parametrize("host", OURS)
def test_a_host_of_this_machine_is_answered(data, host):
    assert client(data).get("/", Host=host).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_any_other_host_is_not_answered(data, host):
    answer = client(data).get("/", Host=host)
    assert answer.status_code == 421
    assert "Mở đường" not in answer.text
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.168.1.4:80", 200), ("news.lan", 200), ("[fe80::1]", 200), ("evil.example", 421)],
)
def test_a_server_for_others_answers_for_addresses_and_its_name_alone(data, host, status):
    web = client(data, names={"news.lan"}, any_address=True)
    assert web.get("/", Host=host).status_code == status


def test_a_host_header_is_read_without_port_and_brackets():
    assert host_name("[::1]:80") == "::1"
    assert host_name("Example.ORG.:80") == "example.org"


@contextmanager
def browse(data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", "browse", "--data", str(data), "--port", "0", *arguments]
    with warm.popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        try:
            yield run, int(re.search(r":(\d+)/", run.stdout.readline())[1])
        finally:
            run.terminate()
            run.communicate(timeout=300)


def ask(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=300) as opened:
        opened.sendall(request)
        answer = http.client.HTTPResponse(opened, method=request.partition(b" ")[0].decode())
        answer.begin()
        return answer.status, dict(answer.getheaders()), answer.read()


@pytest.fixture(scope="module")
def port(data):
    with browse(data) as (_, port):
        yield port


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost", 200),
        (b"HEAD / HTTP/1.1\r\nHost: localhost", 200),
        (b"GET / HTTP/1.1\r\nHost: evil.example", 421),
        (b"GET / HTTP/1.1", 400),
        (b"GET / HTTP/1.0", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example", 400),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example", 421),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0", 405),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost", 421),
        (b"GET /search?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost", 414),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: "
            b"dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13",
            200,
        ),
    ],
)
def test_a_real_server_answers_what_it_must_and_nothing_else(port, head, status):
    assert ask(port, head + b"\r\nConnection: close\r\n\r\n")[0] == status


def test_a_real_server_does_not_say_what_it_runs_on(port):
    headers = ask(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[1]
    assert "server" not in {name.lower() for name in headers}


def test_browse_listens_on_loopback_alone_unless_told_otherwise(port):
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # free, as it would not be were every address taken


def test_browse_says_so_where_others_can_reach_it(data):
    with browse(data, "--host", "0.0.0.0") as (run, port):
        assert ask(port, b"GET / HTTP/1.1\r\nHost: 192.0.2.1\r\nConnection: close\r\n\r\n")[0] == 200
        assert "anybody who can reach this machine can read all that is stored" in run.stderr.readline()


def test_browse_ends_cleanly_when_it_is_told_to(data):
    with browse(data) as (run, _):
        run.terminate()
        run.wait(300)
        assert run.stderr.read() == ""
