"""No name leads a request into a private network: the address is judged that is connected to."""

import gzip
import json

import pytest

from tests import warm
from tests.portal import NO_DELAYS, command, environment, records
from tests.site import HOST, PARAGRAPH, SITE, last_run, path_of, served, site
from tests.webserver import Answer, serve_pages

NEWS = "tin.example.vn"
ARTICLE = "/thoi-su/mua-gat-ve-123456.html"
TEXT = (
    '<html><body><article><h1>Mùa gặt về trên những cánh đồng quê</h1><p class="date">08:15, 05/02/2024</p>'
    f"<p>Bài viết thử.</p>{PARAGRAPH * 4}</article></body></html>"
)
#: Loaded by the child before it runs: the names that a hostile name server would answer for.
CUSTOMIZE = """
import json, os, socket, sys
_names, _ask = json.loads(os.environ["TEST_NAMES"]), socket.getaddrinfo
def getaddrinfo(host, *arguments, **more):
    name = host.decode() if isinstance(host, bytes) else host
    found = [each for address in _names[name] for each in _ask(address, *arguments, **more)] if name in _names else None
    if found is None and not name.replace(".", "").replace(":", "").isalnum():
        raise socket.gaierror(socket.EAI_NONAME, "the test resolves no other name")
    return _ask(host, *arguments, **more) if found is None else found
for _module in list(sys.modules.values()):
    if vars(_module).get("getaddrinfo") is _ask:
        _module.getaddrinfo = getaddrinfo
"""


@pytest.fixture
def crawl(tmp_path):
    """Runs a crawl for which the given names resolve to the given addresses."""

    def run(words, names, **env):
        (tmp_path / "sitecustomize.py").write_text(CUSTOMIZE)
        path = f"{tmp_path}:{environment()['PYTHONPATH']}"
        return warm.run(
            [*command(tmp_path / "data", *words), *NO_DELAYS, "-s", "RETRY_ENABLED=False"],
            env=environment(PYTHONPATH=path, TEST_NAMES=json.dumps(names), **env),
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )

    return run


def archived(data):
    return b"".join(gzip.decompress(path.read_bytes()) for path in data.glob("warc/*/*.gz"))


@pytest.mark.parametrize(
    "address", [["127.0.0.1"], pytest.param(["::1", "127.0.0.1"], marks=pytest.mark.slow)]
)
def test_a_redirect_to_a_public_name_at_a_private_address_is_neither_asked_nor_kept(tmp_path, crawl, address):
    """Of robots.txt to any name, of an article to another of the site's own; not even at CONNECT_TO's target."""
    with served({}) as web:
        secret = Answer(b"SECRET", headers={"Content-Type": "text/plain"})
        web.pages |= site(1, 2, 3) | {("evil.example.vn", "/x"): secret, ("www." + HOST, "/x"): secret}
        web.pages[HOST, "/robots.txt"] = Answer(
            b"", 302, {"Location": f"http://evil.example.vn:{web.port}/x"}
        )
        lead = f"{HOST}=127.0.0.1:{web.port}"
        names = {"evil.example.vn": address, f"www.{HOST}": address}
        first = crawl([SITE], names, DVCRAWLER_CONNECT_TO=lead)
        assert first.returncode == 14, first.stdout + first.stderr
        assert "its host is at a private address" in first.stdout
        assert web.asked == [(HOST, "/robots.txt")]

        web.pages[HOST, "/robots.txt"] = "User-agent: *\nDisallow:\n"
        web.pages[HOST, path_of(2)] = Answer(b"", 302, {"Location": f"http://www.{HOST}:{web.port}/x"})
        second = crawl([SITE], names, DVCRAWLER_CONNECT_TO=lead)
        assert second.returncode == 10, second.stdout + second.stderr
        assert {host for host, _ in web.asked} == {HOST}
    reasons = [each["reason"] for each in last_run(tmp_path / "data")["problems"]]
    assert len(reasons) == 1
    assert "private address" in reasons[0]
    assert len(records(tmp_path / "data")) == 2
    assert b"SECRET" not in archived(tmp_path / "data")
    assert "Traceback" not in first.stderr + second.stderr


def test_a_site_at_a_private_address_is_named_and_crawled_where_a_setting_allows_it(tmp_path, crawl):
    home = f'<html><body><a href="{ARTICLE}">bài</a></body></html>'
    with serve_pages({(NEWS, "/"): home, (NEWS, ARTICLE): TEXT}) as web:
        words = ["portal", "-a", f"start=http://{NEWS}:{web.port}/"]
        names = {NEWS: ["127.0.0.1"]}
        refused = crawl(words, names)
        assert refused.returncode == 11, refused.stdout + refused.stderr
        assert (
            "its host is at a private address, 127.0.0.1 (DVCRAWLER_PRIVATE_HOSTS allows it)"
            in refused.stdout
        )
        assert web.asked == []
        allowed = crawl(words, names, DVCRAWLER_PRIVATE_HOSTS=f"other.example,{NEWS}")
    assert allowed.returncode == 0, allowed.stdout + allowed.stderr
    assert len(records(tmp_path / "data")) == 1


def test_a_proxy_is_reached_where_it_is_and_asked_for_no_private_address(tmp_path, crawl):
    home = f'<html><body><a href="{ARTICLE}">bài</a></body></html>'
    base = f"http://{NEWS}"
    with serve_pages({}) as web:
        web.pages |= {(NEWS, base + "/"): home, (NEWS, base + ARTICLE): TEXT}
        words, env = ["portal", "-a", f"start={base}/"], {"http_proxy": f"http://127.0.0.1:{web.port}"}
        web.pages[NEWS, base + "/robots.txt"] = Answer(b"", 302, {"Location": "http://0x7f.1/x"})
        assert crawl(words, {}, **env).returncode == 14
        assert web.asked == [(NEWS, base + "/robots.txt")]
        del web.pages[NEWS, base + "/robots.txt"]
        assert crawl(words, {}, **env).returncode == 0
    assert len(records(tmp_path / "data")) == 1
