"""Sites of which only lists of documents are seen: the news are missing, and a run and a probe say so."""

import pytest

from dvcrawler.discovery.surveys.nothing_found import DOCUMENTS_ONLY
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH, crawl_apart

HOST = "congthongtin.example.vn"
MENU = "<nav><a href='/'>Trang chủ</a><a href='/thoi-su'>Thời sự</a><a href='/kinh-te'>Kinh tế</a></nav>"


def page(body):
    return f"<html><body>{MENU}<div id=app></div><script src=/app.js></script>{body}</body></html>"


def document(n):
    row = f"<tr><td>Số hiệu</td><td>{n}/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>0{n}/03/2024</td></tr>"
    file = f"<tr><td>Tệp</td><td><a href='/tep/{n}.pdf'>Tải về</a></td></tr>"
    return page(f"<h1>Quyết định số {n}/QĐ-UBND</h1><table>{row}{file}</table>")


def portal(extra=""):
    """Six decisions beside every page, and `extra` on the front page."""
    names = ("đường", "chợ", "cầu", "trường", "trạm", "đê")
    rows = "".join(
        f"<tr><td>0{n}/03/2024</td><td><a href='/van-ban/{n}'>Quyết định phê duyệt kế hoạch xây {name} của xã</a></td></tr>"
        for n, name in enumerate(names, 1)
    )
    box = f"<table>{rows}</table>"
    pages = {(HOST, "/robots.txt"): "", (HOST, "/"): page(extra + box)}
    pages |= {(HOST, f"/{name}"): page(f"<h2>{name}</h2>{box}") for name in ("thoi-su", "kinh-te")}
    return pages | {(HOST, f"/van-ban/{n}"): document(n) for n in range(1, 7)}


def with_news():
    titles = [f"Xã Hải Minh khởi công đường liên thôn số {n}" for n in ("một", "hai", "ba", "bốn")]
    cards = "".join(
        f"<div><h3><a href='/tin/{n}'>{title}</a></h3><i>15/03/2024</i></div>"
        for n, title in enumerate(titles)
    )
    pages = portal(f"<div>{cards}</div>")
    for n, title in enumerate(titles):
        pages[HOST, f"/tin/{n}"] = page(f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>")
    return pages


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    return crawl_apart({"documents": portal(), "news": with_news()}, tmp_path_factory.mktemp("data"))


def test_a_run_says_that_it_found_documents_alone(crawled):
    paths, run = crawled["documents"]
    (problem,) = run["problems"]
    assert (len(paths), run["exit_code"]) == (6, 10)
    assert problem["reason"] == DOCUMENTS_ONLY


def test_documents_beside_news_are_not_reported(crawled):
    paths, run = crawled["news"]
    assert (len(paths), run["exit_code"], run["problems"]) == (10, 0, [])


def test_a_probe_says_it_too():
    assert DOCUMENTS_ONLY in look_at(portal(), f"https://{HOST}/").findings.obstacles
    assert DOCUMENTS_ONLY not in look_at(with_news(), f"https://{HOST}/").findings.obstacles
