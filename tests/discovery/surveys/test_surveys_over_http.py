"""What the first look at a site decides, shown by a crawl."""

import pytest

from dvcrawler.families.any_site import unknown_site
from dvcrawler.families.shared_shapes import find_shared_shapes
from tests.site import PARAGRAPH, crawl_apart

HOST = "congthongtin.example.vn"
COUNT = 6
WORDS = "một hai ba bốn năm sáu".split()
PLAIN = "mot hai ba bon nam sau".split()


def portal(address, extra=""):
    """A front page with six articles at addresses that `address` gives by number, and `extra`."""
    pages, cards = {(HOST, "/robots.txt"): ""}, ""
    for n, word in enumerate(WORDS):
        title, path = f"Xã Hải Minh khánh thành đường số {word}", address(n)
        cards += f"<div><h3><a href='{path}'>{title}</a></h3><i>15/03/2024</i></div>"
        body = f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>Đường số {n}.</p></div>"
        pages[HOST, path] = f"<html><body>{body}</body></html>"
    menu = "<nav><a href='/'>Trang chủ</a><a href='/thoi-su'>Thời sự</a></nav>"
    pages[HOST, "/"] = f"<html><body>{menu}<main>{cards}</main>{extra}</body></html>"
    pages[HOST, "/thoi-su"] = f"<html><body>{menu}<main>{cards}</main></body></html>"
    return pages


def slug(n):
    return f"xa-hai-minh-khanh-thanh-duong-so-{PLAIN[n]}"


ADDRESSES = {
    "the number of a section": lambda n: f"/muc/10234/{slug(n)}",
    "the day at the end, two articles a day": lambda n: f"/{slug(n)}-2024031{n // 2}.html",
    "the number of a section at the end": lambda n: f"/{slug(n)}-{n + 41}-10234.html",
}
OTHERS = {
    "a month in a folder": lambda n: f"/thoi-su/202403/{slug(n)}/",
    "a short number behind a month": lambda n: f"/thoi-su/202403/{slug(n)}-{n + 41}/",
    "a day in a folder": lambda n: f"/tin/20240315/{slug(n)}.html",
    "a number of its own": lambda n: f"/tin/{51234 + n}/{slug(n)}.html",
    "a month and a number": lambda n: f"/thoi-su/202403/{slug(n)}-{1234567 + n}/",
}
QUESTIONS = "".join(
    f"<li><a href='/hoi-dap/{n}'>Hỏi về thủ tục cấp giấy khai sinh tại xã Hải Minh số {n}</a></li>"
    for n in range(4)
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    portals = {name: portal(address) for name, address in (ADDRESSES | OTHERS).items()}
    gone = f"<a href='https://video.trang-{len(portals)}.example.vn/v-1.html'>Video</a>" * 2
    portals["a host that does not answer"] = portal(
        lambda n: f"/{slug(n)}-{51234 + n}.html", f"<ul>{QUESTIONS}</ul>{gone}"
    )
    for n in range(4):
        portals["a host that does not answer"][HOST, f"/hoi-dap/{n}"] = (
            "<html><body><p>Hỏi gì?</p></body></html>"
        )
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name", ADDRESSES | OTHERS)
def test_articles_that_share_a_number_are_told_apart(crawled, name):
    paths, run = crawled[name]
    assert (len(paths), run["exit_code"]) == (COUNT, 0)


@pytest.mark.parametrize("name", ADDRESSES | OTHERS)
def test_a_shape_whose_number_several_articles_share_is_known(name):
    urls = [f"https://{HOST}{(ADDRESSES | OTHERS)[name](n)}" for n in range(COUNT)]
    assert bool(find_shared_shapes(unknown_site(urls[0]), urls)) == (name in ADDRESSES)
    assert find_shared_shapes(unknown_site(urls[0]), urls[:2] * 2) == ()


def test_one_article_in_several_sections_or_under_a_new_title_shares_no_number_with_others():
    urls = [
        f"https://{HOST}/{each}/{slug(n)}-{51234 + n}.html" for n in range(COUNT) for each in ("a", "b", "c")
    ]
    renamed = f"https://{HOST}/a/ten-moi-cua-mot-bai-{51234}.html"
    assert find_shared_shapes(unknown_site(urls[0]), [*urls, renamed]) == ()


def test_pages_are_tried_although_a_host_of_the_site_does_not_answer(crawled):
    paths, run = crawled["a host that does not answer"]
    assert len(paths) == COUNT
    assert run["problems"] == []
    assert "hoi-dap" not in run["stats"]["dvcrawler/address_rule/learned"]
