"""What readers wrote among the paragraphs, or what people say in the article: the page does not tell which."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract import Page, Provenance, address_for_url, read_record, site_for_url
from tests.extract.article_pages import AUTHOR, TEXT, TITLE, lines_of, paragraphs, read

SAID = "Đường làng tôi cũng cần được trồng cây như vậy, mong xã sớm giao cho các hộ trước mùa mưa năm nay. "
DOUBT = ("body", "may_be_excerpts")


def comments(mark, names=("Nguyễn Văn Bình", "Trần Thị Lụa", "Phạm Đức Long")):
    return "".join(mark.format(name=name, said=SAID * 3) for name in names)


def codes(record):
    return [(each.field, each.code.value) for each in record.problems]


@pytest.mark.parametrize("heading", ["<p>Bình luận</p>", "<div>Ý kiến bạn đọc</div>", "<p><b>Ý kiến</b></p>"])
@pytest.mark.parametrize("mark", ["<p>{name}</p><p>{said}</p>", "<div><b>{name}</b><p>{said}</p></div>"])
def test_paragraphs_below_a_heading_of_comments_and_a_name_are_doubted(heading, mark):
    record = read(paragraphs() + AUTHOR, author=heading + comments(mark))
    assert SAID.strip() not in record.body or DOUBT in codes(record)
    assert record.author not in ("Nguyễn Văn Bình", "Trần Thị Lụa", "Phạm Đức Long")


@pytest.mark.parametrize("heading", ["<p>Bình luận</p>", "<p>Ý kiến người dân</p>"])
def test_paragraphs_without_names_below_a_heading_of_comments_are_not_doubted(heading):
    record = read(paragraphs() + heading + f"<p>{SAID}</p>" * 2 + AUTHOR)
    assert SAID.strip() in record.body
    assert DOUBT not in codes(record)


SHORT = "<p>Cháu nhà tôi học ở đây, các thầy dạy rất tận tình.</p>"


@pytest.mark.parametrize(
    "comment",
    [
        f"<div><b>Minh Tú</b>{SHORT}</div>",
        f"<p>Minh Tú</p>{SHORT}",
        "<p><b>Minh Tú:</b> Các thầy dạy rất tận tình.</p>",
    ],
)
@pytest.mark.parametrize("heading", ["<h3>Bình luận</h3>", "<p>Ý kiến bạn đọc</p>"])
def test_a_single_short_comment_is_doubted(heading, comment):
    record = read(paragraphs() + heading + comment, author="")
    assert lines_of(record) == list(TEXT) or "may_be_excerpts" in [each.code for each in record.problems]


@pytest.mark.parametrize("byline", [AUTHOR, "<p><i>Bùi Thanh Sơn</i></p>"])
@pytest.mark.parametrize("heading", ["<h3>Bình luận</h3>", "<p>Bình luận</p>"])
def test_the_article_ends_where_comments_are_below_its_byline(heading, byline):
    record = read(paragraphs() + byline + heading + f"<p><b>Minh Tú</b></p>{SHORT}", author="")
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


@pytest.mark.parametrize("signed", [AUTHOR, "<p>Bùi Thanh Sơn</p>", "<p class='author'>Bùi Thanh Sơn</p>"])
@pytest.mark.parametrize(
    "mark",
    [
        "<article><h2>{}</h2><p>11/05/2025 05:20</p>{}</article>",
        "<div><h1>{}</h1><p>11/05/2025 05:20</p>{}</div>",
        "<section><h2><a href='/khac-2.html'>{}</a></h2><span>11/05/2025 05:20</span>{}</section>",
    ],
)
def test_a_name_below_another_article_set_in_is_said(mark, signed):
    other = mark.format("Xã bên khai trương thư viện thiếu nhi", f"<p>{SAID}</p>" * 3)
    record = read(paragraphs() + other + signed, author="")
    assert (record.author == "Bùi Thanh Sơn") != (("author", "name_below_text") in codes(record))


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (
            "https://baonamdinh.vn/xa-hoi/202506/be-boi-thon-dong-8830dd4/",
            "<div><h1 class='head_title'>{title}</h1><div class='date'>07:20, 05/06/2025</div><div id='content'>{text}</div></div>",
        ),
        (
            "https://danguykhoicaccqvadn.namdinh.gov.vn/tin-tuc-be-boi-thon-dong-304.html",
            "<div><h2>{title}</h2><div>Thứ 5, Ngày 05 / 06 / 2025</div><div>{text}</div></div>",
        ),
    ],
)
def test_so_it_is_by_the_layouts_of_sites(url, page):
    other = "<h2>Xã bên khai trương thư viện</h2><span class='date'>11/05/2025 05:20</span>"
    other = f"<article>{other}{f'<p>{SAID}</p>' * 3}</article>"
    html = f"<html><body>{page.format(title=TITLE, text=paragraphs() + other + AUTHOR)}</body></html>"
    site = site_for_url(url)
    given = Provenance("live", url, datetime(2025, 8, 16, tzinfo=UTC))
    record = read_record(Page(html.encode(), url), site, address_for_url(url, site), given)
    assert SAID.strip() not in record.body
    assert (record.author, ("author", "name_below_text") in codes(record)) == (None, True)
