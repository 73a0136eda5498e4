"""Pages made to take long: reading one takes time linear in what it repeats."""

from datetime import UTC, datetime
from functools import partial

import pytest

from dvcrawler.discovery.links import article_links, section_links
from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance
from dvcrawler.spiders.baonamdinh import BaoNamDinh
from dvcrawler.spiders.danguykhoi import DangUyKhoi
from dvcrawler.spiders.namdinhgov import NamDinhGov
from tests.growth import grows_too_fast

SITES = (unknown_site("https://x.vn/"), BaoNamDinh.site, DangUyKhoi.site, NamDinhGov.site)
URL = "https://x.vn/mot-hai-ba-bon-nam-sau-123456.html"
SENTENCE = "Hội nghị đã thảo luận về nhiều vấn đề quan trọng của địa phương trong năm nay. "
TITLE = "Hội nghị tổng kết năm của tỉnh"
TEXT = f"<div><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></div>"


def page(body, head=""):
    return (
        f'<html><head><title>{TITLE}</title><meta property="og:type" content="article">{head}</head>'
        f"<body><h1>{TITLE}</h1><p>Thứ 6, Ngày 06/01/2023</p>{body}</body></html>"
    ).encode()


def stated(json):
    return page(TEXT, f'<script type="application/ld+json">{json}</script>')


def in_text(line, n):
    """A text with `n` of these lines, numbered, in the box of its paragraphs."""
    lines = "".join(line.replace("{i}", str(i)) for i in range(n))
    return page(f"<div><p>{SENTENCE * 3}</p>{lines}<p>{SENTENCE * 4}</p></div>")


PAGES = {
    "lines of prose in one box": lambda n: page("<div>" + f"{SENTENCE}<br>" * n + "</div>"),
    "ends above the text": lambda n: page(
        f"<div><p>{SENTENCE}</p>" + "<p>Tin khác</p>" * n + f"<p>{SENTENCE * 3}</p>" * (n // 2) + "</div>"
    ),
    "hidden boxes in one another": lambda n: page(
        TEXT + "<div style='display:none'>" * min(n, 100) + f"<p>{SENTENCE}</p>" * n + "</div>" * min(n, 100)
    ),
    "comments above the text": lambda n: page(
        "<div><h4>Ý kiến bạn đọc</h4><p>Bài hay quá, cảm ơn.</p></div>" * n
        + f"<div>{f'<p>{SENTENCE * 2}</p>' * n}</div>"
    ),
    "boxes of one class": lambda n: page("<div>" + f"<div class=a><p>{SENTENCE}</p></div>" * n + "</div>"),
    "authors' boxes": lambda n: page(
        TEXT + "".join(f"<p class=author>Lan {chr(0x4E00 + i)}</p>" for i in range(n))
    ),
    "captions of one picture": lambda n: page(
        f"{TEXT}<table class=image><tr><td><img src='/a.jpg'>"
        + "".join(f"<td>Chú thích số {i}" for i in range(n))
        + f"</table>{TEXT}"
    ),
    "candidates of one picture": lambda n: page(TEXT + f"<img srcset='{'a.jpg 1x b ' * n}'>"),
    "page numbers": lambda n: page(TEXT + "".join(f"<a href='?page={i}'>{i % 90 + 2}</a>" for i in range(n))),
    "page numbers below comments": lambda n: page(
        TEXT + "<p>Bình luận</p>" * n + "<a href='?page=2'>2</a>" * n + "<a href='?page=3'>tiếp</a>" * n
    ),
    "pictures without scripts": lambda n: page(TEXT + "<noscript><img src='/a.jpg'></noscript><img>" * n),
    "pictures with bare captions": lambda n: page(
        "<p>Đang online</p>" + TEXT + "<p><img src='/a.jpg'></p><p>Đại biểu dự họp</p>" * n + TEXT
    ),
    "lines that go on": lambda n: page(
        f"<div><p>{SENTENCE * 4}</p><p>" + "chữ thường<br>" * n + "</p></div>"
    ),
    "boxes among paragraphs": lambda n: page(
        f"<div>{TEXT}" + f"<p>{SENTENCE}</p><p class=widget>{SENTENCE}</p>" * n + "</div>"
    ),
    "date lines": lambda n: page(TEXT + "<p>Thứ 6, Ngày 06/01/2023</p>" * n + TEXT),
    "links to the home page": lambda n: page("<div>" + "<a href='/'>Trang chủ</a>" * n + f"</div>{TEXT}"),
    "headings and a long stated title": lambda n: page(
        "<h2>Một tiêu đề dài ở đây nhé</h2>" * n + TEXT,
        f"<meta property='og:title' content='{'- a ' * n}'>",
    ),
    "boxes within boxes that rules ask for": lambda n: page(
        "<div class='content-detail'></div><div class='td-post-content'></div>" * n + TEXT
    ),
    "days of a report": lambda n: page(
        f"<div>{TEXT}" + f"<h1>{TITLE} nữa</h1><p>08:15 05/03/2024</p><p>{SENTENCE * 3}</p>" * n + "</div>"
    ),
    "days of a report in boxes": lambda n: page(
        TEXT + f"<div class=e><h1>{TITLE} nữa</h1><p>05/03/2024</p><p>{SENTENCE * 3}</p></div>" * n
    ),
    "headings of other articles": lambda n: page(TEXT + "<h1>Tin bài liên quan</h1>" * n + TEXT),
    "authors stated": lambda n: stated(
        '{"@type":"NewsArticle","headline":"Hội nghị","author":['
        + ",".join(f'{{"name":"admin{i}"}},{{"@type":"Organization","name":"Báo {i}"}}' for i in range(n))
        + "]}"
    ),
    "a stated type": lambda n: stated('{"@type":"' + "NewsArticle" * n + '!"}'),
    "a stated list within lists": lambda n: stated("[" * n + '{"@type":"NewsArticle"}'),
    "a stated headline": lambda n: stated('{"@type":"NewsArticle","headline":"' + TITLE + " - a" * n + '"}'),
    "an author with @": lambda n: page(
        TEXT + f"<p class=author>{'a' * n}</p>" * 20 + f"<p class=author>{'@' * n}</p>" * 20
    ),
    "links, each in its own line": lambda n: page(
        "<div>" + "<a href='mailto:toa@x.vn'>thư</a><br>" * (n // 2) + f"</div>{TEXT}"
    ),
    "files, each in its own line": lambda n: page(
        "<div>" + "".join(f"<a href='/a{i}.pdf'>Văn bản số {i}</a><br>" for i in range(n // 2)) + "</div>"
    ),
    "links to articles, each in its own line": lambda n: in_text(
        "<a href='/mot-hai-ba-{i}.html'>Một hai ba bốn năm sáu {i}</a><br>", n // 2
    ),
    "pictures with captions, each in its own line": lambda n: in_text(
        "<a href='/a{i}.jpg'><img src='/t{i}.jpg'></a><br>Đại biểu {i} dự họp<br>", n // 2
    ),
    "pictures that lead to their files with their captions": lambda n: in_text(
        "<a href='/a{i}.jpg'><img src='/t{i}.jpg'><span>Đại biểu {i} dự họp ở xã</span></a>", n // 2
    ),
    "a link in each of many bare lines": lambda n: in_text(
        "{i}. Kế hoạch số {i} của xã <a href='/a{i}.html'>tại đây</a><br>", n // 2
    ),
    "dates among the paragraphs of one box": lambda n: in_text(
        f"<header>06/01/2023</header><p>{SENTENCE * 2}</p>", n // 2
    ),
    "labels, each in its own line": lambda n: in_text("<b>Ông Lan {i}:</b> góp ý về dự án.<br>", n),
    "dates in one piece of a line": lambda n: page(
        f"<p><span>{SENTENCE * 3}" + "Ngày 06/01/2023<br>" * n + f"</span></p>{TEXT}"
    ),
    "cells with spans": lambda n: page(
        f"{TEXT}<table>" + f"<tr>{'<td rowspan=200 colspan=1000>a' * 20}" * (n // 8) + "</table>"
    ),
    "statements in the text": lambda n: page(
        "<div>" + "<meta property='x' content='y'>" * 2 * n + f"</div>{TEXT}"
    ),
    "Word's halves": lambda n: page("<p>" + "mso-a " * n + ":b " * n + f"</p>{TEXT}"),
    "links in the address": lambda n: page(
        TEXT + "<a href='/202405/anh-mot-hai-ba-bon-nam-sau-bay.jpg'>x</a>" * n
    ),
}


def read(data):
    for site in SITES:
        document = Page(data, URL)
        article_links(document, site)
        section_links(document, site)
        read_draft(
            document, site, any_address(URL), Provenance("live", URL, datetime(2026, 1, 1, tzinfo=UTC))
        )


#: Variants of other pages that take longest.
SLOW = ("page numbers below comments", "hidden boxes in one another", "comments above the text")


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "make",
    [pytest.param(make, id=name, marks=[pytest.mark.slow] * (name in SLOW)) for name, make in PAGES.items()],
)
def test_a_page_is_read_in_time_linear_in_what_it_repeats(make):
    assert not grows_too_fast(lambda size: partial(read, make(size)), 1_200, floor=0.11, most=6)
