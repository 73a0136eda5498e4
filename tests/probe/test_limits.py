"""How long a probe waits for a server that is slow or silent, and what it says meanwhile."""

import socket
import sys
import threading
from contextlib import contextmanager

import pytest

from sample_portal.crawl import NO_DELAYS
from tests import warm
from tests.portal import environment

HOST = "congthongtin.example.vn"
HOME = "<html><body><nav><a href='/kinh-te'>Kinh tế</a><a href='/xa-hoi'>Xã hội</a></nav>" + "".join(
    f"<div class=tin><h3><a href='/tin/xa-lam-duong-lien-thon-{n}.html'>Xã làm đường liên thôn số {n}</a></h3></div>"
    for n in range(51234, 51242)
)


@contextmanager
def silent_server(answers):
    """Accepts all connections, answers the first `answers` requests, and no other one."""
    server, accepted = socket.create_server(("127.0.0.1", 0)), []

    def serve():
        while True:
            try:
                accepted.append(server.accept()[0])
            except OSError:
                return
            if len(accepted) <= answers:
                asked = accepted[-1].recv(65536)
                body = b"" if b"robots.txt" in asked else HOME.encode()
                head = (
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d"
                )
                accepted[-1].sendall(head % len(body) + b"\r\n\r\n" + body)
                accepted[-1].close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], accepted
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()
        for each in accepted:
            each.close()


def probe(port, scheme):
    return warm.run(
        [
            sys.executable,
            "-m",
            "dvcrawler",
            "probe",
            f"{scheme}://{HOST}/",
            "-s",
            "DOWNLOAD_TIMEOUT=2",
            *NO_DELAYS,
        ],
        env=environment(DVCRAWLER_CONNECT_TO=f"{HOST}=127.0.0.1:{port}", COLUMNS="400"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("scheme", "asked"), [("https", 2), ("http", 1)])
def test_a_server_that_never_answers_is_asked_once_over_each_scheme(scheme, asked):
    with silent_server(0) as (port, accepted):
        ended = probe(port, scheme)
        assert len(accepted) == asked
    assert ended.returncode == 11
    said = " ".join(ended.stdout.split())
    assert "no connection, or no answer, in time" in said and "-s DOWNLOAD_TIMEOUT=120" in said


def test_a_line_says_early_that_a_server_has_not_answered_yet():
    with silent_server(0) as (port, _):
        ended = probe(port, "https")
    first, second = ended.stderr.splitlines()
    said = "has not answered for 0.67 seconds; an answer may take up to 2"
    assert first == f"dvcrawler: https://{HOST} {said}"
    assert second == f"dvcrawler: http://{HOST} {said}"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("answers", [2, 3, 4])
def test_a_server_that_falls_silent_is_left_after_three_requests_and_the_rest_is_reported(answers):
    with silent_server(answers) as (port, accepted):
        ended = probe(port, "http")
        assert len(accepted) == answers + 3
    said = " ".join(ended.stdout.split())
    assert "the server did not answer 3 requests in a row in time, and was asked nothing more" in said
    assert "front: 8 articles" in said
    assert ended.returncode == 11
