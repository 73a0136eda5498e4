"""No request goes where the site does not live: not by redirect, link, sitemap or feed; and addresses that
are attacks themselves.
"""

import pytest

from tests.faults.network import heal, hold, listening, problems, watch
from tests.portal import records
from tests.site import HOST, SITE, home, path_of, served, site
from tests.webserver import Answer

FEED = '<link rel="alternate" type="application/rss+xml" href="{}">'


def to(url, status=302):
    return Answer(b"", status, {"Location": url})


def foreign(port):
    """Ways to write the loopback address, and private ones, of which only the first can be seen touched."""
    return [
        f"http://127.0.0.1:{port}/x",
        f"http://localhost:{port}/x",
        f"http://[::1]:{port}/x",
        f"http://2130706433:{port}/x",
        f"http://0x7f.1:{port}/x",
        f"http://0:{port}/x",
        f"http://127.1:{port}/x",
        f"http://[::ffff:127.0.0.1]:{port}/x",
        f"//127.0.0.1:{port}/x",
        f"http://{HOST}@127.0.0.1:{port}/x",
        f"http://127.0.0.1:{port}#@{HOST}/",
        f"http://127.0.0.1:{port}\\@{HOST}/",
        f"http://{HOST}.127.0.0.1.nip.io/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "https://evil.example/x",
        f"http://{HOST}.evil.example/",
        "https://[bad/",
        f"https://{HOST}:99999/",
        f"https://{HOST}:abc/",
        "data:text/html,x",
        "javascript:alert(1)",
    ]


def own_only(web):
    return {host for host, _ in web.asked} <= {HOST}


@pytest.mark.slow
def test_no_redirect_of_an_article_leads_away(tmp_path):
    with listening() as (port, touched):
        targets = foreign(port)
        numbers = range(2, len(targets) + 2)
        moved = {path_of(n): to(target) for n, target in zip(numbers, targets, strict=True)}
        with served(site(1, *numbers, **moved)) as web:
            ended = watch(tmp_path, lead=web.connect_to)
            hold(ended, tmp_path, 10, numbers=[1])
            assert own_only(web)
            named = problems(tmp_path)
            for n in numbers:
                assert named[path_of(n)][0] in ("moved", "failed"), targets[n - 2]
            heal(web, 1, *numbers)
        assert touched == []
    assert "root:" not in ended.out


def test_links_sitemaps_and_feeds_that_lead_away_are_not_followed(tmp_path):
    with listening() as (port, touched):
        targets = foreign(port)
        links = "".join(f'<a href="{each}">a</a><a rel="next" href="{each}">»</a>' for each in targets)
        links += "".join(FEED.format(each) for each in targets) + FEED.format("/f")
        links += "".join(f'<a href="{each.rstrip("/x")}{path_of(9)}">a</a>' for each in targets)
        robots = "".join(f"Sitemap: {each}\n" for each in [*targets, f"https://{HOST}/s.xml"])
        entries = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in targets)
        feed = "".join(f"<item><link>{each}{path_of(9)}</link></item>" for each in targets)
        pages = site(1, 2, home=links + home(1, 2), robots=robots)
        pages[HOST, "/s.xml"] = f"<sitemapindex>{entries}</sitemapindex>"
        pages[HOST, "/f"] = f"<rss><channel>{feed}</channel></rss>"
        with served(pages) as web:
            hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0)
            assert own_only(web)
            assert {"/s.xml", "/f"} <= {path for _, path in web.asked}
        assert touched == []
    assert {record["id"] for record in records(tmp_path)} >= {f"{SITE}:aaa0001", f"{SITE}:aaa0002"}


@pytest.mark.slow
@pytest.mark.parametrize("where", ["robots", "/s.xml", "/f", "/kinh-te/", "home"])
def test_no_redirect_of_anything_else_leads_away(tmp_path, where):
    with listening() as (port, touched):
        pages = {
            "home": FEED.format("/f") + '<a href="/kinh-te/">mục</a>' + home(1, 2),
            "robots": f"Sitemap: https://{HOST}/s.xml\n",
            "/s.xml": "<urlset/>",
            "/f": "<rss/>",
            "/kinh-te/": home(1),
        }
        pages[where] = to(f"http://127.0.0.1:{port}/x")
        with served(site(1, 2, **pages)) as web:
            ended = watch(tmp_path, lead=web.connect_to)
            code = {"home": 13, "/kinh-te/": 10, "robots": 14}.get(where, 0)
            hold(ended, tmp_path, code, numbers=[] if where in ("home", "robots") else [1, 2])
            assert own_only(web)
            assert where not in ("home", "/kinh-te/") or "redirected to http://127.0.0.1" in ended.out
        assert touched == []


@pytest.mark.slow
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_that_loop_or_never_end_are_named(tmp_path, status):
    count = iter(range(10**6))

    def further(handler):
        return to(f"{path_of(2)}?n={next(count)}", status)

    pages = site(1, 2, 3, **{path_of(2): further, path_of(3): to(path_of(3), status)})
    pages |= {(HOST, f"{path_of(2)}?n={n}"): further for n in range(50)}
    with served(pages) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 10, numbers=[1])
        assert len(web.asked) < 30
        named = problems(tmp_path)
        assert len(named) == 2
        assert {reason for _, reason in named.values()} == {
            "redirected too often, or in a loop (REDIRECT_MAX_TIMES)"
        }
        heal(web, 1, 2, 3)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2, 3])


@pytest.mark.slow
def test_addresses_that_are_attacks_leave_the_data_folder_as_it_is(tmp_path):
    tail = "/bai-viet-aaa{:04x}/"
    odd = [
        "/kinh-te/../../../../etc/202402",
        "/%2e%2e/%2e%2e/etc/202402",
        "/kinh-te/..%2f..%2fx/202402",
        "/kinh%00te/202402",
        "/kinh-te%0d%0aX-Injected:%20yes/202402",
        "/kinh-te\r\nX-Injected: yes/202402",
        "/" + "x" * 10_000 + "/202402",
        "/kinh-tế/202402",
        "/kinh-te%1b[31m/202402",
        "/kinh-te\x1b[31m/202402",
        "/kinh te/202402",
        "/%ff%fe/202402",
        "/kinh-te/%/202402",
        "/\u202egnp/202402",
        "/kinh;te=1/202402",
        '/"><script>alert(1)</script>/202402',
        "/$(touch x)`id`|sh/202402",
        "/kinh-te/%5c..%5c../202402",
    ]
    links = "".join(
        f'<a href="{path.replace(chr(34), "&quot;")}{tail.format(n)}">a</a>'
        for n, path in enumerate(odd, 100)
    )
    seen = []

    def note(handler):
        seen.append(handler.headers.get("X-Injected"))
        return Answer(b"not here", 404)

    class Noted(dict):
        def get(self, key, default=None):
            return super().get(key, note)

    folder = tmp_path / "in" / "data"
    with served(Noted(site(1, home=home(1) + links))) as web:
        ended = watch(folder, lead=web.connect_to)
        hold(ended, folder, ended.code, numbers=[1])
        assert ended.code in (0, 10), ended.out
        asked = [path for _, path in web.asked]
        assert all(path.isascii() and len(path) < 3000 for path in asked)
        assert "/kinh-t%E1%BA%BF/202402" + tail.format(107) in asked
    assert set(seen) == {None}
    assert {path.name for path in tmp_path.iterdir()} == {"in"}
    assert {path.name for path in folder.parent.iterdir()} == {"data"}
    names = {path.name for path in folder.iterdir()}
    assert names == {"articles", "runs", "state", "warc"}
    assert {path.name for part in ("articles", "warc") for path in (folder / part).iterdir()} == {SITE}
