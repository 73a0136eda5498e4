"""Certificates are verified, but for a site whose file says that its server is out of date."""

import ssl
import subprocess
import threading
from http.server import ThreadingHTTPServer

import pytest

from tests.portal import NO_DELAYS, environment, records
from tests.site import PARAGRAPH, last_run
from tests.webserver import Web, _Handler

ARTICLE = (
    '<html><body><article><h1>Mùa gặt về trên những cánh đồng quê</h1><p class="date">08:15, 05/02/2024</p>'
    f"<p>Bài viết thử.</p>{PARAGRAPH * 4}</article></body></html>"
)


@pytest.fixture
def secure(tmp_path):
    """The port of an https server with a certificate that nobody vouches for."""
    pair = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-out", str(pair[0]), "-keyout", str(pair[1])],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *arguments: None  # a handshake that the client breaks off is the test
    server.daemon_threads = True
    port = server.server_address[1]
    link = f"https://localhost:{port}/thoi-su/mua-gat-ve-123456.html"
    server.web = Web({("localhost", "/"): f'<html><body><a href="{link}">bài</a></body></html>',
                      ("localhost", "/thoi-su/mua-gat-ve-123456.html"): ARTICLE})  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield port
    server.shutdown()
    server.server_close()
    thread.join()


def crawl_portal(port, data, *arguments):
    import sys

    command = [sys.executable, "-m", "dvcrawler", "crawl", "portal", "-a", f"start=https://localhost:{port}/",
               "--data", str(data), *NO_DELAYS, "-s", "RETRY_ENABLED=False", *arguments]  # fmt: skip
    return subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60, check=False)


def test_a_certificate_that_nobody_vouches_for_is_refused_and_named(secure, tmp_path):
    ended = crawl_portal(secure, tmp_path / "data")
    assert ended.returncode == 11, ended.stdout + ended.stderr
    assert "certificate" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert last_run(tmp_path / "data", "portal")["tls"] == {}


def test_an_exception_is_named_in_the_log_and_in_the_run_record(secure, tmp_path):
    ended = crawl_portal(secure, tmp_path / "data", "-a", "tls=legacy")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(records(tmp_path / "data")) == 1
    assert "certificates of its hosts are not verified: tls=legacy" in ended.stderr
    assert last_run(tmp_path / "data", "portal")["tls"] == {"localhost": "legacy"}
